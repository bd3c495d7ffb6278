//! What was left to a decider comes loose once they cannot decide it any more.

use crate::access_request::{AccessRequest, LooseCause, RequestFact};
use crate::rules::access_request::decide::Decider;
use crate::{Event, Moment};

/// Whether somebody to whom a request was left is there to decide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeciderStanding {
    Here,
    Away,
    Deactivated,
}

/// Whoever it was left to is gone or may not decide it any more: from then on it waits for all who may.
///
/// In: whoever it was left to, with how far their right to decide reaches now. Out: nothing while they can decide it.
pub fn come_loose(
    request: &AccessRequest,
    left_to: &Decider,
    standing: DeciderStanding,
    now: Moment,
) -> Option<Event> {
    let is_theirs = request.progress.passed_to.as_ref() == Some(&left_to.person);
    if !is_theirs || request.settled().is_some() {
        return None;
    }
    let can_decide = request.is_within(&left_to.reach) && !left_to.asks(request);
    let why = match (standing, can_decide) {
        (DeciderStanding::Here, true) => return None,
        (DeciderStanding::Here, false) => LooseCause::RightLost,
        (DeciderStanding::Away, _) => LooseCause::Away,
        (DeciderStanding::Deactivated, _) => LooseCause::Deactivated,
    };
    Some(request.says(RequestFact::CameLoose {
        before: left_to.person.clone(),
        why,
        at: now,
    }))
}
