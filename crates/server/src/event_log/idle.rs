//! Rules that do nothing any more.

use crate::standing::automation::without_right;
use crate::storage::{Error, Tx};
use crate::store;
use domain::automation::{Rule, RuleFact};
use domain::rules::lost_right::Lost;
use domain::{Event, SmartAccountId};
use std::collections::BTreeMap;

/// What follows for rules whose authors lost the right to decide for the whole account: each acts no more, which is said once.
pub(super) fn events(tx: &mut Tx, lost: &Lost) -> Result<Vec<Event>, Error> {
    let mut by_account: BTreeMap<SmartAccountId, Vec<Rule>> = BTreeMap::new();
    for rule in store::automation::active_of(tx.db, &lost.people(), &lost.accounts())? {
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
    Ok(events)
}
