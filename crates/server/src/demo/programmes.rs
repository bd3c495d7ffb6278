//! The programmes of a demonstration, each decided and asked for in a way of its own.

use crate::config::programmes::{
    AnswerKind, IdentifierSettings, ProgrammeSettings, QuestionSettings, WhenSettings,
};
use domain::language::TextByLanguage;
use domain::programme::{Choice, ProgrammeAccess};

/// Certification, decided by dora; Smart Services, by Support; Partners, by dora and bruno.
pub(super) fn all() -> Vec<ProgrammeSettings> {
    vec![certification(), smart_services(), partners()]
}

fn text(en: &str, fr: &str) -> TextByLanguage {
    TextByLanguage::new(en, fr)
}

fn question(key: &str, kind: AnswerKind, label: TextByLanguage) -> QuestionSettings {
    QuestionSettings {
        key: key.into(),
        label,
        kind,
        choices: Vec::new(),
        required: true,
        when: None,
    }
}

fn choice(key: &str, label: TextByLanguage) -> Choice {
    Choice {
        key: key.into(),
        label,
    }
}

fn access(key: &str, name: TextByLanguage) -> ProgrammeAccess {
    ProgrammeAccess {
        key: key.into(),
        name,
    }
}

fn certification() -> ProgrammeSettings {
    let mut exam = question(
        "exam",
        AnswerKind::Date,
        text("Date of your last exam", "Date de votre dernier examen"),
    );
    exam.when = Some(WhenSettings {
        question: "certified".into(),
        answer: "yes".into(),
    });
    ProgrammeSettings {
        key: "certification".into(),
        name: text("Certification", "Certification"),
        summary: text(
            "Exams, certificates and the records of those who hold them.",
            "Examens, certificats et dossiers de leurs titulaires.",
        ),
        help: Some(text(
            "Your candidate number stands on your last certificate and on every invitation to an exam.",
            "Votre numéro de candidat figure sur votre dernier certificat et sur chaque convocation à un examen.",
        )),
        identifier: IdentifierSettings {
            label: text("Candidate number", "Numéro de candidat"),
            example: "CERT-20417".into(),
            pattern: Some("CERT-[0-9]{5}".into()),
        },
        questions: vec![
            question(
                "certified",
                AnswerKind::YesNo,
                text(
                    "Do you hold a certificate already?",
                    "Avez-vous déjà un certificat ?",
                ),
            ),
            exam,
        ],
        deciders: vec!["dora".into()],
        access_types: vec![
            access("records", text("Records", "Dossiers")),
            access("examiner", text("Examiner", "Examinateur")),
        ],
        days: Some(730),
        opens: Vec::new(),
    }
}

fn smart_services() -> ProgrammeSettings {
    let mut site = question(
        "products",
        AnswerKind::Text,
        text(
            "Products that you have installed",
            "Produits que vous avez installés",
        ),
    );
    site.required = false;
    ProgrammeSettings {
        key: "smart-services".into(),
        name: text("Smart Services", "Services Smart"),
        summary: text(
            "Reports and advice about what you have installed.",
            "Rapports et conseils sur ce que vous avez installé.",
        ),
        help: None,
        identifier: IdentifierSettings {
            label: text("Site code", "Code du site"),
            example: "lyon-02".into(),
            pattern: Some("[a-z]+-[0-9]{2}".into()),
        },
        questions: vec![site],
        // Nobody is named: Support decides.
        deciders: Vec::new(),
        access_types: Vec::new(),
        days: Some(365),
        opens: vec!["downloads".into()],
    }
}

fn partners() -> ProgrammeSettings {
    let mut level = question(
        "level",
        AnswerKind::Choice,
        text("Level of the partnership", "Niveau du partenariat"),
    );
    level.choices = vec![
        choice("registered", text("Registered", "Enregistré")),
        choice("select", text("Select", "Sélectionné")),
    ];
    let mut contact = question(
        "contact",
        AnswerKind::Text,
        text(
            "Who looks after you on our side?",
            "Qui s’occupe de vous chez nous ?",
        ),
    );
    contact.when = Some(WhenSettings {
        question: "level".into(),
        answer: "select".into(),
    });
    ProgrammeSettings {
        key: "partners".into(),
        name: text("Partners", "Partenaires"),
        summary: text(
            "What is for partner companies and the people in them.",
            "Ce qui s’adresse aux sociétés partenaires et à leurs équipes.",
        ),
        help: None,
        identifier: IdentifierSettings {
            label: text("Partner number", "Numéro de partenaire"),
            example: "P-4711".into(),
            pattern: Some("P-[0-9]{4}".into()),
        },
        questions: vec![level, contact],
        deciders: vec!["dora".into(), "bruno".into()],
        access_types: Vec::new(),
        days: None,
        opens: Vec::new(),
    }
}
