//! Accounts where nobody may be left who could decide what waits.

use crate::storage::{Error, Tx};
use crate::store;
use domain::SmartAccountId;
use domain::rules::lost_right::Lost;
use std::collections::BTreeSet;

/// Has the worker look at what waits wherever somebody is missing now: it may be much.
pub(super) fn look_again(tx: &mut Tx, lost: &Lost) -> Result<(), Error> {
    let mut places: BTreeSet<SmartAccountId> = lost.places().cloned().collect();
    for person in lost.unreached() {
        places.extend(store::membership::decides_in(tx.db, person)?);
    }
    for account in places {
        store::reachability::look_again(tx, &account)?;
    }
    Ok(())
}
