//! For each form of operators, by its address: the use case that answers it.

use crate::second_door::calls::{Call, changes, email};
use crate::second_door::ground::Stage;
use domain::moment::days;
use domain::person::Duty;
use domain::smart_account::{AccountKind, Visibility};
use domain::{DomainIdentifier, PersonId};
use parvis::storage::{Error, Tx};
use parvis::use_cases;
use parvis::use_cases::account_creation::CreationChange;
use parvis::use_cases::smart_account::operation;

pub fn of_operators() -> Vec<(&'static str, Call)> {
    let mut all = about_accounts();
    all.extend(about_creations());
    all.extend(about_anybody());
    all
}

fn about_accounts() -> Vec<(&'static str, Call)> {
    vec![
        ("/operator/accounts", |tx, stage, _| {
            let new = use_cases::smart_account::NewAccount {
                domain: DomainIdentifier::parse("ortega.example").unwrap(),
                name: "Ortega".into(),
                kind: AccountKind::Customer,
                visibility: Visibility::Unrestricted,
                virtual_accounts: vec!["Default".into()],
                administrator: stage.camille.clone(),
            };
            use_cases::smart_account::create(tx, &new)??;
            Ok(())
        }),
        ("/operator/accounts/{id}/suspension", |tx, stage, _| {
            operation::suspend(tx, &stage.account, "It is disputed.")??;
            Ok(())
        }),
        ("/operator/accounts/{id}/reactivation", |tx, stage, _| {
            operation::reactivate(tx, &stage.account, None)??;
            Ok(())
        }),
        ("/operator/accounts/{id}/administrators", |tx, stage, _| {
            operation::name_administrator(tx, &stage.account, &stage.camille, false)??;
            Ok(())
        }),
        ("/operator/accounts/{id}/aliases", |tx, stage, _| {
            let aliases = [DomainIdentifier::parse("lumen-networks.example").unwrap()].into();
            let account = &stage.account;
            use_cases::smart_account::properties::set_aliases(tx, account, 1, &aliases)??;
            Ok(())
        }),
        ("/operator/accounts/{id}/invitations", |tx, stage, _| {
            operation::set_invitations(tx, &stage.account, Some(5))??;
            Ok(())
        }),
    ]
}

fn about_creations() -> Vec<(&'static str, Call)> {
    vec![
        ("/operator/creations/{id}/approval", |tx, stage, by| {
            changes(tx, stage, by, &CreationChange::Approve { seen_version: 1 })
        }),
        ("/operator/creations/{id}/refusal", |tx, stage, by| {
            let what = CreationChange::Decline {
                seen_version: 1,
                words: "It is no part of Lumen.".into(),
            };
            changes(tx, stage, by, &what)
        }),
        (
            "/operator/creations/{id}/objection-settlement",
            |tx, stage, by| changes(tx, stage, by, &CreationChange::SettleObjection),
        ),
        ("/operator/creations/{id}/revival", |tx, stage, by| {
            changes(tx, stage, by, &CreationChange::Revive)
        }),
        ("/operator/creations/{id}/extension", |tx, stage, by| {
            changes(tx, stage, by, &CreationChange::Extend)
        }),
        ("/operator/creations/{id}/closure", |tx, stage, by| {
            changes(tx, stage, by, &CreationChange::Close)
        }),
        ("/operator/creations/{id}/nominee", |tx, stage, by| {
            changes(
                tx,
                stage,
                by,
                &CreationChange::NameNominee(email("emil@lumen.example")),
            )
        }),
    ]
}

fn about_anybody() -> Vec<(&'static str, Call)> {
    vec![
        ("/operator/people/{id}/deactivation", |tx, stage, _| {
            use_cases::person::deactivation::deactivate(tx, &stage.mallory, None)??;
            Ok(())
        }),
        ("/operator/people/{id}/erasure", |tx, stage, _| {
            use_cases::person::erasure::erase(tx, &stage.mallory)??;
            Ok(())
        }),
        ("/operator/people/{id}/absence", |tx, stage, _| {
            let planned = use_cases::person::absence::Planned {
                from: tx.now,
                until: tx.now.plus(days(3)),
                deputy: String::new(),
            };
            use_cases::person::absence::go_away(tx, &stage.mallory, &planned)??;
            Ok(())
        }),
        ("/operator/people/{id}/absence/end", |tx, stage, _| {
            use_cases::person::absence::come_back(tx, &stage.mallory)??;
            Ok(())
        }),
        ("/operator/people/{id}/reactivation", |tx, stage, _| {
            use_cases::person::deactivation::reactivate(tx, &stage.mallory)??;
            Ok(())
        }),
        ("/operator/people/{id}/unlocking", |tx, stage, _| {
            use_cases::session::attempts::unlock(tx, &stage.mallory)
        }),
        ("/operator/people/{id}/appointments", |tx, stage, _| {
            use_cases::person::duty::appoint(tx, &stage.mallory, Duty::SupportAgent)??;
            Ok(())
        }),
        ("/operator/people/{id}/removals", |tx, stage, _| {
            use_cases::person::duty::relieve(tx, &stage.mallory, Duty::SupportAgent)??;
            Ok(())
        }),
        ("/operator/people/{id}/email", |tx, stage, _| {
            let after = email("mallory@ortega.example");
            use_cases::person::addresses::replace(tx, &stage.mallory, &after)??;
            Ok(())
        }),
        ("/operator/people/{id}/email/release", |tx, stage, _| {
            use_cases::person::addresses::free(tx, &stage.mallory)??;
            Ok(())
        }),
        ("/operator/mail/retries", tries_again),
        ("/operator/mail/{id}/retry", tries_again),
    ]
}

fn tries_again(tx: &mut Tx, _: &Stage, _: &PersonId) -> Result<(), Error> {
    use parvis::notification::queue::{Which, try_again};
    try_again(tx, &Which::All, 1)?;
    Ok(())
}
