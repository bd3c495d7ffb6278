//! Invitations: accepted, declined, and left to run out.

use super::cast::Cast;
use super::post::Letters;
use crate::support::world;
use domain::Role;
use domain::membership::Terms;
use domain::moment::days;
use domain::rules::newcomer::Name;
use parvis::use_cases;
use parvis::use_cases::membership::adding::{AddingOutcome, Naming, add};

/// Amina offers an address Lyon.
pub fn invites(letters: &Letters, cast: &Cast, email: &str) {
    let (by, language) = (cast.amina.clone(), letters.language);
    let (names, scope) = ([Name::Email(world::address(email))], letters.lyon());
    letters.office.write(move |tx| {
        let account = world::account_at(tx.db, "lumen.example")?.id;
        let terms = Terms {
            role: Role::VaUser,
            scope: scope.clone(),
            until: None,
        };
        let naming = Naming {
            account: &account,
            by: &by,
            names: &names,
            seen: None,
            passes_over_held: false,
        };
        let came = add(tx, naming, &terms, language)?.unwrap();
        assert!(matches!(came, AddingOutcome::Done(_)));
        Ok(())
    });
}

pub fn invited(letters: &mut Letters, cast: &Cast) {
    invites(letters, cast, "pia@atelier.example");
    invites(letters, cast, "quentin@atelier.example");
    invites(letters, cast, "rosa@atelier.example");
    letters.sent("Amina invites Pia, Quentin and Rosa");
    let pia = letters.person("Pia Sand", "Atelier Lumen", "pia@atelier.example");
    let token = letters.token("pia@atelier.example");
    letters
        .office
        .write(move |tx| Ok(use_cases::invitation::accept(tx, &token, &pia)?.unwrap()));
    letters.sent("Pia accepts");
    let token = letters.token("quentin@atelier.example");
    letters
        .office
        .write(move |tx| use_cases::invitation::decline(tx, &token));
    letters.sent("Quentin declines");
    letters.time_passes(days(14));
    letters.sent("Rosa does not answer for two weeks");
}
