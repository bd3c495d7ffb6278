//! Requests for new accounts: authorised by somebody else, active at once, and declined.

use super::cast::Cast;
use super::post::Letters;
use crate::support::world;
use domain::account_creation::CreationPlan;
use domain::moment::days;
use domain::notification::{CreationNews, Notice};
use domain::rules::account_creation::Way;
use domain::smart_account::{AccountKind, Visibility};
use domain::text::Reason;
use domain::{CreationId, PersonId};
use parvis::use_cases::account_creation::{CreationChange, CreationOrder, NomineeAnswer};
use parvis::{store, use_cases};

fn asks_for_account(letters: &Letters, who: &PersonId, domain: &str, way: Way) -> CreationId {
    let who = who.clone();
    let order = CreationOrder {
        plan: CreationPlan {
            domain: world::identifier(domain),
            name: "Lumen Annexe".into(),
            kind: AccountKind::Customer,
            visibility: Visibility::Unrestricted,
            virtual_accounts: vec!["Default".into()],
        },
        way,
        reason: Some(Reason::parse("We are a part of Lumen.").unwrap()),
    };
    letters
        .office
        .write(move |tx| Ok(use_cases::account_creation::ask(tx, &who, &order)?.unwrap()))
}

fn changes(letters: &Letters, creation: &CreationId, by: &PersonId, what: CreationChange) {
    let (id, by) = (creation.clone(), by.clone());
    letters.office.write(move |tx| {
        use_cases::account_creation::change(tx, &id, &by, &what)?.unwrap();
        Ok(())
    });
}

fn version_of(letters: &Letters, creation: &CreationId) -> u32 {
    let id = creation.clone();
    letters
        .office
        .read(move |db| Ok(store::account_creation::find(db, &id)?.version))
}

/// Camille asks for an account below one there is, with somebody else's authority, and it takes its time.
pub fn authorised_by_berta(letters: &mut Letters, cast: &Cast) {
    let berta = letters.person("Berta Boss", "Lumen", "berta@lumen.example");
    let way = Way::Nominee(world::address("berta@lumen.example"));
    let creation = asks_for_account(letters, &cast.camille, "annexe.lumen.example", way);
    letters.sent("Camille asks for an account that Berta shall authorise");
    let objection = CreationChange::Object {
        parent: letters.office.account_at("lumen.example").id,
        words: "Lumen has no annexe.".to_owned(),
    };
    changes(letters, &creation, &cast.amina, objection);
    letters.sent("Amina objects");
    changes(letters, &creation, &cast.olga, CreationChange::Extend);
    letters.sent("an operator gives it more time");
    for (wait, what) in [
        (2, "two days later Berta is reminded"),
        (88, "thirty days before the end"),
        (30, "at the end"),
    ] {
        letters.days_pass(wait - 1);
        letters.time_passes(days(1));
        letters.sent(what);
    }
    changes(letters, &creation, &cast.camille, CreationChange::Revive);
    letters.sent("Camille revives it");
    let seen_version = version_of(letters, &creation);
    let approved = CreationChange::Approve { seen_version };
    changes(letters, &creation, &cast.olga, approved);
    letters.sent("an operator approves");
    let token = letters.token("berta@lumen.example");
    letters.office.write(move |tx| {
        let words = "I know nothing of it.".to_owned();
        use_cases::account_creation::answer(tx, &token, &berta, &NomineeAnswer::Decline { words })?
            .unwrap();
        Ok(())
    });
    letters.sent("Berta declines");
}

pub fn active_at_once(letters: &mut Letters, cast: &Cast) {
    asks_for_account(letters, &cast.camille, "atelier.example", Way::Authority);
    letters.sent("the account is active");
}

pub fn declined(letters: &mut Letters, cast: &Cast) {
    let creation = asks_for_account(letters, &cast.camille, "other.example", Way::Authority);
    letters.days_pass(1);
    let declined = CreationChange::Decline {
        seen_version: version_of(letters, &creation),
        words: "That name belongs to others.".to_owned(),
    };
    changes(letters, &creation, &cast.olga, declined);
    letters.sent("an operator declines another one");
    letters.announces(Notice::CreationNews {
        creation,
        news: CreationNews::NomineeDeclined,
        nominee: None,
    });
    letters.sent("a nominee declined who is nominee no more");
}

pub fn asked_by_the_only_operator(letters: &mut Letters, cast: &Cast) {
    asks_for_account(letters, &cast.olga, "brand.example", Way::Authority);
    letters.sent("the only operator asks for an account");
}
