//! Asking for access.

use crate::access_request::{
    AccessRequest, Denial, EscalationCause, Grant, GrantedAccess, RequestFact, RequestProgress,
    RequestStatus, Target, Wish,
};
use crate::entitlement::Entitlement;
use crate::rules;
use crate::rules::contract_access::Evaluation;
use crate::rules::reminder::Timetable;
use crate::smart_account::AccountStatus;
use crate::text::Reason;
use crate::virtual_account::Tree;
use crate::{
    DomainIdentifier, Event, GroupId, Moment, PersonId, Refusal, RequestId, Role, Scope,
    SmartAccountId,
};

/// What is known of somebody who asks.
#[derive(Debug, Clone)]
pub struct Applicant {
    pub person: PersonId,
    /// The group they ask for, where it is not for themselves, and whether they manage it.
    pub for_group: Option<(GroupId, bool)>,
    pub has_verified_email: bool,
    /// Their pending request for the same identifier, or the group's.
    pub pending: Option<RequestId>,
    /// Their last denial for it, or the group's.
    pub last_denial: Option<(RequestId, Moment)>,
}

/// What is asked for, with what the rules must know of it.
#[derive(Debug, Clone)]
pub enum Sought {
    SmartAccount {
        identifier: DomainIdentifier,
        account: Option<TargetAccount>,
    },
    /// What its deciders give as an entitlement, to one person.
    Entitled {
        target: Target,
        /// Whether somebody can decide who is active, reachable and not the applicant.
        has_deciders: bool,
        /// The latest end of what is given, as far as whoever asks may know; none where it may go without.
        latest: Option<Moment>,
        /// What comes of it at once; [`Evaluation::Pending`] where somebody decides.
        evaluation: Evaluation,
        /// What the applicant has already.
        held: Vec<Entitlement>,
    },
}

impl Sought {
    /// Whether somebody decides it, as far as whoever asks may know.
    fn has_deciders(&self) -> bool {
        match self {
            Sought::Entitled { has_deciders, .. } => *has_deciders,
            Sought::SmartAccount { account, .. } => account
                .as_ref()
                .filter(|account| account.is_visible)
                .is_none_or(|account| account.has_deciders),
        }
    }

    fn account(&self) -> Option<&TargetAccount> {
        match self {
            Sought::SmartAccount { account, .. } => account.as_ref(),
            Sought::Entitled { .. } => None,
        }
    }
}

/// The account an identifier leads to, with what is known of it to the rules alone: the applicant may not know that it is there.
#[derive(Debug, Clone)]
pub struct TargetAccount {
    pub id: SmartAccountId,
    pub status: AccountStatus,
    /// Whether the applicant may know that the account exists.
    pub is_visible: bool,
    pub tree: Tree,
    /// Whether somebody can decide who is active, reachable and not the applicant.
    pub has_deciders: bool,
    /// Their pending request for the account, under whatever identifier.
    pub pending: Option<RequestId>,
    /// Their last denial there, under whatever identifier.
    pub last_denial: Option<(RequestId, Moment)>,
}

/// The request as it stands once it is sent. In: the events of its sending ([`send`]).
pub fn sent(events: &[Event]) -> Option<AccessRequest> {
    let mut sent: Option<AccessRequest> = None;
    for event in events {
        let Event::AccessRequest(event) = event else {
            continue;
        };
        match (&event.fact, &mut sent) {
            (RequestFact::Sent(request), _) => sent = Some((**request).clone()),
            (fact, Some(request)) => request.apply(fact),
            (_, None) => {}
        }
    }
    sent
}

/// Asks for access.
///
/// An account the applicant may not know of is treated exactly as an identifier that nobody has.
pub fn send(
    id: RequestId,
    applicant: &Applicant,
    sought: &Sought,
    reason: Reason,
    wish: Wish,
    table: &Timetable,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    let elsewhere = may_send(applicant, sought, &wish, table, now)?;
    let request = AccessRequest {
        id,
        applicant: applicant.person.clone(),
        for_group: applicant.for_group.as_ref().map(|(id, _)| id.clone()),
        target: match sought {
            Sought::Entitled { target, .. } => target.clone(),
            // A hidden account asked for already, under another identifier: to say so would tell that the two are one, so it
            // is taken as for an identifier that nobody has. The account keeps its one request, or the day after a denial.
            Sought::SmartAccount {
                identifier,
                account,
            } => Target::SmartAccount {
                identifier: identifier.clone(),
                account: account
                    .as_ref()
                    .filter(|_| elsewhere.is_ok())
                    .map(|account| account.id.clone()),
            },
        },
        reason,
        wish,
        sent_at: now,
        version: 1,
        status: RequestStatus::Pending,
        progress: RequestProgress::default(),
    };
    let mut events = vec![request.says(RequestFact::Sent(Box::new(request.clone())))];
    if let Sought::Entitled {
        evaluation, held, ..
    } = sought
        && let Some(evaluated) = evaluated(&request, *evaluation, held, now)
    {
        events.extend(evaluated);
        return Ok(events);
    }
    if !sought.has_deciders() {
        events.push(request.says(RequestFact::Escalated {
            at: now,
            cause: EscalationCause::NoDecider,
        }));
    }
    Ok(events)
}

/// Whether it may be asked for now. Out: whether nothing stands in the way under another identifier of the same account, which who asks
/// is told of where they may know of the account.
fn may_send(
    applicant: &Applicant,
    sought: &Sought,
    wish: &Wish,
    table: &Timetable,
    now: Moment,
) -> Result<Result<(), Refusal>, Refusal> {
    if matches!(&applicant.for_group, Some((_, false))) {
        return Err(Refusal::NotFound);
    }
    if !applicant.has_verified_email {
        return Err(Refusal::EmailNotVerified);
    }
    must_not_repeat(&applicant.pending, &applicant.last_denial, table, now)?;
    let visible = sought.account().filter(|account| account.is_visible);
    let elsewhere = sought.account().map_or(Ok(()), |account| {
        must_not_repeat(&account.pending, &account.last_denial, table, now)
    });
    if visible.is_some() {
        elsewhere.clone()?;
    }
    if visible.is_some_and(|account| account.status != AccountStatus::Active) {
        return Err(Refusal::AccountNotOpen);
    }
    check_wish(wish, visible, now)?;
    if let Sought::Entitled { latest, .. } = sought {
        wished_end_fits(wish.until, *latest, now)?;
    }
    if applicant.for_group.is_some() && wish.role == Some(Role::SaApprover) {
        return Err(Refusal::ApproverNotAPerson);
    }
    if applicant.for_group.is_some() && matches!(sought, Sought::Entitled { .. }) {
        return Err(Refusal::AccessDoesNotFit);
    }
    Ok(elsewhere)
}

/// What an evaluation brings; nothing where it leaves the request to those who decide.
fn evaluated(
    request: &AccessRequest,
    evaluation: Evaluation,
    held: &[Entitlement],
    now: Moment,
) -> Option<Vec<Event>> {
    match (evaluation, &request.target) {
        (
            Evaluation::Added { until },
            Target::Contract {
                contract_access, ..
            },
        ) => {
            let grant = Grant {
                access: GrantedAccess::Contract {
                    contract_access: *contract_access,
                },
                until: Some(request.wish.until.map_or(until, |wish| wish.min(until))),
                note: None,
            };
            let mut events = vec![request.says(RequestFact::Approved {
                by: None,
                at: now,
                grant: grant.clone(),
                rule: None,
                deputy_of: None,
            })];
            events.extend(rules::entitlement::grant(request, &grant, held, now));
            Some(events)
        }
        (Evaluation::Denied(class), _) => Some(vec![request.says(RequestFact::Denied {
            by: None,
            at: now,
            denial: Denial { class, words: None },
            rule: None,
            deputy_of: None,
        })]),
        _ => None,
    }
}

/// One pending request for one thing, and a day between a denial and the next.
fn must_not_repeat(
    pending: &Option<RequestId>,
    last_denial: &Option<(RequestId, Moment)>,
    table: &Timetable,
    now: Moment,
) -> Result<(), Refusal> {
    if let Some(request) = pending {
        return Err(Refusal::AlreadyPending {
            request: request.clone(),
        });
    }
    match last_denial {
        Some((request, at)) if now < at.plus(table.after_denial) => {
            Err(Refusal::TooSoonAfterDenial {
                request: request.clone(),
                from: at.plus(table.after_denial),
            })
        }
        _ => Ok(()),
    }
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

/// Whether an end that is wished for lies ahead, and not beyond the latest there is.
pub fn wished_end_fits(
    until: Option<Moment>,
    latest: Option<Moment>,
    now: Moment,
) -> Result<(), Refusal> {
    end_date_is_ahead(until, now)?;
    match (until, latest) {
        (Some(until), Some(latest)) if until > latest => Err(Refusal::EndDateTooLate { latest }),
        _ => Ok(()),
    }
}

fn end_date_is_ahead(until: Option<Moment>, now: Moment) -> Result<(), Refusal> {
    if until.is_some_and(|until| until <= now) {
        Err(Refusal::EndDateInThePast)
    } else {
        Ok(())
    }
}
