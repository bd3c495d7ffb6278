//! What a rule does with a request that fits it.

use crate::access_request::{AccessRequest, Grant};
use crate::automation::{Rule, RuleFact, RuleVerdict};
use crate::membership::Terms;
use crate::moment::days;
use crate::rules::access_request::{Decider, DecisionFacts};
use crate::{Event, MembershipId, Moment, Refusal, Role, Scope, rules};

/// What the rule would grant.
fn grant(
    request: &AccessRequest,
    role: Role,
    scope: &Scope,
    most: Option<u32>,
    now: Moment,
) -> Grant {
    let latest = most.map(|most| now.plus(days(most.into())));
    let until = match (request.wish.until, latest) {
        (Some(asked), Some(latest)) => Some(asked.min(latest)),
        (asked, latest) => asked.or(latest),
    };
    let scope = scope.clone();
    Grant::of_role(Terms { role, scope, until }, None)
}

/// Does to a request what a rule says, as its author would by hand now.
///
/// In: the rule's author, with how far their right to decide reaches now; for a rule that sends on, whom it sends to.
/// Errors: why the author could not have done it.
pub fn act(
    rule: &Rule,
    request: &AccessRequest,
    author: &Decider,
    to: Option<&Decider>,
    facts: &DecisionFacts,
    now: Moment,
    new_id: impl FnMut() -> MembershipId,
) -> Result<Vec<Event>, Refusal> {
    if author.person != rule.saved_by {
        return Err(Refusal::BeyondOwnRights);
    }
    let author = Decider {
        rule: Some(rule.used()),
        ..author.clone()
    };
    let seen = request.version;
    match &rule.verdict {
        RuleVerdict::Approve { role, scope, days } => {
            // Also of a rule that was saved before this was asked.
            rule.conditions.must_rest_on_a_domain()?;
            // What was deleted since the rule was saved is not given; the rest is.
            let tree = &facts.account()?.tree;
            let scope = scope.keeping(|id| tree.contains(id));
            let scope = scope.ok_or(Refusal::VirtualAccountGone)?;
            let grant = grant(request, *role, &scope, *days, now);
            rules::access_request::approve(request, seen, &author, grant, facts, now, new_id)
        }
        RuleVerdict::Decline(denial) => rules::access_request::decline(
            request,
            seen,
            &author,
            denial.clone(),
            facts.standing,
            now,
        ),
        RuleVerdict::SendTo(person) => {
            let to = to.filter(|to| to.person == *person);
            let to = to.ok_or(Refusal::NotADecider)?;
            rules::access_request::pass_on(request, seen, &author, to, facts.standing, now)
        }
    }
}

/// The record of a rule that fitted and could not act.
pub fn could_not_act(rule: &Rule, request: &AccessRequest, refusal: &Refusal) -> Event {
    Event::Automation(RuleFact::CouldNotAct {
        rule: rule.used(),
        account: rule.account.clone(),
        request: request.id.clone(),
        code: refusal.code().to_owned(),
    })
}
