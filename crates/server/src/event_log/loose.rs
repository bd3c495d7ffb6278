//! Requests left to somebody come loose as soon as they cannot decide them.

use crate::standing::access_request::{decider, decider_in};
use crate::storage::{Error, Tx};
use crate::{standing, store};
use domain::rules::access_request::{Decider, DeciderStanding, come_loose};
use domain::rules::lost_right::Lost;
use domain::{Event, PersonId, SmartAccountId};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// What follows for requests left to somebody whose right was lost: they come loose.
pub(super) fn events(tx: &mut Tx, lost: &Lost) -> Result<Vec<Event>, Error> {
    let (requests, people, accounts) = (lost.requests(), lost.people(), lost.accounts());
    let found = store::access_request::left_to_somebody(tx.db, &requests, &people, &accounts)?;
    let mut known: BTreeMap<(PersonId, SmartAccountId), (Decider, DeciderStanding)> =
        BTreeMap::new();
    let mut loose = Vec::new();
    for request in &found {
        let Some(to) = &request.progress.passed_to else {
            continue;
        };
        let Some(account) = request.account() else {
            let decider = decider(tx.db, &tx.rules, to, request, tx.now)?;
            let there = standing_of(tx, to)?;
            loose.extend(come_loose(request, &decider, there, tx.now));
            continue;
        };
        // Asked once for each of the few who decide, not for each request.
        let (decider, there) = match known.entry((to.clone(), account.clone())) {
            Entry::Occupied(asked) => asked.into_mut(),
            Entry::Vacant(unasked) => {
                let there = standing_of(tx, to)?;
                let decider = decider_in(tx.db, to, account, tx.now)?;
                unasked.insert((decider, there))
            }
        };
        let is_own = request.is_within(&decider.reach);
        let (mut decider, there) = (decider.clone(), *there);
        if !is_own {
            // By the right of whoever's deputy they are, perhaps.
            decider = standing::access_request::decider(tx.db, &tx.rules, to, request, tx.now)?;
        }
        loose.extend(come_loose(request, &decider, there, tx.now));
    }
    Ok(loose)
}

fn standing_of(tx: &mut Tx, person: &PersonId) -> Result<DeciderStanding, Error> {
    if store::person::deactivated_at(tx.db, person)?.is_some() {
        return Ok(DeciderStanding::Deactivated);
    }
    let known = store::absence::find(tx.db, person)?;
    let is_away = known.is_some_and(|known| known.absence.holds_at(tx.now));
    Ok(match is_away {
        true => DeciderStanding::Away,
        false => DeciderStanding::Here,
    })
}
