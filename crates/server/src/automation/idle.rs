//! Rules that act no more, as whoever saved them lost the right to decide for the whole account.

use super::{store, without_right};
use crate::event_log::{self, Lost};
use crate::storage::{AnyConnection, Error, Tx};
use domain::automation::{Rule, RuleFact};
use domain::{Event, Moment, SmartAccountId};
use std::collections::BTreeMap;

/// Notes of each rule, once, that it acts no more, and has its administrators told.
pub(crate) fn follow(tx: &mut Tx, lost: &Lost) -> Result<(), Error> {
    let mut by_account: BTreeMap<SmartAccountId, Vec<Rule>> = BTreeMap::new();
    for rule in store::active_of(tx.db, &lost.people(), &lost.accounts())? {
        by_account
            .entry(rule.account.clone())
            .or_default()
            .push(rule);
    }
    let mut events = Vec::new();
    // As many as the accounts for which one person has written rules.
    for (account, rules) in by_account {
        let gone = without_right(tx.db, &account, &rules, tx.now)?;
        let idle = rules.iter().filter(|rule| gone.contains(&rule.saved_by));
        events.extend(idle.map(|rule| {
            Event::Automation(RuleFact::WentIdle {
                rule: rule.used(),
                account: account.clone(),
                author: rule.saved_by.clone(),
            })
        }));
    }
    if events.is_empty() {
        return Ok(());
    }
    event_log::record(tx, &events)
}

/// The names of the rules of an account that act no more, in the order they stand.
pub(crate) fn names(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    now: Moment,
) -> Result<Vec<String>, Error> {
    let rules = store::of_account(db, account)?;
    let gone = without_right(db, account, &rules, now)?;
    let idle = rules
        .into_iter()
        .filter(|rule| gone.contains(&rule.saved_by));
    Ok(idle.map(|rule| rule.name).collect())
}
