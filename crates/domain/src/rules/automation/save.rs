//! Saving and deleting rules.

use crate::automation::{Conditions, MOST_RULES, Rule, RuleFact, RuleVerdict};
use crate::email::EmailAddress;
use crate::membership::{Reach, Terms};
use crate::organisation::is_owned;
use crate::rules::access_request::Decider;
use crate::rules::membership::check_terms;
use crate::virtual_account::Tree;
use crate::{DomainIdentifier, Event, Moment, Refusal, RuleId};

/// Saves a rule, new or changed, at its place among the others; whoever saves it is whose rights it acts with.
///
/// In: the account's rules as they stand; `seen` is the version the change was made against, none for a new rule.
/// Errors: a rule that could not act, contradicts another, or that another keeps from ever acting.
pub fn save(
    rules: &[Rule],
    rule: Rule,
    seen: Option<u32>,
    by: &Decider,
    domain: &DomainIdentifier,
    tree: &Tree,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    may_save(by)?;
    check_verdict(&rule, by, domain, tree, now)?;
    let mut others: Vec<Rule> = rules.to_vec();
    others.sort_by_key(|one| (one.place, one.id.clone()));
    let before = others.iter().find(|one| one.id == rule.id).cloned();
    if before.as_ref().map(|one| one.version) != seen {
        return Err(Refusal::ChangedMeanwhile);
    }
    others.retain(|one| one.id != rule.id);
    if others.len() >= MOST_RULES {
        return Err(Refusal::TooManyRules);
    }
    // Beyond the last there is only the end.
    let place = usize::try_from(rule.place.max(1)).unwrap_or(1) - 1;
    let place = place.min(others.len());
    let after = Rule {
        place: u32::try_from(place).unwrap_or(u32::MAX) + 1,
        version: before.as_ref().map_or(1, |one| one.version + 1),
        saved_by: by.person.clone(),
        saved_at: now,
        ..rule
    };
    let mut all = others;
    all.insert(place, after.clone());
    no_rule_stands_in_the_way(&all, &after, tree)?;
    let (stood, stand) = (order(rules), all.iter().map(|one| one.id.clone()).collect());
    let account = after.account.clone();
    let mut events = vec![Event::Automation(RuleFact::Saved { before, after })];
    // A new rule changes the order too, unless it is the only one.
    if all.len() > 1 && stood != stand {
        events.push(Event::Automation(RuleFact::Reordered {
            account,
            before: stood,
            after: stand,
        }));
    }
    Ok(events)
}

fn may_save(by: &Decider) -> Result<(), Refusal> {
    match by.reach {
        Reach::Account => Ok(()),
        _ => Err(Refusal::NotFound),
    }
}

/// What the rule would do must be something its author could do by hand, whoever asks.
fn check_verdict(
    rule: &Rule,
    by: &Decider,
    domain: &DomainIdentifier,
    tree: &Tree,
    now: Moment,
) -> Result<(), Refusal> {
    match &rule.verdict {
        RuleVerdict::Approve { role, scope, .. } => {
            // Whether an approver's address lies inside the domain is for each request to show.
            let inside = EmailAddress::stored(format!("somebody@{domain}"));
            let terms = Terms {
                role: *role,
                scope: scope.clone(),
                until: None,
            };
            // An account of a public mail provider has no approvers at all.
            check_terms(&terms, &by.reach, &[inside], domain, tree, now)?;
            rule.conditions.must_rest_on_a_domain()
        }
        RuleVerdict::Decline(_) | RuleVerdict::SendTo(_) => Ok(()),
    }
}

/// No rule may say another thing of the same requests than one before it, nor stand where no request ever comes to it.
fn no_rule_stands_in_the_way(all: &[Rule], changed: &Rule, tree: &Tree) -> Result<(), Refusal> {
    for (place, later) in all.iter().enumerate() {
        for earlier in &all[..place] {
            let concerns = earlier.id == changed.id || later.id == changed.id;
            if !concerns || !earlier.conditions.cover(&later.conditions, tree) {
                continue;
            }
            let same = later.conditions.cover(&earlier.conditions, tree);
            let (earlier_name, later_name) = (earlier.name.clone(), later.name.clone());
            return Err(if same && earlier.verdict != later.verdict {
                Refusal::RuleContradicts {
                    earlier: earlier_name,
                    later: later_name,
                }
            } else {
                Refusal::RuleNeverReached {
                    earlier: earlier_name,
                    later: later_name,
                }
            });
        }
    }
    Ok(())
}

/// Deletes a rule, and closes the gap it leaves in the order. What it has decided stays decided.
///
/// In: the account's rules as they stand. Errors: it is not among them, or was changed meanwhile.
pub fn delete(rules: &[Rule], id: &RuleId, seen: u32, by: &Decider) -> Result<Vec<Event>, Refusal> {
    may_save(by)?;
    let rule = rules.iter().find(|rule| rule.id == *id);
    let rule = rule.ok_or(Refusal::NotFound)?;
    if rule.version != seen {
        return Err(Refusal::ChangedMeanwhile);
    }
    let before = order(rules);
    let mut after = before.clone();
    after.retain(|one| one != id);
    let mut events = vec![Event::Automation(RuleFact::Deleted(rule.clone()))];
    if before.last() != Some(id) {
        events.push(Event::Automation(RuleFact::Reordered {
            account: rule.account.clone(),
            before,
            after,
        }));
    }
    Ok(events)
}

/// The ids of rules in the order they stand.
fn order(rules: &[Rule]) -> Vec<RuleId> {
    let mut sorted: Vec<&Rule> = rules.iter().collect();
    sorted.sort_by_key(|one| (one.place, one.id.clone()));
    sorted.into_iter().map(|one| one.id.clone()).collect()
}

impl Conditions {
    /// Nobody is let in on what they say of themselves: what approves asks for a verified address in a domain that is some
    /// organisation's own. What declines or sends on may rest on anything.
    pub(crate) fn must_rest_on_a_domain(&self) -> Result<(), Refusal> {
        match &self.domain {
            Some(condition) if is_owned(condition.domain()) => Ok(()),
            _ => Err(Refusal::RuleNeedsDomain),
        }
    }
}
