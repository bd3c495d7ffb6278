//! Rules that do nothing any more.

use super::{falling_short, without_right};
use crate::event_log::Lost;
use crate::storage::{AnyConnection, Error, Tx};
use crate::{event_log, store};
use domain::automation::{Rule, RuleFact};
use domain::virtual_account::Tree;
use domain::{Event, Moment, SmartAccountId};
use std::collections::BTreeMap;

/// Notes of each rule, once, that it acts no more as whoever saved it lost the right to decide for the whole account, and has its
/// administrators told.
pub(crate) fn follow(tx: &mut Tx, lost: &Lost) -> Result<(), Error> {
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
    if events.is_empty() {
        return Ok(());
    }
    event_log::record(tx, &events)
}

/// The rules of an account that do nothing: whoever saved them lost the right, whom they send to cannot decide any more, or the
/// Virtual Accounts they are about are gone.
pub(crate) fn of_account(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    now: Moment,
) -> Result<Vec<Rule>, Error> {
    let mut rules = store::automation::of_account(db, account)?;
    if rules.is_empty() {
        return Ok(rules);
    }
    let gone = without_right(db, account, &rules, now)?;
    let receivers = rules.iter().filter_map(Rule::sends_to);
    let unable = falling_short(db, account, receivers, |reach| !reach.is_nothing(), now)?;
    let tree = Tree::of(&store::virtual_account::virtual_accounts(db, account)?);
    rules.retain(|rule| {
        gone.contains(&rule.saved_by)
            || rule.sends_to().is_some_and(|to| unable.contains(to))
            || rule.has_lost_its_parts(&tree)
    });
    Ok(rules)
}
