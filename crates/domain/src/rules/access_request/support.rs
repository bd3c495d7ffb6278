//! What Support does about a request that waits for others: it neither decides nor ends it.

use crate::access_request::{AccessRequest, RequestFact};
use crate::rules::access_request::decide::{Decider, RequestStanding};
use crate::rules::access_request::talk::room_for_talk;
use crate::{Event, Moment, PersonId, Refusal};

/// What both need: somebody is waited for who can decide.
fn is_waiting(request: &AccessRequest, standing: RequestStanding) -> Result<(), Refusal> {
    if request.target.is_nobodys() {
        return Err(Refusal::NotADecider);
    }
    request.must_be_pending()?;
    standing.must_be_open()?;
    standing.must_be_managed()
}

/// Support reminds the deciders.
///
/// In: `is_told`, whether who asks may know that there is anybody to be reminded.
pub fn remind_for_support(
    request: &AccessRequest,
    by: &PersonId,
    is_told: bool,
    standing: RequestStanding,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    is_waiting(request, standing)?;
    if request.progress.turn.is_some() {
        return Err(Refusal::WaitingForRequester);
    }
    Ok(vec![request.says(RequestFact::RemindedBySupport {
        by: by.clone(),
        is_told,
        at: now,
    })])
}

/// Support leaves the request to one of those who may decide it anyway; the others still may.
pub fn hand_over(
    request: &AccessRequest,
    by: &PersonId,
    to: &Decider,
    standing: RequestStanding,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    is_waiting(request, standing)?;
    room_for_talk(request)?;
    if !request.is_within(&to.reach) || to.asks(request) {
        return Err(Refusal::NotADecider);
    }
    if request.progress.passed_to.as_ref() == Some(&to.person) {
        return Err(Refusal::NothingToChange);
    }
    Ok(vec![request.says(RequestFact::PassedOn {
        by: by.clone(),
        before: request.progress.passed_to.clone(),
        to: to.person.clone(),
        at: now,
        rule: None,
        for_support: true,
    })])
}
