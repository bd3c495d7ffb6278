//! Requests left to somebody come loose as soon as they cannot decide them.

use crate::standing::access_request::{decider, decider_in};
use crate::storage::{Error, Tx};
use crate::store;
use domain::rules::access_request::{Decider, come_loose};
use domain::rules::lost_right::Lost;
use domain::{Event, PersonId, SmartAccountId};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// What follows for requests left to somebody whose right was lost: they come loose.
pub(super) fn events(tx: &mut Tx, lost: &Lost) -> Result<Vec<Event>, Error> {
    let (requests, people, accounts) = (lost.requests(), lost.people(), lost.accounts());
    let found = store::access_request::left_to_somebody(tx.db, &requests, &people, &accounts)?;
    let mut known: BTreeMap<(PersonId, SmartAccountId), (Decider, bool)> = BTreeMap::new();
    let mut loose = Vec::new();
    for request in &found {
        let Some(to) = &request.progress.passed_to else {
            continue;
        };
        let Some(account) = request.account() else {
            let decider = decider(tx.db, &tx.rules, to, request, tx.now)?;
            let is_active = store::person::deactivated_at(tx.db, to)?.is_none();
            loose.extend(come_loose(request, &decider, is_active, tx.now));
            continue;
        };
        // Asked once for each of the few who decide, not for each request.
        let (decider, is_active) = match known.entry((to.clone(), account.clone())) {
            Entry::Occupied(asked) => asked.into_mut(),
            Entry::Vacant(unasked) => {
                let is_active = store::person::deactivated_at(tx.db, to)?.is_none();
                let decider = decider_in(tx.db, to, account, tx.now)?;
                unasked.insert((decider, is_active))
            }
        };
        loose.extend(come_loose(request, decider, *is_active, tx.now));
    }
    Ok(loose)
}
