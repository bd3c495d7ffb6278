//! The demonstration's requests: lived through by the real rules, at moments in the past.

use crate::demo::people::person;
use crate::storage::{Error, Tx};
use crate::use_cases::access_request::Decision;
use crate::use_cases::support_case::Opening;
use crate::{store, use_cases};
use domain::access_request::{Denial, DenialClass, Grant, Wish};
use domain::membership::Terms;
use domain::moment::{days, hours};
use domain::text::Reason;
use domain::{Actor, DomainIdentifier, Moment, Refusal, RequestId, Role, Scope};

/// Errors: somebody, an account or a part of one is not there yet that the requests are about.
pub fn populate(tx: &mut Tx, now: Moment) -> Result<(), Error> {
    expired(tx, now)?;
    approved(tx, now)?;
    denied(tx, now)?;
    withdrawn(tx, now)?;
    waiting(tx, now)?;
    unanswered(tx, now)?;
    camilles(tx, now)?;
    tx.author = crate::storage::Author::program("demo");
    Ok(())
}

/// An hour into the day so many days ago.
fn days_ago(now: Moment, count: u64) -> Moment {
    now.minus(days(count)).plus(hours(1))
}

fn expired(tx: &mut Tx, now: Moment) -> Result<(), Error> {
    let sent = days_ago(now, 70);
    let request = ask(
        tx,
        sent,
        "hugo",
        "lumen.example",
        "Delivery notes for the spring campaign in Montréal",
        Wish::default(),
    )?;
    pass(tx, &request, sent, 30)
}

fn approved(tx: &mut Tx, now: Moment) -> Result<(), Error> {
    let lyon = on(tx, "Lyon", Role::VaUser)?;
    let request = ask(
        tx,
        days_ago(now, 40),
        "farid",
        "lumen.example",
        "Suivre les licences du site de Lyon avec Amina",
        lyon,
    )?;
    approve(
        tx,
        days_ago(now, 39),
        "amina",
        &request,
        Role::VaUser,
        "Lyon",
        "Welcome, Farid. Ask Chen if you miss anything.",
    )
}

fn denied(tx: &mut Tx, now: Moment) -> Result<(), Error> {
    let request = ask(
        tx,
        days_ago(now, 20),
        "gwen",
        "lumen.example",
        "Audit de fin d’année pour le siège",
        Wish::default(),
    )?;
    decline(
        tx,
        days_ago(now, 18),
        "bruno",
        &request,
        DenialClass::NeedsSponsor,
        "Demandez à votre contact chez nous d’appuyer la demande.",
    )
}

fn withdrawn(tx: &mut Tx, now: Moment) -> Result<(), Error> {
    let request = ask(
        tx,
        days_ago(now, 12),
        "hugo",
        "lumen.example",
        "Stock levels for the Lisbon warehouse",
        Wish::default(),
    )?;
    become_person(tx, days_ago(now, 11), "hugo")?;
    let hugo = person(tx, "hugo")?;
    use_cases::access_request::withdraw(tx, &request, &hugo)
}

/// What the administrators of Lumen Networks find when they first look.
fn waiting(tx: &mut Tx, now: Moment) -> Result<(), Error> {
    let sent = days_ago(now, 4);
    let reminded = ask(
        tx,
        sent,
        "elin",
        "lumen.example",
        "Migrating your branch offices to the new data centre in March",
        Wish::default(),
    )?;
    pass(tx, &reminded, sent, 3)?;
    let montreal = on(tx, "Montréal", Role::VaUser)?;
    ask(
        tx,
        days_ago(now, 1),
        "farid",
        "lumen.example",
        "Préparer l’inventaire de Montréal, premier trimestre",
        montreal,
    )?;
    let lyon = on(tx, "Lyon", Role::VaUser)?;
    ask(
        tx,
        days_ago(now, 1),
        "gwen",
        "lumen.example",
        "Installation des logiciels du site de Lyon",
        lyon,
    )?;
    Ok(())
}

/// Nobody answered for so long that an operator has been told.
fn unanswered(tx: &mut Tx, now: Moment) -> Result<(), Error> {
    let sent = days_ago(now, 16);
    let request = ask(
        tx,
        sent,
        "elin",
        "quartz.example",
        "Firmware for the casting line, contract work until June",
        Wish::default(),
    )?;
    pass(tx, &request, sent, 15)?;
    become_person(tx, days_ago(now, 1), "elin")?;
    let elin = person(tx, "elin")?;
    use_cases::support_case::open(
        tx,
        &elin,
        &Opening {
            subject: "Access to quartz.example".into(),
            request: Some(request),
            words: "Nobody has answered for two weeks and our work begins on Monday. Is there somebody I can call?".into(),
            ..Opening::default()
        },
    )?;
    Ok(())
}

/// Camille's, for other accounts.
fn camilles(tx: &mut Tx, now: Moment) -> Result<(), Error> {
    let sent = days_ago(now, 60);
    let old = ask(
        tx,
        sent,
        "camille",
        "quartz.example",
        "Drawings for the light fittings we cast with you",
        Wish::default(),
    )?;
    pass(tx, &old, sent, 30)?;
    let refused = ask(
        tx,
        days_ago(now, 25),
        "camille",
        "holding.example",
        "Group-wide licences for all ateliers",
        Wish::default(),
    )?;
    decline(
        tx,
        days_ago(now, 23),
        "dora",
        &refused,
        DenialClass::WrongAccount,
        "You are looking for Lumen Networks: ask for lumen.example.",
    )?;
    ask(
        tx,
        days_ago(now, 3),
        "camille",
        "quartz.example",
        "Drawings for the spring collection, until the end of April",
        Wish::default(),
    )?;
    Ok(())
}

/// From here on somebody of the cast does what is done, at this moment.
///
/// Errors: nobody has the user ID.
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

/// A Virtual Account of Lumen Networks by its name; a scope of nothing where it has none of that name.
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
    let terms = Terms {
        role,
        scope: scope(tx, part)?,
        until: None,
    };
    settle(
        tx,
        at,
        user_id,
        id,
        Decision::Approve(Grant::of_role(terms, Some(note.into()))),
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
        tx.pretend(from.plus(days(day)).plus(hours(1)));
        let request = store::access_request::find(tx.db, id)?;
        let events =
            domain::rules::access_request::pass_time(&request, &tx.rules.timetable, tx.now);
        crate::event_log::record(tx, &events)?;
    }
    Ok(())
}
