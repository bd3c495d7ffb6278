//! Where nobody may be left who could decide what waits.

use crate::storage::{Error, Tx};
use crate::store;
use domain::PersonId;
use domain::rules::lost_right::Lost;
use std::collections::BTreeSet;
use std::time::Duration;

/// As long as it takes to see that a mail server refuses everybody, so that nobody's address is to blame.
const UNTIL_IT_IS_SURE: Duration = Duration::from_secs(10 * 60);

/// Adds the deputies of whoever lost something: what they had by it they have no longer; and whoever lost a role without which they stand
/// in for nobody.
pub(super) fn add_deputies(tx: &mut Tx, lost: &mut Lost) -> Result<(), Error> {
    let people = lost.people();
    let away = store::absence::away_among(tx.db, &people, tx.now)?;
    let left: Vec<_> = lost.left().cloned().collect();
    let holders: BTreeSet<String> = left.iter().map(|(person, _)| person.to_string()).collect();
    let holders: Vec<String> = holders.into_iter().collect();
    let deputies: BTreeSet<PersonId> = store::absence::deputies_among(tx.db, &holders, tx.now)?;
    for deputy in away.into_values().flatten() {
        lost.add_deputy(deputy);
    }
    for (person, account) in left {
        if deputies.contains(&person) {
            lost.add_deputy(person);
            lost.add_place(account);
        }
    }
    Ok(())
}

/// Has the worker look at what waits wherever somebody is missing now: it may be much.
pub(super) fn look_again(tx: &mut Tx, lost: &Lost) -> Result<(), Error> {
    let now = tx.now;
    for account in lost.places() {
        store::reachability::look_again(tx, account.as_str(), now)?;
    }
    let sure = lost.unreached().map(|person| (person, now));
    let perhaps = lost.perhaps_unreached();
    let perhaps = perhaps.map(|person| (person, now.plus(UNTIL_IT_IS_SURE)));
    for (person, from) in sure.chain(perhaps) {
        store::reachability::look_again(tx, person.as_str(), from)?;
        // They were perhaps somebody's deputy.
        for away in store::absence::deputy_for(tx.db, person, now)? {
            store::reachability::look_again(tx, away.person.as_str(), from)?;
        }
    }
    Ok(())
}
