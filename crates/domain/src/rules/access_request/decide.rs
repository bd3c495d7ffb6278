//! Deciding a request once, by somebody who may.

use crate::access_request::{AccessRequest, Denial, Grant, GrantedAccess, RequestFact};
use crate::actor::RuleUse;
use crate::email::EmailAddress;
use crate::entitlement::{EntitledTo, Entitlement};
use crate::membership::{Membership, Reach, RuleGrant, Source};
use crate::rules::contract_access::LedTo;
use crate::virtual_account::Tree;
use crate::{
    Actor, DomainIdentifier, Event, GroupId, MembershipId, Moment, PersonId, Refusal, rules,
};
use std::collections::BTreeSet;

/// Somebody who may be able to decide a request.
#[derive(Debug, Clone)]
pub struct Decider {
    pub person: PersonId,
    /// How far their right to decide reaches: of an account's requests some or all, of others all or none.
    pub reach: Reach,
    /// The groups they are in: a request for one of those is their own.
    pub groups: BTreeSet<GroupId>,
    /// The rule that acts in their name; none where they decide themselves.
    pub rule: Option<RuleUse>,
    /// Whose right it is, where they have it as deputy alone: the groups of both are among those above.
    pub deputy_of: Option<PersonId>,
}

impl Decider {
    /// Whether the request is their own, or for a group they are in, or of whoever's deputy they are: nobody's right reaches their own.
    pub fn asks(&self, request: &AccessRequest) -> bool {
        let for_own_group = |group: &GroupId| self.groups.contains(group);
        let own = [Some(&self.person), self.deputy_of.as_ref()];
        own.contains(&Some(&request.applicant))
            || request.for_group.as_ref().is_some_and(for_own_group)
    }
}

/// What a decision needs to know of the account and the applicant.
#[derive(Debug, Clone)]
pub struct DecisionFacts {
    pub standing: RequestStanding,
    /// Whether the applicant has not been deactivated since.
    pub applicant_is_active: bool,
    /// What is known of what they ask for.
    pub target: TargetFacts,
}

/// What a grant is held against, by what is asked for.
#[derive(Debug, Clone)]
pub enum TargetFacts {
    Account(Box<AccountFacts>),
    Entitled(EntitledFacts),
}

/// What a role is held against before it is given.
#[derive(Debug, Clone)]
pub struct AccountFacts {
    pub domain: DomainIdentifier,
    pub tree: Tree,
    /// None where it is for a group.
    pub applicant_emails: Vec<EmailAddress>,
    /// What the memberships in the account are of the applicant, or of the group it is for, those included that have lapsed but
    /// are not ended yet.
    pub held: Vec<Membership>,
}

/// What limits the end of an entitlement.
#[derive(Debug, Clone)]
pub enum LatestEnd {
    /// The same for all that a programme gives; none where it may go without.
    OfProgramme(Option<Moment>),
    /// The contracts that a number leads to.
    OfContracts(Box<LedTo>),
}

impl LatestEnd {
    /// The latest end of this access given now; none where it may go without. Errors: as [`LedTo::latest_end`].
    pub fn of(&self, access: &GrantedAccess, now: Moment) -> Result<Option<Moment>, Refusal> {
        match (self, access) {
            (LatestEnd::OfProgramme(latest), _) => Ok(*latest),
            (LatestEnd::OfContracts(led_to), GrantedAccess::Contract { contract_access }) => {
                led_to.latest_end(*contract_access, now).map(Some)
            }
            _ => Err(Refusal::AccessDoesNotFit),
        }
    }
}

/// What an entitlement is held against before it is given.
#[derive(Debug, Clone)]
pub struct EntitledFacts {
    pub latest: LatestEnd,
    /// What the applicant has already of the same kind.
    pub held: Vec<Entitlement>,
}

impl DecisionFacts {
    /// Errors: what is asked for is no Smart Account ([`Refusal::AccessDoesNotFit`]).
    pub fn account(&self) -> Result<&AccountFacts, Refusal> {
        match &self.target {
            TargetFacts::Account(facts) => Ok(facts),
            TargetFacts::Entitled(_) => Err(Refusal::AccessDoesNotFit),
        }
    }

    /// An entitlement for which no end is said ends as late as it may. Errors: it may not be given at all.
    pub(super) fn with_end(&self, grant: Grant, now: Moment) -> Result<Grant, Refusal> {
        Ok(match &self.target {
            TargetFacts::Entitled(facts) if grant.until.is_none() => Grant {
                until: facts.latest.of(&grant.access, now)?,
                ..grant
            },
            _ => grant,
        })
    }
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
    if request.target.is_nobodys() || !request.is_within(&by.reach) {
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
    let grant = facts.with_end(grant, now)?;
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
    match (&facts.target, grant.terms()) {
        (TargetFacts::Account(facts), Some(terms)) => {
            rules::membership::check_holder(terms.role, &request.holder())?;
            rules::membership::check_terms(
                &terms,
                &by.reach,
                &facts.applicant_emails,
                &facts.domain,
                &facts.tree,
                now,
            )
        }
        (TargetFacts::Entitled(facts), None) => check_entitlement(request, grant, facts, now),
        _ => Err(Refusal::AccessDoesNotFit),
    }
}

/// An entitlement is to what was asked for, and ends no later than what its kind gives.
fn check_entitlement(
    request: &AccessRequest,
    grant: &Grant,
    facts: &EntitledFacts,
    now: Moment,
) -> Result<(), Refusal> {
    if EntitledTo::of(&request.target, &grant.access).is_none() {
        return Err(Refusal::AccessDoesNotFit);
    }
    if grant.until.is_some_and(|until| until <= now) {
        return Err(Refusal::EndDateInThePast);
    }
    match facts.latest.of(&grant.access, now)? {
        Some(latest) if grant.until.is_none_or(|until| until > latest) => {
            Err(Refusal::EndDateTooLate { latest })
        }
        _ => Ok(()),
    }
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
    let approved = request.says(RequestFact::Approved {
        by: Some(by.person.clone()),
        at: now,
        grant: grant.clone(),
        rule: by.rule.clone(),
        deputy_of: by.deputy_of.clone(),
    });
    let mut events = vec![approved];
    let (facts, terms) = match (&facts.target, grant.terms()) {
        (TargetFacts::Account(facts), Some(terms)) => (facts, terms),
        (TargetFacts::Entitled(facts), None) => {
            let given = rules::entitlement::grant(request, &grant, &facts.held, now);
            events.extend(given);
            return Ok(events);
        }
        _ => return Err(Refusal::AccessDoesNotFit),
    };
    let account = request.account().cloned().ok_or(Refusal::NotFound)?;
    let source = match &by.rule {
        Some(rule) => Source::Rule(Box::new(RuleGrant {
            request: request.id.clone(),
            rule: rule.clone(),
        })),
        None => Source::Request(request.id.clone()),
    };
    let memberships = rules::membership::spread(
        &terms,
        &request.holder(),
        &account,
        &source,
        &Actor::Person(by.person.clone()),
        now,
        new_id,
    );
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
        by: Some(by.person.clone()),
        at: now,
        denial,
        rule: by.rule.clone(),
        deputy_of: by.deputy_of.clone(),
    })])
}

/// The record of an attempt that was refused.
pub fn decision_refused(request: &AccessRequest, by: &PersonId, refusal: &Refusal) -> Event {
    request.says(RequestFact::DecisionRefused {
        by: by.clone(),
        code: refusal.code().to_owned(),
    })
}
