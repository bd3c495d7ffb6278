//! What the applicant and time do to a request that waits.

use crate::access_request::{AccessRequest, EscalationCause, RequestFact};
use crate::rules::access_request::decide::RequestStanding;
use crate::rules::reminder::{Nudge, ReminderStep, Timetable};
use crate::{Event, GroupId, Moment, PersonId, Refusal, rules};

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

/// The group it is for is deleted: there is nobody left whom it could serve.
pub fn withdraw_with_group(request: &AccessRequest, group: &GroupId, now: Moment) -> Vec<Event> {
    let is_for_it = request.for_group.as_ref() == Some(group);
    if is_for_it && request.must_be_pending().is_ok() {
        vec![request.says(RequestFact::Withdrawn { at: now })]
    } else {
        Vec::new()
    }
}

/// The applicant reminds the deciders.
///
/// In: `standing`, as far as the applicant may know of it: a hidden account is never seen to be closed.
pub fn remind(
    request: &AccessRequest,
    by: &PersonId,
    standing: RequestStanding,
    table: &Timetable,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    if request.applicant != *by {
        return Err(Refusal::NotFound);
    }
    request.must_be_pending()?;
    standing.must_be_open()?;
    standing.must_be_managed()?;
    match rules::reminder::nudge(request, table, now) {
        Nudge::Now => Ok(vec![request.says(RequestFact::Nudged {
            number: request.progress.nudges + 1,
            at: now,
        })]),
        Nudge::From(from) => Err(Refusal::ReminderTooSoon { from }),
        Nudge::UsedUp => Err(Refusal::RemindersUsedUp),
        Nudge::YourTurn => Err(Refusal::WaitingForRequester),
    }
}

/// What the passing of time does to the request at `now`: one step at most.
pub fn pass_time(request: &AccessRequest, table: &Timetable, now: Moment) -> Vec<Event> {
    let fact = match rules::reminder::next_step(request, table, now) {
        Some((step, due)) if due <= now => match step {
            ReminderStep::RemindDeciders(number) => {
                RequestFact::DecidersReminded { number, at: now }
            }
            ReminderStep::Escalate => RequestFact::Escalated {
                at: now,
                cause: EscalationCause::Silence,
            },
            ReminderStep::WarnOfExpiry => RequestFact::ExpiryAnnounced { at: now },
            ReminderStep::Expire => RequestFact::Expired { at: now },
            ReminderStep::RemindRequester => RequestFact::RequesterReminded { at: now },
            ReminderStep::ExpireUnanswered => RequestFact::ExpiredUnanswered { at: now },
        },
        _ => return Vec::new(),
    };
    vec![request.says(fact)]
}

/// Nobody is left who could decide the request: the operators are to know. In: whether somebody could decide it who is active, reached and
/// not the applicant; whether the applicant may know of the account. Out: what the applicant may see of it, which of an account that is
/// hidden from them is nothing; nothing at all where somebody is there, it is over, or operators know.
pub fn be_left(
    request: &AccessRequest,
    has_deciders: bool,
    is_visible: bool,
    now: Moment,
) -> Option<Left> {
    let is_known = request.progress.escalated.is_some();
    if has_deciders || is_known || request.must_be_pending().is_err() {
        return None;
    }
    Some(match is_visible {
        true => Left::Said(Box::new(request.says(RequestFact::Escalated {
            at: now,
            cause: EscalationCause::NoDecider,
        }))),
        false => Left::Silently,
    })
}

/// How operators learn of a request that nobody is left to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left {
    /// The applicant is told, too.
    Said(Box<Event>),
    /// By their mail and their page alone.
    Silently,
}

/// The system withdraws what somebody asked for who has been deactivated.
pub fn applicant_deactivated(request: &AccessRequest, now: Moment) -> Result<Vec<Event>, Refusal> {
    request.must_be_pending()?;
    Ok(vec![
        request.says(RequestFact::ApplicantDeactivated { at: now }),
    ])
}
