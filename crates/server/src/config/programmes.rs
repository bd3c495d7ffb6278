//! Programmes: other kinds of access, each with an identifier, questions and deciders of its own.

use crate::config::fault::ConfigFault;
use domain::language::TextByLanguage;
use domain::person::UserId;
use domain::programme::{
    Choice, Condition, ProgrammeAccess, ProgrammeKey, Question, QuestionFault, QuestionKind,
    check_questions, is_label, may_be_key, read_identifier,
};
use domain::text::{LINE, WORDS};
use regex::Regex;
use serde::Deserialize;

/// A programme as the settings define it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeSettings {
    pub key: String,
    pub name: TextByLanguage,
    pub summary: TextByLanguage,
    /// What helps who asks, above the form.
    #[serde(default)]
    pub help: Option<TextByLanguage>,
    pub identifier: IdentifierSettings,
    #[serde(default)]
    pub questions: Vec<QuestionSettings>,
    /// The user IDs of those who decide; the support agents where nobody is named.
    #[serde(default)]
    pub deciders: Vec<String>,
    #[serde(default)]
    pub access_types: Vec<ProgrammeAccess>,
    /// For how many days what is given holds; without an end where it does not say.
    #[serde(default)]
    pub days: Option<u32>,
    /// The keys of the applications that it opens.
    #[serde(default)]
    pub opens: Vec<String>,
}

/// What a programme asks for by which it knows what is meant.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentifierSettings {
    pub label: TextByLanguage,
    pub example: String,
    /// A regular expression that all of it has to match.
    #[serde(default)]
    pub pattern: Option<String>,
}

/// A question of a programme.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionSettings {
    pub key: String,
    pub label: TextByLanguage,
    pub kind: AnswerKind,
    #[serde(default)]
    pub choices: Vec<Choice>,
    #[serde(default)]
    pub required: bool,
    /// Shown only where the question named, which stands before it, has this answer.
    #[serde(default)]
    pub when: Option<WhenSettings>,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerKind {
    Text,
    Choice,
    YesNo,
    Date,
}

/// The answer that another question must have.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhenSettings {
    pub question: String,
    pub answer: String,
}

/// A programme as it is worked with.
#[derive(Debug, Clone)]
pub struct Programme {
    pub definition: domain::programme::Programme,
    /// All of an identifier has to match it.
    pub pattern: Option<Regex>,
    /// Who decides; the support agents where nobody is named.
    pub deciders: Vec<UserId>,
    /// The keys of the applications that it opens.
    pub opens: Vec<String>,
}

impl Programme {
    /// What a programme is known by.
    pub fn key(&self) -> &ProgrammeKey {
        &self.definition.key
    }

    /// Whether Support decides what is asked for, as nobody is named who does.
    pub fn is_with_support(&self) -> bool {
        self.deciders.is_empty()
    }

    /// Whether an identifier is shaped as this programme's are.
    pub fn takes(&self, identifier: &str) -> bool {
        let whole = |pattern: &Regex| {
            let found = pattern.find(identifier);
            found.is_some_and(|found| found.range() == (0..identifier.len()))
        };
        self.pattern.as_ref().is_none_or(whole)
    }
}

/// The setting that is wrong, from its programme on, and what is wrong with it.
struct Wrong {
    setting: String,
    what: String,
}

fn wrong<T>(setting: &str, what: impl Into<String>) -> Result<T, Wrong> {
    let (setting, what) = (setting.to_owned(), what.into());
    Err(Wrong { setting, what })
}

/// The programmes of the settings. In: the keys of the applications there are. Errors: the first setting that cannot work, by its
/// name with its number before it (`programmes 2.questions 1.key`).
pub(super) fn programmes(
    all: &[ProgrammeSettings],
    applications: &[String],
) -> Result<Vec<Programme>, ConfigFault> {
    let mut found: Vec<Programme> = Vec::new();
    for (index, settings) in all.iter().enumerate() {
        let read = read(settings, applications).and_then(|one| {
            let is_taken = found.iter().any(|other| other.key() == one.key());
            if is_taken {
                return wrong("key", "another programme has this key");
            }
            Ok(one)
        });
        found.push(read.map_err(|fault| ConfigFault::Setting {
            at: format!("programmes {}.{}", index + 1, fault.setting),
            what: fault.what,
        })?);
    }
    Ok(found)
}

const LABEL: &str = "must say something in each language, without characters that nobody sees";

fn read(settings: &ProgrammeSettings, applications: &[String]) -> Result<Programme, Wrong> {
    let Some(key) = ProgrammeKey::parse(&settings.key) else {
        return wrong("key", "may hold a-z, 0-9 and -, 40 characters at most");
    };
    for (name, said, limits) in [
        ("name", &settings.name, LINE),
        ("summary", &settings.summary, WORDS),
        ("identifier.label", &settings.identifier.label, LINE),
    ] {
        if !is_label(said, limits) {
            return wrong(name, LABEL);
        }
    }
    let says_something = |help: &TextByLanguage| is_label(help, WORDS);
    if !settings.help.as_ref().is_none_or(says_something) {
        return wrong("help", LABEL);
    }
    let questions: Vec<Question> = settings.questions.iter().map(question).collect();
    check_questions(&questions).or_else(|fault| question_fault(&questions, fault))?;
    check_answers(settings)?;
    check_access_types(&settings.access_types)?;
    if settings.days == Some(0) {
        return wrong("days", "must be 1 or more");
    }
    for opened in &settings.opens {
        if !applications.contains(opened) {
            return wrong("opens", format!("there is no application {opened:?}"));
        }
    }
    let mut deciders = Vec::new();
    for typed in &settings.deciders {
        match UserId::parse(typed) {
            Ok(user_id) => deciders.push(user_id),
            Err(_) => return wrong("deciders", format!("{typed:?} can be nobody’s user ID")),
        }
    }
    let programme = Programme {
        pattern: pattern(&settings.identifier)?,
        deciders,
        opens: settings.opens.clone(),
        definition: domain::programme::Programme {
            key,
            name: settings.name.clone(),
            summary: settings.summary.clone(),
            help: settings.help.clone(),
            identifier_label: settings.identifier.label.clone(),
            example: settings.identifier.example.clone(),
            questions,
            access_types: settings.access_types.clone(),
            days: settings.days,
        },
    };
    let example = read_identifier(&settings.identifier.example);
    match example {
        Ok(example) if programme.takes(&example) => Ok(programme),
        _ => wrong("identifier.example", "is no identifier of this programme"),
    }
}

fn question(settings: &QuestionSettings) -> Question {
    Question {
        key: settings.key.clone(),
        label: settings.label.clone(),
        kind: match settings.kind {
            AnswerKind::Text => QuestionKind::Text,
            AnswerKind::Choice => QuestionKind::Choice(settings.choices.clone()),
            AnswerKind::YesNo => QuestionKind::YesNo,
            AnswerKind::Date => QuestionKind::Date,
        },
        is_required: settings.required,
        shown_when: settings.when.as_ref().map(|when| Condition {
            question: when.question.clone(),
            answer: when.answer.clone(),
        }),
    }
}

fn pattern(settings: &IdentifierSettings) -> Result<Option<Regex>, Wrong> {
    let Some(text) = &settings.pattern else {
        return Ok(None);
    };
    match Regex::new(text) {
        Ok(pattern) => Ok(Some(pattern)),
        Err(fault) => wrong("identifier.pattern", fault.to_string()),
    }
}

fn question_fault<T>(questions: &[Question], fault: QuestionFault) -> Result<T, Wrong> {
    // Of two with the same key the later one is at fault.
    let number = |key: &str| {
        let at = questions.iter().rposition(|one| one.key == *key);
        at.map_or(1, |at| at + 1)
    };
    let (question, setting, what) = match fault {
        QuestionFault::Key { question } => (question, "key", "may hold a-z, 0-9 and -"),
        QuestionFault::Twice { question } => (question, "key", "another question has this key"),
        QuestionFault::Label { question } => (question, "label", LABEL),
        QuestionFault::Choices { question } => (
            question,
            "choices",
            "a choice needs two or more answers, each with a key and a label of its own",
        ),
        QuestionFault::Condition { question } => (
            question,
            "when",
            "must name a question before this one, a choice or yes-no, and an answer it may have",
        ),
    };
    wrong(&format!("questions {}.{setting}", number(&question)), what)
}

fn check_answers(settings: &ProgrammeSettings) -> Result<(), Wrong> {
    for (index, question) in settings.questions.iter().enumerate() {
        if question.kind != AnswerKind::Choice && !question.choices.is_empty() {
            let setting = format!("questions {}.choices", index + 1);
            return wrong(&setting, "belongs to the kind \"choice\" alone");
        }
    }
    Ok(())
}

fn check_access_types(all: &[ProgrammeAccess]) -> Result<(), Wrong> {
    for (index, one) in all.iter().enumerate() {
        let setting = |name: &str| format!("access_types {}.{name}", index + 1);
        if !may_be_key(&one.key) {
            return wrong(&setting("key"), "may hold a-z, 0-9 and -");
        }
        if all[..index].iter().any(|other| other.key == one.key) {
            return wrong(&setting("key"), "another access type has this key");
        }
        if !is_label(&one.name, LINE) {
            return wrong(&setting("name"), LABEL);
        }
    }
    Ok(())
}
