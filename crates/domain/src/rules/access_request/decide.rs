//! Deciding a request once, by somebody who may.

use crate::access_request::{AccessRequest, Denial, Grant, RequestFact};
use crate::actor::RuleUse;
use crate::email::EmailAddress;
use crate::membership::{Membership, Reach, RuleGrant, Source};
use crate::virtual_account::Tree;
use crate::{
    Actor, DomainIdentifier, Event, GroupId, MembershipId, Moment, PersonId, Refusal, rules,
};
use std::collections::BTreeSet;

/// Somebody who may be able to decide a request of one account.
#[derive(Debug, Clone)]
pub struct Decider {
    pub person: PersonId,
    /// How far their right to decide reaches.
    pub reach: Reach,
    /// The groups they are in: a request for one of those is their own.
    pub groups: BTreeSet<GroupId>,
    /// The rule that acts in their name; none where they decide themselves.
    pub rule: Option<RuleUse>,
}

impl Decider {
    /// Whether the request is their own, or for a group they are in.
    pub fn asks(&self, request: &AccessRequest) -> bool {
        let for_own_group = |group: &GroupId| self.groups.contains(group);
        request.applicant == self.person || request.for_group.as_ref().is_some_and(for_own_group)
    }
}

/// What a decision needs to know of the account and the applicant.
#[derive(Debug, Clone)]
pub struct DecisionFacts {
    pub domain: DomainIdentifier,
    pub tree: Tree,
    /// None where it is for a group.
    pub applicant_emails: Vec<EmailAddress>,
    pub standing: RequestStanding,
    /// Whether the applicant has not been deactivated since.
    pub applicant_is_active: bool,
    /// What the memberships in the account are of the applicant, or of the group it is for, those included that have lapsed but
    /// are not ended yet.
    pub held: Vec<Membership>,
}

/// What holds around a request at the moment when something is done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestStanding {
    /// Whether the account is active: no other gives or refuses anybody anything.
    pub account_is_open: bool,
    /// Whether whoever asked for a group still manages it; so it is where they asked for themselves.
    pub sender_manages_group: bool,
}

impl RequestStanding {
    /// Errors: [`Refusal::AccountNotOpen`].
    pub(super) fn must_be_open(self) -> Result<(), Refusal> {
        if self.account_is_open {
            Ok(())
        } else {
            Err(Refusal::AccountNotOpen)
        }
    }

    /// What somebody asked for a group they no longer manage is nobody's to follow up.
    pub(super) fn must_be_managed(self) -> Result<(), Refusal> {
        if self.sender_manages_group {
            Ok(())
        } else {
            Err(Refusal::GroupNotManaged)
        }
    }
}

/// What every decision needs, in the order in which it is owed: to know of the request, to be another person,
/// to be first, to have seen what is decided on, and an account that is active.
pub(super) fn may_decide(
    request: &AccessRequest,
    seen_version: u32,
    by: &Decider,
    standing: RequestStanding,
) -> Result<(), Refusal> {
    if request.account.is_none() || !request.is_within(&by.reach) {
        return Err(Refusal::NotFound);
    }
    if by.asks(request) {
        return Err(Refusal::OwnRequest);
    }
    request.must_be_pending()?;
    if request.version != seen_version {
        return Err(Refusal::StalePage);
    }
    standing.must_be_open()
}

/// Approves, possibly granting something else than was asked. The access holds from `now`.
pub fn approve(
    request: &AccessRequest,
    seen_version: u32,
    by: &Decider,
    grant: Grant,
    facts: &DecisionFacts,
    now: Moment,
    new_id: impl FnMut() -> MembershipId,
) -> Result<Vec<Event>, Refusal> {
    may_decide(request, seen_version, by, facts.standing)?;
    check_grant(request, &grant, by, facts, now)?;
    grant_now(request, by, grant, facts, now, new_id)
}

/// Whether a decider could grant this at this moment.
pub(super) fn check_grant(
    request: &AccessRequest,
    grant: &Grant,
    by: &Decider,
    facts: &DecisionFacts,
    now: Moment,
) -> Result<(), Refusal> {
    facts.standing.must_be_open()?;
    facts.standing.must_be_managed()?;
    if !facts.applicant_is_active {
        return Err(Refusal::ApplicantDeactivated);
    }
    rules::membership::check_holder(grant.role, &request.holder())?;
    rules::membership::check_terms(
        &grant.terms(),
        &by.reach,
        &facts.applicant_emails,
        &facts.domain,
        &facts.tree,
        now,
    )
}

/// The approval and the memberships it gives, once everything has been checked.
pub(super) fn grant_now(
    request: &AccessRequest,
    by: &Decider,
    grant: Grant,
    facts: &DecisionFacts,
    now: Moment,
    new_id: impl FnMut() -> MembershipId,
) -> Result<Vec<Event>, Refusal> {
    let account = request.account.clone().ok_or(Refusal::NotFound)?;
    let source = match &by.rule {
        Some(rule) => Source::Rule(Box::new(RuleGrant {
            request: request.id.clone(),
            rule: rule.clone(),
        })),
        None => Source::Request(request.id.clone()),
    };
    let memberships = rules::membership::spread(
        &grant.terms(),
        &request.holder(),
        &account,
        &source,
        &Actor::Person(by.person.clone()),
        now,
        new_id,
    );
    let mut events = vec![request.says(RequestFact::Approved {
        by: by.person.clone(),
        at: now,
        grant,
        rule: by.rule.clone(),
    })];
    events.extend(rules::membership::grant(&facts.held, &memberships));
    Ok(events)
}

/// Declines, with a class and optional words.
pub fn decline(
    request: &AccessRequest,
    seen_version: u32,
    by: &Decider,
    denial: Denial,
    standing: RequestStanding,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    may_decide(request, seen_version, by, standing)?;
    Ok(vec![request.says(RequestFact::Denied {
        by: by.person.clone(),
        at: now,
        denial,
        rule: by.rule.clone(),
    })])
}

/// The record of an attempt that was refused.
pub fn decision_refused(request: &AccessRequest, by: &PersonId, refusal: &Refusal) -> Event {
    request.says(RequestFact::DecisionRefused {
        by: by.clone(),
        code: refusal.code().to_owned(),
    })
}
