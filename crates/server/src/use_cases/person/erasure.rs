//! Erasing somebody who left.

use crate::event_log::Answer;
use crate::standing::person::must_be_operator;
use crate::storage::{AnyConnection, Error, Tx};
use crate::store::deletion::AT_ONCE;
use crate::store::erasure::{ENDING, FIRST_PLACE, Sought, Underway};
use crate::store::support_case::CasesOf;
use crate::use_cases::person::deactivation::standing;
use crate::{event_log, store};
use domain::email::EmailAddress;
use domain::rules::person::{
    Remains, begin_erasure, ends, erase as erase_at_once, erased, may_erase,
};
use domain::support_case::SupportCase;
use domain::{Event, PersonId, Refusal, rules};

/// As many groups are left at once.
const GROUPS_AT_ONCE: usize = 20;

/// Why `by` cannot erase somebody as things stand, if anything is in the way.
pub fn obstacle(
    db: &mut AnyConnection,
    person: &PersonId,
    by: &PersonId,
) -> Result<Option<Refusal>, Error> {
    Ok(may_erase(&standing(db, person)?, Some(by)).err())
}

/// Erases somebody who was deactivated. From now on no page names them, or as soon as what they have has ended where that is much; the
/// worker looks through everything for what else does.
/// Errors: as [`may_erase`].
pub fn erase(tx: &mut Tx, person: &PersonId) -> Answer<()> {
    must_be_operator(tx)?;
    let by = tx.author.actor.person().cloned();
    if let Err(refusal) = may_erase(&standing(tx.db, person)?, by.as_ref()) {
        return Ok(Err(refusal));
    }
    // They had none since they were deactivated, but for what began at that moment.
    store::session::end_all(tx, person)?;
    store::session::forget_every_link_of(tx, person)?;
    let sought = Sought::of(tx.db, person)?;
    if has_much(tx.db, person, &sought)? {
        let begun = begin_erasure(&standing(tx.db, person)?, by.as_ref()).map(|begun| [begun]);
        let answer = event_log::record_answer(tx, begun)?;
        if answer.is_ok() {
            store::erasure::begin(tx, person, &sought, ENDING)?;
        }
        return Ok(answer);
    }
    leave_groups(tx, person, GROUPS_AT_ONCE)?;
    close_cases(tx, person, &sought)?;
    let remains = remains(tx.db, person, &sought)?;
    let events = match erase_at_once(&standing(tx.db, person)?, by.as_ref(), remains, tx.now) {
        Ok(events) => events,
        Err(refusal) => return Ok(Err(refusal)),
    };
    store::erasure::begin(tx, person, &sought, FIRST_PLACE)?;
    event_log::record(tx, &events)?;
    Ok(Ok(()))
}

/// Whether somebody has more than ends at once.
fn has_much(db: &mut AnyConnection, person: &PersonId, sought: &Sought) -> Result<bool, Error> {
    let groups = store::group::groups_of(db, person)?.len();
    let cases = open_cases(db, person, sought)?.len();
    let more = count(&remains(db, person, sought)?);
    // One more of each kind is read than goes at once.
    Ok(groups > GROUPS_AT_ONCE || cases + more > AT_ONCE as usize)
}

fn count(remains: &Remains) -> usize {
    remains.memberships.len()
        + remains.entitlements.len()
        + remains.invitations.len()
        + remains.addresses.len()
}

/// Ends some more of what somebody has who is erased; where nothing is left, they are erased. Out: whether there was anything.
pub fn end_more(tx: &mut Tx, underway: &Underway) -> Result<bool, Error> {
    let Underway { person, sought, .. } = underway;
    if leave_groups(tx, person, GROUPS_AT_ONCE)? || close_cases(tx, person, sought)? {
        return Ok(true);
    }
    let events = ends(remains(tx.db, person, sought)?, tx.now);
    let left = events.chunks(AT_ONCE as usize).next();
    event_log::record(tx, left.unwrap_or(&[erased(person)]))?;
    Ok(left.is_some())
}

/// Out: whether they were in any.
fn leave_groups(tx: &mut Tx, person: &PersonId, most: usize) -> Result<bool, Error> {
    let groups = store::group::groups_of(tx.db, person)?;
    for id in groups.iter().take(most) {
        let group = store::group::find(tx.db, id)?;
        let held = store::membership::held_by_group(tx.db, id, i64::MAX)?;
        let events = rules::group::leave(person, &group, &held, true, tx.now)?;
        event_log::record(tx, &events)?;
    }
    Ok(!groups.is_empty())
}

/// Nobody is left to be answered in cases that they opened, logged in or by an address of theirs. Out: whether there were any.
fn close_cases(tx: &mut Tx, person: &PersonId, sought: &Sought) -> Result<bool, Error> {
    let cases = open_cases(tx.db, person, sought)?;
    let closed = |case| rules::support_case::close_without_opener(case, tx.now);
    let events: Vec<Event> = cases.iter().flat_map(closed).collect();
    event_log::record(tx, &events)?;
    Ok(!events.is_empty())
}

fn open_cases(
    db: &mut AnyConnection,
    person: &PersonId,
    sought: &Sought,
) -> Result<Vec<SupportCase>, Error> {
    let keys = sought.addresses.iter();
    let of = CasesOf {
        person: person.clone(),
        addresses: keys
            .map(|one| EmailAddress::stored(one.clone()).key())
            .collect(),
    };
    store::support_case::unclosed_of(db, &of, AT_ONCE + 1)
}

/// The first of what they have, of each kind.
fn remains(db: &mut AnyConnection, person: &PersonId, sought: &Sought) -> Result<Remains, Error> {
    let mut memberships = store::membership::held_anywhere(db, person, AT_ONCE + 1)?;
    memberships.retain(|one| one.holder.is(person));
    let keys = sought.addresses.iter();
    let keys: Vec<String> = keys
        .map(|one| EmailAddress::stored(one.clone()).key())
        .collect();
    Ok(Remains {
        memberships,
        entitlements: store::entitlement::of_person(db, person, AT_ONCE + 1)?,
        invitations: store::invitation::open_to(db, &keys)?,
        addresses: store::notification_address::at(db, &keys)?,
    })
}
