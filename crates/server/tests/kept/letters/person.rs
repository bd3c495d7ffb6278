//! People: how they come to log in, where mail reaches them, and what operators do to them.

use super::cast::Cast;
use super::post::Letters;
use crate::support::world;
use domain::Role;
use domain::notification::Notice;
use domain::person::Duty;
use parvis::use_cases;

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
