//! Access requests: asking, deciding once, withdrawing, and what time does meanwhile.
//!
//! A request is what its events say: [`AccessRequest::apply`] folds one into the state, in production as in the laws.

use crate::membership::{self, Membership, Reach, Source};
use crate::person::EmailAddress;
use crate::reminder::{self, Nudge, Step, Timetable};
use crate::smart_account::{AccountStatus, keyed};
use crate::text::Reason;
use crate::virtual_account::Tree;
use crate::{
    Actor, DomainIdentifier, Event, MembershipId, Moment, PersonId, Refusal, RequestId, Role,
    Scope, SmartAccountId, VirtualAccountId,
};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRequest {
    pub id: RequestId,
    pub applicant: PersonId,
    /// What was asked for, as the applicant knows it.
    pub identifier: DomainIdentifier,
    /// The account behind the identifier; none where nobody has it, which the applicant cannot tell from a restricted one.
    pub account: Option<SmartAccountId>,
    pub reason: Reason,
    pub wish: Wish,
    pub sent_at: Moment,
    /// Counts the changes made; a change names the version it was made against.
    pub version: u32,
    pub status: Status,
    pub progress: Progress,
}

/// What the applicant would like, all of it optional.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    pub scope: Option<Scope>,
    pub role: Option<Role>,
    pub until: Option<Moment>,
}

impl Wish {
    /// Whether a grant gives what was asked for, as far as something was.
    pub fn is_met_by(&self, grant: &Grant) -> bool {
        self.scope
            .as_ref()
            .is_none_or(|scope| *scope == grant.scope)
            && self.role.is_none_or(|role| role == grant.role)
            && (self.until.is_none() || self.until == grant.until)
    }
}

/// Reminders and warnings so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The number of the last reminder the system sent to the deciders.
    pub system_reminders: u32,
    /// How many reminders the applicant has sent.
    pub nudges: u32,
    pub last_nudge: Option<Moment>,
    pub escalated: Option<Moment>,
    pub warned: Option<Moment>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "status")]
pub enum Status {
    Pending,
    Approved {
        by: PersonId,
        at: Moment,
        grant: Grant,
    },
    Denied {
        by: PersonId,
        at: Moment,
        denial: Denial,
    },
    Withdrawn {
        at: Moment,
    },
    Expired {
        at: Moment,
    },
}

keyed! {
    /// How a request stands or ended, without the details.
    Outcome { Pending = "pending", Approved = "approved", Denied = "denied", Withdrawn = "withdrawn", Expired = "expired" }
}

/// What an approval gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    pub role: Role,
    pub scope: Scope,
    /// The first moment at which the access no longer holds.
    pub until: Option<Moment>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denial {
    pub class: DenialClass,
    pub words: Option<String>,
}

keyed! {
    /// Why a request is declined.
    DenialClass {
        NotKnown = "not-known",
        WrongAccount = "wrong-account",
        WrongRole = "wrong-role",
        NeedsSponsor = "needs-sponsor",
        Other = "other",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum RequestFact {
    Sent(Box<AccessRequest>),
    Approved {
        by: PersonId,
        at: Moment,
        grant: Grant,
    },
    Denied {
        by: PersonId,
        at: Moment,
        denial: Denial,
    },
    Withdrawn {
        at: Moment,
    },
    Expired {
        at: Moment,
    },
    /// The applicant reminded the deciders.
    Nudged {
        number: u32,
        at: Moment,
    },
    /// The system reminded the deciders.
    DecidersReminded {
        number: u32,
        at: Moment,
    },
    Escalated {
        at: Moment,
        cause: EscalationCause,
    },
    ExpiryAnnounced {
        at: Moment,
    },
    /// Somebody tried to decide what or how they may not. Changes nothing.
    DecisionRefused {
        by: PersonId,
        code: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EscalationCause {
    /// Nobody decided in time.
    Silence,
    /// There was nobody to decide when it was sent.
    NoDecider,
}

/// One fact about one request, with what is needed to file it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestEvent {
    pub request: RequestId,
    pub account: Option<SmartAccountId>,
    pub applicant: PersonId,
    /// The Virtual Accounts it asks for, whose administrators may see the event.
    pub asks_for: Vec<VirtualAccountId>,
    #[serde(flatten)]
    pub fact: RequestFact,
}

/// What is known of somebody who asks.
#[derive(Debug, Clone)]
pub struct Applicant {
    pub person: PersonId,
    pub has_verified_email: bool,
    /// Their pending request for the same identifier.
    pub pending: Option<RequestId>,
    /// Their last denial for it.
    pub last_denial: Option<(RequestId, Moment)>,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Target {
    pub identifier: DomainIdentifier,
    pub account: Option<TargetAccount>,
}

#[derive(Debug, Clone)]
pub struct TargetAccount {
    pub id: SmartAccountId,
    pub status: AccountStatus,
    /// Whether the applicant may know that the account exists.
    pub is_visible: bool,
    pub tree: Tree,
    /// Whether somebody can decide who is active, reachable and not the applicant.
    pub has_deciders: bool,
}

/// Somebody who may be able to decide a request of one account.
#[derive(Debug, Clone)]
pub struct Decider {
    pub person: PersonId,
    /// How far their right to decide reaches.
    pub reach: Reach,
}

/// What a decision needs to know of the account and the applicant.
#[derive(Debug, Clone)]
pub struct DecisionFacts {
    pub domain: DomainIdentifier,
    pub tree: Tree,
    pub applicant_emails: Vec<EmailAddress>,
    /// Whether the account is active.
    pub is_open: bool,
    /// What the applicant's memberships in the account are, those included that have lapsed but are not ended yet.
    pub held: Vec<Membership>,
}

impl AccessRequest {
    pub fn outcome(&self) -> Outcome {
        match self.status {
            Status::Pending => Outcome::Pending,
            Status::Approved { .. } => Outcome::Approved,
            Status::Denied { .. } => Outcome::Denied,
            Status::Withdrawn { .. } => Outcome::Withdrawn,
            Status::Expired { .. } => Outcome::Expired,
        }
    }

    /// When and by whom it ended, if it has.
    pub fn settled(&self) -> Option<(Outcome, Option<&PersonId>, Moment)> {
        match &self.status {
            Status::Pending => None,
            Status::Approved { by, at, .. } | Status::Denied { by, at, .. } => {
                Some((self.outcome(), Some(by), *at))
            }
            Status::Withdrawn { at } | Status::Expired { at } => Some((self.outcome(), None, *at)),
        }
    }

    /// Takes in one fact. A settled request changes no more: later facts about it are ignored.
    pub fn apply(&mut self, fact: &RequestFact) {
        if !matches!(self.status, Status::Pending) {
            return;
        }
        match fact {
            RequestFact::Sent(_) | RequestFact::DecisionRefused { .. } => return,
            RequestFact::Approved { by, at, grant } => {
                self.status = Status::Approved {
                    by: by.clone(),
                    at: *at,
                    grant: grant.clone(),
                };
            }
            RequestFact::Denied { by, at, denial } => {
                self.status = Status::Denied {
                    by: by.clone(),
                    at: *at,
                    denial: denial.clone(),
                };
            }
            RequestFact::Withdrawn { at } => self.status = Status::Withdrawn { at: *at },
            RequestFact::Expired { at } => self.status = Status::Expired { at: *at },
            RequestFact::Nudged { number, at } => {
                self.progress.nudges = *number;
                self.progress.last_nudge = Some(*at);
            }
            RequestFact::DecidersReminded { number, .. } => {
                self.progress.system_reminders = *number
            }
            RequestFact::Escalated { at, .. } => self.progress.escalated = Some(*at),
            RequestFact::ExpiryAnnounced { at } => self.progress.warned = Some(*at),
        }
        self.version += 1;
    }

    /// The state the facts lead to; none unless they begin with the sending.
    pub fn replay<'a>(facts: impl IntoIterator<Item = &'a RequestFact>) -> Option<AccessRequest> {
        let mut facts = facts.into_iter();
        let Some(RequestFact::Sent(first)) = facts.next() else {
            return None;
        };
        let mut request = (**first).clone();
        facts.for_each(|fact| request.apply(fact));
        Some(request)
    }

    fn says(&self, fact: RequestFact) -> Event {
        Event::AccessRequest(RequestEvent {
            request: self.id.clone(),
            account: self.account.clone(),
            applicant: self.applicant.clone(),
            asks_for: self
                .wish
                .scope
                .iter()
                .flat_map(Scope::virtual_accounts)
                .cloned()
                .collect(),
            fact,
        })
    }

    fn must_be_pending(&self) -> Result<(), Refusal> {
        match self.settled() {
            None => Ok(()),
            Some((outcome, by, at)) => Err(Refusal::AlreadySettled {
                outcome,
                by: by.cloned(),
                at,
            }),
        }
    }

    /// Whether somebody whose right to decide reaches so far may see and decide this request: the whole account, or
    /// all that is asked for, where that is Virtual Accounts and no role above them.
    pub fn is_within(&self, reach: &Reach) -> bool {
        match reach {
            Reach::Nothing => false,
            Reach::Account => true,
            Reach::VirtualAccounts(_) => {
                let scope_fits = self
                    .wish
                    .scope
                    .as_ref()
                    .is_some_and(|scope| reach.covers(scope));
                scope_fits && self.wish.role.is_none_or(Role::is_for_virtual_accounts)
            }
        }
    }
}

/// Asks for access.
///
/// An account the applicant may not know of is treated exactly as an identifier that nobody has.
pub fn send(
    id: RequestId,
    applicant: &Applicant,
    target: &Target,
    reason: Reason,
    wish: Wish,
    table: &Timetable,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    if !applicant.has_verified_email {
        return Err(Refusal::EmailNotVerified);
    }
    if let Some(request) = &applicant.pending {
        return Err(Refusal::AlreadyPending {
            request: request.clone(),
        });
    }
    if let Some((request, at)) = &applicant.last_denial {
        let from = at.plus(table.after_denial);
        if now < from {
            return Err(Refusal::TooSoonAfterDenial {
                request: request.clone(),
                from,
            });
        }
    }
    let visible = target.account.as_ref().filter(|account| account.is_visible);
    if visible.is_some_and(|account| account.status != AccountStatus::Active) {
        return Err(Refusal::AccountNotOpen);
    }
    check_wish(&wish, visible, now)?;
    let request = AccessRequest {
        id,
        applicant: applicant.person.clone(),
        identifier: target.identifier.clone(),
        account: target.account.as_ref().map(|account| account.id.clone()),
        reason,
        wish,
        sent_at: now,
        version: 1,
        status: Status::Pending,
        progress: Progress::default(),
    };
    let mut events = vec![request.says(RequestFact::Sent(Box::new(request.clone())))];
    if visible.is_some_and(|account| !account.has_deciders) {
        events.push(request.says(RequestFact::Escalated {
            at: now,
            cause: EscalationCause::NoDecider,
        }));
    }
    Ok(events)
}

fn check_wish(wish: &Wish, visible: Option<&TargetAccount>, now: Moment) -> Result<(), Refusal> {
    if let Some(scope @ Scope::VirtualAccounts(chosen)) = &wish.scope {
        if chosen.is_empty() {
            return Err(Refusal::NoVirtualAccountChosen);
        }
        if !visible
            .is_some_and(|account| scope.virtual_accounts().all(|id| account.tree.contains(id)))
        {
            return Err(Refusal::VirtualAccountOfAnotherAccount);
        }
    }
    if let (Some(scope), Some(role)) = (&wish.scope, wish.role)
        && !scope.fits(role)
    {
        return Err(Refusal::RoleDoesNotFitScope);
    }
    end_date_is_ahead(wish.until, now)
}

fn end_date_is_ahead(until: Option<Moment>, now: Moment) -> Result<(), Refusal> {
    if until.is_some_and(|until| until <= now) {
        Err(Refusal::EndDateInThePast)
    } else {
        Ok(())
    }
}

/// What every decision needs, in the order in which it is owed: to know of the request, to be another person,
/// to be first, and to have seen what is decided on.
fn may_decide(request: &AccessRequest, seen_version: u32, by: &Decider) -> Result<(), Refusal> {
    if request.account.is_none() || !request.is_within(&by.reach) {
        return Err(Refusal::NotFound);
    }
    if request.applicant == by.person {
        return Err(Refusal::OwnRequest);
    }
    request.must_be_pending()?;
    if request.version != seen_version {
        return Err(Refusal::StalePage);
    }
    Ok(())
}

/// Approves, possibly granting something else than was asked. The access holds from `now`.
pub fn approve(
    request: &AccessRequest,
    seen_version: u32,
    by: &Decider,
    grant: Grant,
    facts: &DecisionFacts,
    now: Moment,
    mut new_id: impl FnMut() -> MembershipId,
) -> Result<Vec<Event>, Refusal> {
    may_decide(request, seen_version, by)?;
    if !facts.is_open {
        return Err(Refusal::AccountNotOpen);
    }
    check_grant(&grant, by, facts, now)?;
    let account = request.account.clone().ok_or(Refusal::NotFound)?;
    let on: Vec<_> = match &grant.scope {
        Scope::EntireAccount => vec![None],
        Scope::VirtualAccounts(ids) => ids.iter().cloned().map(Some).collect(),
    };
    let memberships: Vec<Membership> = on
        .into_iter()
        .map(|virtual_account| Membership {
            id: new_id(),
            person: request.applicant.clone(),
            account: account.clone(),
            role: grant.role,
            virtual_account,
            source: Source::Request(request.id.clone()),
            granted_by: Actor::Person(by.person.clone()),
            since: now,
            until: grant.until,
        })
        .collect();
    let mut events = vec![request.says(RequestFact::Approved {
        by: by.person.clone(),
        at: now,
        grant,
    })];
    events.extend(membership::grant(&facts.held, &memberships));
    Ok(events)
}

fn check_grant(
    grant: &Grant,
    by: &Decider,
    facts: &DecisionFacts,
    now: Moment,
) -> Result<(), Refusal> {
    if let Scope::VirtualAccounts(chosen) = &grant.scope {
        if chosen.is_empty() {
            return Err(Refusal::NoVirtualAccountChosen);
        }
        if !chosen.iter().all(|id| facts.tree.contains(id)) {
            return Err(Refusal::VirtualAccountOfAnotherAccount);
        }
    }
    if !grant.scope.fits(grant.role) {
        return Err(Refusal::RoleDoesNotFitScope);
    }
    if !by.reach.covers(&grant.scope) {
        return Err(Refusal::BeyondOwnRights);
    }
    if grant.role == Role::SaApprover
        && !facts
            .applicant_emails
            .iter()
            .any(|email| email.is_inside(&facts.domain))
    {
        return Err(Refusal::ApproverOutsideDomain {
            domain: facts.domain.clone(),
        });
    }
    end_date_is_ahead(grant.until, now)
}

/// Declines, with a class and optional words.
pub fn decline(
    request: &AccessRequest,
    seen_version: u32,
    by: &Decider,
    denial: Denial,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    may_decide(request, seen_version, by)?;
    Ok(vec![request.says(RequestFact::Denied {
        by: by.person.clone(),
        at: now,
        denial,
    })])
}

/// The record of an attempt that was refused.
pub fn decision_refused(request: &AccessRequest, by: &PersonId, refusal: &Refusal) -> Event {
    request.says(RequestFact::DecisionRefused {
        by: by.clone(),
        code: refusal.code().to_owned(),
    })
}

/// The applicant takes the request back. Needs no version: whatever else happened meanwhile, they no longer want it.
pub fn withdraw(
    request: &AccessRequest,
    by: &PersonId,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    if request.applicant != *by {
        return Err(Refusal::NotFound);
    }
    request.must_be_pending()?;
    Ok(vec![request.says(RequestFact::Withdrawn { at: now })])
}

/// The applicant reminds the deciders.
pub fn remind(
    request: &AccessRequest,
    by: &PersonId,
    table: &Timetable,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    if request.applicant != *by {
        return Err(Refusal::NotFound);
    }
    request.must_be_pending()?;
    match reminder::nudge(request, table, now) {
        Nudge::Now => Ok(vec![request.says(RequestFact::Nudged {
            number: request.progress.nudges + 1,
            at: now,
        })]),
        Nudge::From(from) => Err(Refusal::ReminderTooSoon { from }),
        Nudge::UsedUp => Err(Refusal::RemindersUsedUp),
    }
}

/// What the passing of time does to the request at `now`: one step at most.
pub fn pass_time(request: &AccessRequest, table: &Timetable, now: Moment) -> Vec<Event> {
    let fact = match reminder::next_step(request, table, now) {
        Some((step, due)) if due <= now => match step {
            Step::RemindDeciders(number) => RequestFact::DecidersReminded { number, at: now },
            Step::Escalate => RequestFact::Escalated {
                at: now,
                cause: EscalationCause::Silence,
            },
            Step::WarnOfExpiry => RequestFact::ExpiryAnnounced { at: now },
            Step::Expire => RequestFact::Expired { at: now },
        },
        _ => return Vec::new(),
    };
    vec![request.says(fact)]
}
