//! How long cases are kept.

use crate::storage::{Error, Tx};
use crate::{event_log, store};
use domain::CaseId;
use domain::rules::support_case::remove;

/// Deletes a case whose time is over, if it is: what was said in it, what it is found by, and its words in the log.
pub(crate) fn remove_one(tx: &mut Tx, id: &CaseId) -> Result<(), Error> {
    let case = store::support_case::find(tx.db, id)?;
    let Some(kept) = tx.rules.retention.cases else {
        return Ok(());
    };
    event_log::record(tx, &remove(&case, kept, tx.now))
}
