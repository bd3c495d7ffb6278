//! Asking for access.

use crate::access_request::{
    AccessRequest, EscalationCause, RequestFact, RequestProgress, RequestStatus, Wish,
};
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

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Target {
    pub identifier: DomainIdentifier,
    pub account: Option<TargetAccount>,
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
    if matches!(&applicant.for_group, Some((_, false))) {
        return Err(Refusal::NotFound);
    }
    if !applicant.has_verified_email {
        return Err(Refusal::EmailNotVerified);
    }
    must_not_repeat(&applicant.pending, &applicant.last_denial, table, now)?;
    let visible = target.account.as_ref().filter(|account| account.is_visible);
    let elsewhere = target.account.as_ref().map_or(Ok(()), |account| {
        must_not_repeat(&account.pending, &account.last_denial, table, now)
    });
    if visible.is_some() {
        elsewhere.clone()?;
    }
    if visible.is_some_and(|account| account.status != AccountStatus::Active) {
        return Err(Refusal::AccountNotOpen);
    }
    check_wish(&wish, visible, now)?;
    let for_group = applicant.for_group.as_ref().map(|(id, _)| id.clone());
    if for_group.is_some() && wish.role == Some(Role::SaApprover) {
        return Err(Refusal::ApproverNotAPerson);
    }
    let request = AccessRequest {
        id,
        applicant: applicant.person.clone(),
        for_group,
        identifier: target.identifier.clone(),
        // A hidden account asked for already, under another identifier: to say so would tell that the two are one, so it is
        // taken as for an identifier that nobody has. The account keeps its one request, or the day after a denial.
        account: target
            .account
            .as_ref()
            .filter(|_| elsewhere.is_ok())
            .map(|account| account.id.clone()),
        reason,
        wish,
        sent_at: now,
        version: 1,
        status: RequestStatus::Pending,
        progress: RequestProgress::default(),
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

fn end_date_is_ahead(until: Option<Moment>, now: Moment) -> Result<(), Refusal> {
    if until.is_some_and(|until| until <= now) {
        Err(Refusal::EndDateInThePast)
    } else {
        Ok(())
    }
}
