//! What the applicant and time do with a request that waits.

use crate::standing::access_request::standing;
use crate::storage::{Error, Tx};
use crate::{event_log, standing, store};
use domain::{PersonId, RequestId, rules};

/// The applicant takes a request back.
pub fn withdraw(tx: &mut Tx, id: &RequestId, by: &PersonId) -> Result<(), Error> {
    let events =
        rules::access_request::withdraw(&store::access_request::find(tx.db, id)?, by, tx.now)?;
    event_log::record(tx, &events)
}

/// The applicant reminds the deciders.
pub fn remind(tx: &mut Tx, id: &RequestId, by: &PersonId) -> Result<(), Error> {
    let request = store::access_request::find(tx.db, id)?;
    let account = store::smart_account::find_if_any(tx.db, request.account())?;
    let is_visible = standing::smart_account::is_visible(tx.db, by, account.as_ref())?;
    let known = account.as_ref().filter(|_| is_visible);
    let standing = standing(tx.db, &request, known, tx.now)?;
    let events =
        rules::access_request::remind(&request, by, standing, &tx.rules.timetable, tx.now)?;
    event_log::record(tx, &events)
}

/// Does to one request what time has brought. Out: how many steps were taken, one at most.
pub fn pass_time(tx: &mut Tx, id: &RequestId) -> Result<usize, Error> {
    let request = store::access_request::find(tx.db, id)?;
    let events = rules::access_request::pass_time(&request, &tx.rules.timetable, tx.now);
    if events.is_empty() {
        // The timetable was changed since the next step was noted, or another node was faster.
        store::access_request::note_next_step(tx, &request)?;
    }
    event_log::record(tx, &events)?;
    Ok(events.len())
}
