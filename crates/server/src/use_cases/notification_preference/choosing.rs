//! Choosing, on the page or by the link of a mail.

use crate::event_log::Answer;
use crate::storage::{Error, Tx};
use crate::{event_log, store, use_cases};
use domain::notification_preference::{Preferences, Subscription};
use domain::{PersonId, Refusal, rules};

/// Changes what a person has chosen.
pub fn change(tx: &mut Tx, person: &PersonId, chosen: &Preferences) -> Result<(), Error> {
    let before = store::notification_preference::find(tx.db, person)?;
    let events = rules::notification_preference::change(person, &before, chosen.clone())?;
    event_log::record(tx, &events)
}

/// Ends what a link in a mail names.
pub fn unsubscribe(tx: &mut Tx, token: &str) -> Answer<Subscription> {
    let Some((person, from)) = use_cases::notification_preference::link::named(tx.db, token)?
    else {
        return Ok(Err(Refusal::NotFound));
    };
    let before = store::notification_preference::find(tx.db, &person)?;
    let events = rules::notification_preference::unsubscribe(&person, &before, from)?;
    event_log::record(tx, &events)?;
    Ok(Ok(from))
}
