//! What attempts are counted under, and letting somebody try again.

use crate::clock::hash_of;
use crate::standing::person::must_be_operator;
use crate::storage::{AnyConnection, Error, Tx};
use crate::{event_log, store};
use domain::person::{Person, PersonFact};
use domain::session::Throttle;
use domain::{Event, Moment, PersonId};

/// What attempts to log in are counted under: what was typed, in its one form, whoever it may be. Hashed, as nothing anybody typed
/// is kept in clear.
pub(crate) fn by_name(name: &str) -> String {
    format!("sign-in:name:{}", hash_of(&store::person::one_form(name)))
}

/// As [`by_name`]. In: what the visitor's network address is counted under.
pub(crate) fn by_address(client: &str) -> String {
    format!("sign-in:address:{client}")
}

/// What attempts on somebody are counted under: each name they have.
fn names_of(person: &Person) -> Vec<String> {
    let email = person.email.iter().map(|email| by_name(email.as_str()));
    [by_name(person.user_id.as_str())]
        .into_iter()
        .chain(email)
        .collect()
}

/// Whether too many attempts under one of their names keep somebody out who comes from a browser that is not known.
pub fn are_too_many(
    db: &mut AnyConnection,
    person: &Person,
    throttle: Throttle,
    now: Moment,
) -> Result<bool, Error> {
    for key in names_of(person) {
        if store::session::check(db, &key, throttle, now)?.is_err() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Forgets the attempts under each of somebody's names.
pub fn forgive(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    let person = store::person::find(tx.db, person)?;
    for key in names_of(&person) {
        store::session::forgive(tx, &key)?;
    }
    Ok(())
}

/// Lets somebody try again whom too many attempts keep out.
pub fn unlock(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    must_be_operator(tx)?;
    forgive(tx, person)?;
    event_log::record(
        tx,
        &[Event::Person(PersonFact::Unlocked {
            person: person.clone(),
        })],
    )
}

/// Counts an attempt to do something costly with the link of a mail. Out: nothing, or from when to try again.
pub fn count_link(tx: &mut Tx, token: &str, client: &str) -> Result<Result<(), Moment>, Error> {
    let limits = tx.rules.limits.clone();
    let by_link = format!("link:{}", hash_of(token));
    let by_link = store::session::count(tx, &by_link, limits.link_attempts())?;
    let by_address =
        store::session::count(tx, &link_address(client), limits.link_attempts_by_address())?;
    Ok(by_link.and(by_address))
}

/// Gives back what a link that did its work has cost its network address.
pub fn give_back_link(tx: &mut Tx, client: &str) -> Result<(), Error> {
    store::session::give_back(tx, &link_address(client))
}

fn link_address(client: &str) -> String {
    format!("link:address:{client}")
}
