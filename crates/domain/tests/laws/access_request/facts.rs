//! The facts of a request: taken in, and which are which.

use domain::access_request::{AccessRequest, EscalationCause, RequestFact};
use domain::rules::reminder::Timetable;
use domain::{Event, Moment, PersonId};
use std::time::Duration;

/// Lets the request become what the events say, and gives the facts they told of it.
pub fn take_in(request: &mut AccessRequest, events: &[Event]) -> Vec<RequestFact> {
    let facts: Vec<RequestFact> = events
        .iter()
        .filter_map(|event| match event {
            Event::AccessRequest(event) => Some(event.fact.clone()),
            _ => None,
        })
        .collect();
    facts.iter().for_each(|fact| request.apply(fact));
    facts
}

pub fn settles(fact: &RequestFact) -> bool {
    decider(fact).is_some()
        || matches!(
            fact,
            RequestFact::Withdrawn { .. } | RequestFact::Expired { .. }
        )
}

pub fn changes_nothing(fact: &RequestFact) -> bool {
    matches!(fact, RequestFact::DecisionRefused { .. })
}

pub fn is_escalation(fact: &RequestFact) -> bool {
    matches!(fact, RequestFact::Escalated { .. })
}

pub fn is_warning(fact: &RequestFact) -> bool {
    matches!(fact, RequestFact::ExpiryAnnounced { .. })
}

pub fn decider(fact: &RequestFact) -> Option<&PersonId> {
    match fact {
        RequestFact::Approved { by, .. } | RequestFact::Denied { by, .. } => by.as_ref(),
        _ => None,
    }
}

pub fn system_reminders(facts: &[RequestFact]) -> Vec<u32> {
    let number = |fact: &RequestFact| match fact {
        RequestFact::DecidersReminded { number, .. } => Some(*number),
        _ => None,
    };
    facts.iter().filter_map(number).collect()
}

pub fn nudges(facts: &[RequestFact]) -> Vec<(u32, Moment)> {
    let nudge = |fact: &RequestFact| match fact {
        RequestFact::Nudged { number, at } => Some((*number, *at)),
        _ => None,
    };
    facts.iter().filter_map(nudge).collect()
}

/// How long after the sending the timetable puts a fact, and when it happened.
pub fn timed(fact: &RequestFact, table: &Timetable) -> Option<(Duration, Moment)> {
    match fact {
        RequestFact::DecidersReminded { number, at } => {
            Some((table.deciders[*number as usize - 1], *at))
        }
        RequestFact::Escalated {
            at,
            cause: EscalationCause::Silence,
        } => Some((table.escalation, *at)),
        RequestFact::ExpiryAnnounced { at } => Some((table.expiry_warning, *at)),
        RequestFact::Expired { at } => Some((table.expiry, *at)),
        _ => None,
    }
}
