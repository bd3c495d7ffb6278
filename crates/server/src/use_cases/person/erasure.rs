//! Erasing somebody who left.

use crate::event_log::Answer;
use crate::standing::person::must_be_operator;
use crate::storage::{AnyConnection, Error, Tx};
use crate::store::erasure::Sought;
use crate::store::support_case::CasesOf;
use crate::use_cases::person::deactivation::standing;
use crate::{event_log, store};
use domain::email::EmailAddress;
use domain::rules::person::{Remains, erase as erased, may_erase};
use domain::{Event, PersonId, Refusal, rules};

/// Far more than anybody holds.
const ALL: i64 = 10_000;

/// Why `by` cannot erase somebody as things stand, if anything is in the way.
pub fn obstacle(
    db: &mut AnyConnection,
    person: &PersonId,
    by: &PersonId,
) -> Result<Option<Refusal>, Error> {
    Ok(may_erase(&standing(db, person)?, Some(by)).err())
}

/// Erases somebody who was deactivated. From now on no page names them; the worker looks through everything for what else does.
/// Errors: as [`may_erase`].
pub fn erase(tx: &mut Tx, person: &PersonId) -> Answer<()> {
    must_be_operator(tx)?;
    let by = tx.author.actor.person().cloned();
    if let Err(refusal) = may_erase(&standing(tx.db, person)?, by.as_ref()) {
        return Ok(Err(refusal));
    }
    let sought = Sought::of(tx.db, person)?;
    leave_groups(tx, person)?;
    close_cases(tx, person, &sought)?;
    let remains = remains(tx.db, person, &sought)?;
    let events = match erased(&standing(tx.db, person)?, by.as_ref(), remains, tx.now) {
        Ok(events) => events,
        Err(refusal) => return Ok(Err(refusal)),
    };
    // They had none since they were deactivated, but for what began at that moment.
    store::session::end_all(tx, person)?;
    store::session::forget_every_link_of(tx, person)?;
    store::erasure::begin(tx, person, &sought)?;
    event_log::record(tx, &events)?;
    Ok(Ok(()))
}

fn leave_groups(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    for id in store::group::groups_of(tx.db, person)? {
        let group = store::group::find(tx.db, &id)?;
        let held = store::membership::held_by_group(tx.db, &id, ALL)?;
        let events = rules::group::leave(person, &group, &held, true, tx.now)?;
        event_log::record(tx, &events)?;
    }
    Ok(())
}

/// Nobody is left to be answered in cases that they opened, logged in or by an address of theirs.
fn close_cases(tx: &mut Tx, person: &PersonId, sought: &Sought) -> Result<(), Error> {
    let keys = sought.addresses.iter();
    let of = CasesOf {
        person: person.clone(),
        addresses: keys
            .map(|one| EmailAddress::stored(one.clone()).key())
            .collect(),
    };
    let cases = store::support_case::unclosed_of(tx.db, &of, ALL)?;
    let closed = |case| rules::support_case::close_without_opener(case, tx.now);
    let events: Vec<Event> = cases.iter().flat_map(closed).collect();
    event_log::record(tx, &events)
}

fn remains(db: &mut AnyConnection, person: &PersonId, sought: &Sought) -> Result<Remains, Error> {
    let mut memberships = store::membership::held_anywhere(db, person, ALL)?;
    memberships.retain(|one| one.holder.is(person));
    let keys = sought.addresses.iter();
    let keys: Vec<String> = keys
        .map(|one| EmailAddress::stored(one.clone()).key())
        .collect();
    Ok(Remains {
        memberships,
        entitlements: store::entitlement::of_person(db, person, ALL)?,
        invitations: store::invitation::open_to(db, &keys)?,
        addresses: store::notification_address::at(db, &keys)?,
    })
}
