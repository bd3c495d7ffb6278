//! Deactivating people and letting them back in, as operators do.

use crate::event_log::Answer;
use crate::standing::person::must_be_operator;
use crate::storage::{AnyConnection, Error, Tx};
use crate::{event_log, store};
use domain::rules::access_request::applicant_deactivated;
use domain::rules::person::PersonStanding;
use domain::smart_account::SmartAccount;
use domain::{PersonId, Refusal, person, rules};
use std::collections::BTreeSet;

/// An account somebody administers, and whether nobody else does.
pub struct Administered {
    pub account: SmartAccount,
    pub alone: bool,
}

/// Accounts somebody administers, those where they are alone first; the first hundred of either.
pub fn administered(db: &mut AnyConnection, person: &PersonId) -> Result<Vec<Administered>, Error> {
    let alone = store::membership::alone_in(db, person)?;
    let shared = store::membership::administered(db, person)?;
    let ids: BTreeSet<String> = alone
        .iter()
        .chain(&shared)
        .map(ToString::to_string)
        .collect();
    let ids: Vec<String> = ids.into_iter().collect();
    let accounts = store::smart_account::find_all(db, &ids)?;
    let mut all: Vec<Administered> = accounts
        .into_iter()
        .map(|account| Administered {
            alone: alone.contains(&account.id),
            account,
        })
        .collect();
    all.sort_by(|a, b| (!a.alone, &a.account.domain).cmp(&(!b.alone, &b.account.domain)));
    Ok(all)
}

pub(super) fn standing(db: &mut AnyConnection, person: &PersonId) -> Result<PersonStanding, Error> {
    let found = store::person::find(db, person)?;
    let alone_in = store::membership::alone_in(db, person)?;
    let ids: Vec<String> = alone_in.iter().map(ToString::to_string).collect();
    let mut alone_in: Vec<_> = store::smart_account::find_all(db, &ids)?
        .into_iter()
        .map(|account| account.domain)
        .collect();
    alone_in.sort();
    Ok(PersonStanding {
        person: person.clone(),
        is_active: store::person::deactivated_at(db, person)?.is_none(),
        alone_in,
        is_erased: store::erasure::of_person(db, person)?.is_some(),
        is_last_operator: found.is_operator
            && !store::person::another_has(db, person::Duty::Operator, person)?,
    })
}

/// Why `by` cannot deactivate somebody as things stand, if anything is in the way.
pub fn obstacle(
    db: &mut AnyConnection,
    person: &PersonId,
    by: &PersonId,
) -> Result<Option<Refusal>, Error> {
    let standing = standing(db, person)?;
    Ok(rules::person::deactivate(&standing, Some(by), None).err())
}

/// Deactivates somebody: their sessions and links end, what they asked for is withdrawn, and mail that waits for them is not
/// sent.
pub fn deactivate(tx: &mut Tx, person: &PersonId, reason: Option<String>) -> Answer<()> {
    must_be_operator(tx)?;
    let standing = standing(tx.db, person)?;
    let event = match rules::person::deactivate(&standing, tx.author.actor.person(), reason) {
        Ok(event) => event,
        Err(refusal) => return Ok(Err(refusal)),
    };
    store::session::end_all(tx, person)?;
    store::session::forget_every_link_of(tx, person)?;
    store::notification::forget_waiting(tx, person)?;
    let mut events = vec![event];
    for request in store::access_request::pending_of_applicant(tx.db, person)? {
        events.extend(applicant_deactivated(&request, tx.now)?);
    }
    event_log::record(tx, &events)?;
    Ok(Ok(()))
}

/// Lets somebody back in.
pub fn reactivate(tx: &mut Tx, person: &PersonId) -> Answer<()> {
    must_be_operator(tx)?;
    let answer = rules::person::reactivate(&standing(tx.db, person)?).map(|event| [event]);
    event_log::record_answer(tx, answer)
}
