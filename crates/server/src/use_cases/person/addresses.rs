//! What operators do about addresses: put another in place of one, and free that of somebody who left.

use crate::event_log::Answer;
use crate::standing::person::must_be_operator;
use crate::storage::Tx;
use crate::{event_log, store};
use domain::email::EmailAddress;
use domain::{PersonId, Refusal, rules};

/// Puts another address in place of somebody's: links sent to the old one no longer work, and all log-ins end.
pub fn replace(tx: &mut Tx, id: &PersonId, after: &EmailAddress) -> Answer<()> {
    must_be_operator(tx)?;
    if store::erasure::of_person(tx.db, id)?.is_some() {
        return Ok(Err(Refusal::PersonErased));
    }
    let who = store::person::find(tx.db, id)?;
    let is_taken = store::person::email_is_taken(tx.db, after)?;
    let by = tx.author.actor.person().cloned();
    match rules::person::replace_email(&who, by.as_ref(), after.clone(), is_taken) {
        Ok(event) => {
            // Whoever is logged in may be why the address is replaced.
            store::session::forget_every_link_of(tx, id)?;
            store::session::end_all(tx, id)?;
            store::session::forget_take_backs_to(tx, after, id)?;
            event_log::record(tx, &[event]).map(Ok)
        }
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// Frees the address of somebody deactivated for whoever has it now.
pub fn free(tx: &mut Tx, id: &PersonId) -> Answer<()> {
    must_be_operator(tx)?;
    let who = store::person::find(tx.db, id)?;
    let is_active = store::person::deactivated_at(tx.db, id)?.is_none();
    match rules::person::free_email(&who, is_active) {
        Ok(event) => {
            // What still waits for them must not reach another reader.
            store::notification::forget_waiting(tx, id)?;
            store::session::forget_every_link_of(tx, id)?;
            event_log::record(tx, &[event]).map(Ok)
        }
        Err(refusal) => Ok(Err(refusal)),
    }
}
