//! The authors of rules and whom rules send to, with how far their right reaches now.

use crate::config::Rules;
use crate::standing::access_request::decider_in;
use crate::storage::{AnyConnection, Error};
use crate::{standing, store};
use domain::access_request::AccessRequest;
use domain::automation::{Rule, RuleVerdict};
use domain::membership::Reach;
use domain::rules::access_request::Decider;
use domain::virtual_account::Tree;
use domain::{Moment, PersonId, SmartAccountId};
use std::collections::BTreeSet;

/// The author of a rule with how far their right to decide reaches: not at all, once they are gone.
pub(crate) fn author(
    db: &mut AnyConnection,
    person: &PersonId,
    account: &SmartAccountId,
    now: Moment,
) -> Result<Decider, Error> {
    let mut found = decider_in(db, person, account, now)?;
    if store::person::deactivated_at(db, person)?.is_some() {
        found.reach = Reach::Nothing;
    }
    Ok(found)
}

/// Whom a rule sends a request to, if they could decide it.
pub(crate) fn receiver(
    db: &mut AnyConnection,
    rules: &Rules,
    rule: &Rule,
    request: &AccessRequest,
    now: Moment,
) -> Result<Option<Decider>, Error> {
    let (RuleVerdict::SendTo(to), Some(account)) = (&rule.verdict, request.account()) else {
        return Ok(None);
    };
    let able = standing::access_request::deciders(db, rules, request, now)?;
    if !able.iter().any(|one| one.id == *to) {
        return Ok(None);
    }
    author(db, to, account, now).map(Some)
}

/// Those of these people whose right reaches no further than `enough`.
pub(crate) fn falling_short<'a>(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    people: impl Iterator<Item = &'a PersonId>,
    enough: impl Fn(&Reach) -> bool,
    now: Moment,
) -> Result<BTreeSet<PersonId>, Error> {
    let people: BTreeSet<&PersonId> = people.collect();
    let mut short = BTreeSet::new();
    // As many as have ever written a rule or are sent requests by one, not as there are rules.
    for person in people {
        if !enough(&author(db, person, account, now)?.reach) {
            short.insert(person.clone());
        }
    }
    Ok(short)
}

/// Those of the authors of these rules who could not let them act any more: they lost the right, or left.
pub fn without_right(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    rules: &[Rule],
    now: Moment,
) -> Result<BTreeSet<PersonId>, Error> {
    let authors = rules.iter().map(|rule| &rule.saved_by);
    falling_short(db, account, authors, |reach| *reach == Reach::Account, now)
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
