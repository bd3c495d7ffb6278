//! The demonstration's requests: lived through by the real rules, at moments in the past.

use crate::demo::people::person;
use crate::storage::{Error, Tx};
use crate::use_cases::access_request::Decision;
use crate::{store, use_cases};
use domain::access_request::{Denial, DenialClass, Grant, Wish};
use domain::moment::days;
use domain::text::Reason;
use domain::{Actor, DomainIdentifier, Moment, Refusal, RequestId, Role, Scope};

pub fn populate(tx: &mut Tx, now: Moment) -> Result<(), Error> {
    let at = |n: u64| now.minus(days(n)).plus(domain::moment::hours(1));
    // Other people's, for Lumen Networks.
    let expired = ask(
        tx,
        at(70),
        "hugo",
        "lumen.example",
        "Delivery notes for the spring campaign in Montréal",
        Wish::default(),
    )?;
    pass(tx, &expired, at(70), 30)?;
    let lyon = on(tx, "Lyon", Role::VaUser)?;
    let montreal = on(tx, "Montréal", Role::VaUser)?;
    let approved = ask(
        tx,
        at(40),
        "farid",
        "lumen.example",
        "Suivre les licences du site de Lyon avec Amina",
        lyon.clone(),
    )?;
    approve(
        tx,
        at(39),
        "amina",
        &approved,
        Role::VaUser,
        "Lyon",
        "Welcome, Farid. Ask Chen if you miss anything.",
    )?;
    let denied = ask(
        tx,
        at(20),
        "gwen",
        "lumen.example",
        "Audit de fin d’année pour le siège",
        Wish::default(),
    )?;
    decline(
        tx,
        at(18),
        "bruno",
        &denied,
        DenialClass::NeedsSponsor,
        "Demandez à votre contact chez nous d’appuyer la demande.",
    )?;
    let withdrawn = ask(
        tx,
        at(12),
        "hugo",
        "lumen.example",
        "Stock levels for the Lisbon warehouse",
        Wish::default(),
    )?;
    become_person(tx, at(11), "hugo")?;
    let hugo = person(tx, "hugo")?;
    use_cases::access_request::withdraw(tx, &withdrawn, &hugo)?;
    let pending = ask(
        tx,
        at(4),
        "elin",
        "lumen.example",
        "Migrating your branch offices to the new data centre in March",
        Wish::default(),
    )?;
    pass(tx, &pending, at(4), 3)?;
    ask(
        tx,
        at(1),
        "farid",
        "lumen.example",
        "Préparer l’inventaire de Montréal, premier trimestre",
        montreal,
    )?;
    ask(
        tx,
        at(1),
        "gwen",
        "lumen.example",
        "Installation des logiciels du site de Lyon",
        lyon,
    )?;
    // Nobody answered for long: an operator has been told.
    let stuck = ask(
        tx,
        at(16),
        "elin",
        "quartz.example",
        "Firmware for the casting line, contract work until June",
        Wish::default(),
    )?;
    pass(tx, &stuck, at(16), 15)?;
    become_person(tx, at(1), "elin")?;
    let elin = person(tx, "elin")?;
    use_cases::support_case::open(
        tx,
        &stuck,
        &elin,
        "Nobody has answered for two weeks and our work begins on Monday. Is there somebody I can call?",
    )?;
    // Camille's, for other accounts.
    let old = ask(
        tx,
        at(60),
        "camille",
        "quartz.example",
        "Drawings for the light fittings we cast with you",
        Wish::default(),
    )?;
    pass(tx, &old, at(60), 30)?;
    let refused = ask(
        tx,
        at(25),
        "camille",
        "holding.example",
        "Group-wide licences for all ateliers",
        Wish::default(),
    )?;
    decline(
        tx,
        at(23),
        "dora",
        &refused,
        DenialClass::WrongAccount,
        "You are looking for Lumen Networks: ask for lumen.example.",
    )?;
    ask(
        tx,
        at(3),
        "camille",
        "quartz.example",
        "Drawings for the spring collection, until the end of April",
        Wish::default(),
    )?;
    tx.author = crate::storage::Author::program("demo");
    Ok(())
}

pub(super) fn become_person(tx: &mut Tx, at: Moment, user_id: &str) -> Result<(), Error> {
    tx.pretend(at);
    tx.author.actor = Actor::Person(person(tx, user_id)?);
    Ok(())
}

/// A wish for a role on one Virtual Account of Lumen Networks.
fn on(tx: &mut Tx, part: &str, role: Role) -> Result<Wish, Error> {
    Ok(Wish {
        scope: Some(scope(tx, part)?),
        role: Some(role),
        until: None,
    })
}

pub(super) fn scope(tx: &mut Tx, part: &str) -> Result<Scope, Error> {
    let lumen = DomainIdentifier::stored("lumen.example".into());
    let account =
        store::smart_account::find_by_identifier(tx.db, &lumen)?.ok_or(Refusal::NotFound)?;
    let parts = store::virtual_account::virtual_accounts(tx.db, &account.id)?;
    Ok(Scope::VirtualAccounts(
        parts
            .into_iter()
            .filter(|va| va.name == part)
            .map(|va| va.id)
            .collect(),
    ))
}

fn ask(
    tx: &mut Tx,
    at: Moment,
    user_id: &str,
    domain: &str,
    reason: &str,
    wish: Wish,
) -> Result<RequestId, Error> {
    become_person(tx, at, user_id)?;
    let by = person(tx, user_id)?;
    let reason = Reason::parse(reason).map_err(|_| Error::corrupt("demo", domain, "reason"))?;
    Ok(use_cases::access_request::send(
        tx,
        &by,
        &DomainIdentifier::stored(domain.into()),
        &reason,
        &wish,
    )??)
}

fn approve(
    tx: &mut Tx,
    at: Moment,
    user_id: &str,
    id: &RequestId,
    role: Role,
    part: &str,
    note: &str,
) -> Result<(), Error> {
    let scope = scope(tx, part)?;
    settle(
        tx,
        at,
        user_id,
        id,
        Decision::Approve(Grant {
            role,
            scope,
            until: None,
            note: Some(note.into()),
        }),
    )
}

fn decline(
    tx: &mut Tx,
    at: Moment,
    user_id: &str,
    id: &RequestId,
    class: DenialClass,
    words: &str,
) -> Result<(), Error> {
    settle(
        tx,
        at,
        user_id,
        id,
        Decision::Decline(Denial {
            class,
            words: Some(words.into()),
        }),
    )
}

fn settle(
    tx: &mut Tx,
    at: Moment,
    user_id: &str,
    id: &RequestId,
    decision: Decision,
) -> Result<(), Error> {
    become_person(tx, at, user_id)?;
    let by = person(tx, user_id)?;
    let version = store::access_request::find(tx.db, id)?.version;
    use_cases::access_request::decide(tx, id, version, &by, &decision)??;
    Ok(())
}

/// Lets days pass for one request, as the worker would.
fn pass(tx: &mut Tx, id: &RequestId, from: Moment, count: u64) -> Result<(), Error> {
    tx.author.actor = Actor::System;
    for day in 1..=count {
        tx.pretend(from.plus(days(day)).plus(domain::moment::hours(1)));
        let request = store::access_request::find(tx.db, id)?;
        let events =
            domain::rules::access_request::pass_time(&request, &tx.rules.timetable, tx.now);
        crate::event_log::record(tx, &events)?;
    }
    Ok(())
}
