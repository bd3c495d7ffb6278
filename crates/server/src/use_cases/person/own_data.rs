//! Taking away what is kept of oneself.

use crate::event_log;
use crate::event_log::Answer;
use crate::storage::Tx;
use crate::use_cases::budget::count_as;
use domain::person::PersonFact;
use domain::{Event, PersonId};

/// Lets somebody take a copy of what is kept of them, which the log notes: whoever sits at a browser that was left open may be
/// somebody else. Errors: they took enough for now ([`domain::Refusal::TooOften`]).
pub fn take(tx: &mut Tx, by: &PersonId) -> Answer<()> {
    let most = tx.rules.limits.data_copies();
    if let Err(refusal) = count_as(tx, &format!("data:{by}"), most)? {
        return Ok(Err(refusal));
    }
    let taken = Event::Person(PersonFact::DataTaken { person: by.clone() });
    event_log::record(tx, &[taken])?;
    Ok(Ok(()))
}
