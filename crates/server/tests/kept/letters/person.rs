//! People: how they come to log in, where mail reaches them, and what operators do to them.

use super::cast::{Cast, account};
use super::post::Letters;
use crate::support::world;
use domain::absence::Absence;
use domain::access_request::{Denial, DenialClass, Wish};
use domain::moment::days;
use domain::notification::Notice;
use domain::person::Duty;
use domain::{Actor, PersonId, Role};
use parvis::storage::Author;
use parvis::use_cases;
use parvis::use_cases::access_request::{self, Decision};
use parvis::use_cases::person::absence;

const NEW_ADDRESS: &str = "camille.morel@atelier.example";

pub fn signing_up(letters: &mut Letters, _: &Cast) {
    for (email, what) in [
        ("nora@atelier.example", "Nora signs up"),
        (
            "camille@atelier.example",
            "somebody signs up with Camille's address",
        ),
    ] {
        letters.announces(Notice::SignUp {
            email: world::address(email),
            full_name: "Nora Blanc".into(),
            organisation: "Atelier Lumen".into(),
            language: letters.language,
            next: None,
        });
        letters.sent(what);
    }
}

pub fn password_forgotten(letters: &mut Letters, cast: &Cast) {
    letters.announces(Notice::Forgotten {
        name: "camille".into(),
    });
    letters.sent("Camille has forgotten her password");
    let camille = cast.camille.clone();
    letters
        .office
        .write(move |tx| use_cases::person::set_password(tx, &camille, "none").map(drop));
    letters.sent("Camille chooses a new password");
}

pub fn address_changed(letters: &mut Letters, cast: &Cast) {
    letters.announces(Notice::EmailChange {
        person: cast.camille.clone(),
        email: world::address(NEW_ADDRESS),
    });
    letters.sent("Camille wants another address");
    let (token, camille) = (letters.token(NEW_ADDRESS), cast.camille.clone());
    letters.office.write(move |tx| {
        use_cases::person::confirm_email(tx, &camille, &token)?.unwrap();
        Ok(())
    });
    letters.sent("Camille follows the link there");
    let token = letters.token("camille@atelier.example");
    letters.office.write(move |tx| {
        use_cases::person::reset_password(tx, &token, "203.0.113.7", "none")
            .map(|done| drop(done.unwrap()))
    });
    letters.sent("Camille takes the change back");
}

pub fn let_back_in(letters: &mut Letters, cast: &Cast) {
    letters.announces(Notice::PersonReactivated {
        person: cast.camille.clone(),
    });
    letters.sent("an operator lets Camille back in");
}

/// Otto approves for Lumen until an operator puts an address elsewhere in place of his, and later he leaves.
pub fn address_replaced(letters: &mut Letters, _: &Cast) {
    let otto = letters.person("Otto Weg", "Lumen", "otto@lumen.example");
    letters
        .office
        .grant(&otto, "lumen.example", Role::SaApprover, None);
    letters.sent_unseen();
    let who = otto.clone();
    letters.office.write(move |tx| {
        let elsewhere = world::address("otto@elsewhere.example");
        use_cases::person::addresses::replace(tx, &who, &elsewhere)?.unwrap();
        Ok(())
    });
    letters.sent("an operator replaces the address of an approver");
    letters.office.write(move |tx| {
        use_cases::person::deactivation::deactivate(tx, &otto, None)?.unwrap();
        Ok(())
    });
    letters.announces(Notice::Forgotten {
        name: "otto@elsewhere.example".into(),
    });
    letters.sent("somebody deactivated wants to log in");
}

pub fn duties(letters: &mut Letters, cast: &Cast) {
    for duty in [Duty::Operator, Duty::SupportAgent] {
        let camille = cast.camille.clone();
        letters.office.write(move |tx| {
            use_cases::person::duty::appoint(tx, &camille, duty)?.unwrap();
            Ok(())
        });
        letters.sent("Camille is given a duty");
        let camille = cast.camille.clone();
        letters.office.write(move |tx| {
            use_cases::person::duty::relieve(tx, &camille, duty)?.unwrap();
            Ok(())
        });
        letters.sent("Camille is relieved of it");
    }
}

/// Amina is away, and Bruno is her deputy.
pub fn away(letters: &mut Letters, cast: &Cast) {
    let away = |letters: &Letters, deputy: Option<&PersonId>| Absence {
        from: letters.office.now(),
        until: letters.office.now().plus(days(5)),
        deputy: deputy.cloned(),
    };
    let with = away(letters, Some(&cast.bruno));
    let without = away(letters, None);
    for (now, before, by, what) in [
        (
            Some(&with),
            None,
            &cast.amina,
            "Amina goes away, and Bruno is her deputy",
        ),
        (Some(&with), None, &cast.olga, "an operator notes it"),
        (
            Some(&without),
            Some(&with),
            &cast.olga,
            "an operator notes that nobody stands in",
        ),
    ] {
        letters.announces(Notice::Absence {
            person: cast.amina.clone(),
            by: Some(by.clone()),
            now: now.cloned(),
            before: before.cloned(),
        });
        letters.sent(what);
    }
    letters.announces(Notice::Absence {
        person: cast.amina.clone(),
        by: None,
        now: None,
        before: Some(with.clone()),
    });
    letters.sent("the absence is over");
}

/// What Dana decides as deputy of Amina, who is back afterwards.
pub fn decided_by_a_deputy(letters: &mut Letters, cast: &Cast) {
    account(letters, "seaside.example", "Seaside", &cast.amina);
    let dana = letters.person("Dana Kern", "Seaside", "dana@seaside.example");
    letters
        .office
        .grant(&dana, "seaside.example", Role::SaViewer, None);
    letters.sent("Amina has an account at the seaside");
    let amina = cast.amina.clone();
    let author = Author {
        actor: Actor::Person(amina.clone()),
        ..Author::system()
    };
    let (who, back) = (amina.clone(), author.clone());
    let office = &letters.office;
    let goes = office.app.db.write(author, move |tx| {
        let planned = absence::Planned {
            from: tx.now,
            until: tx.now.plus(days(5)),
            deputy: "dana".into(),
        };
        absence::go_away(tx, &who, &planned)
    });
    office.runtime.block_on(goes).unwrap().unwrap();
    let reason = "The plans for the reading room";
    let wish = Wish::default();
    let id = office.asks(&cast.camille, "seaside.example", reason, &wish);
    letters.sent("Camille asks while Amina is away");
    let denial = Denial {
        class: DenialClass::WrongAccount,
        words: None,
    };
    letters.office.write(move |tx| {
        let decision = Decision::Decline(denial.clone());
        access_request::decide(tx, &id, 1, &dana, &decision)?.unwrap();
        Ok(())
    });
    letters.sent("Dana declines in her place");
    let comes = letters
        .office
        .app
        .db
        .write(back, move |tx| absence::come_back(tx, &amina));
    letters.office.runtime.block_on(comes).unwrap().unwrap();
    letters.sent("Amina is back");
}
