//! Proposing something else than was asked for. Nothing is granted until the requester takes it.

use crate::access_request::{AccessRequest, Grant, RequestFact};
use crate::rules::access_request::decide::{
    Decider, DecisionFacts, RequestStanding, check_grant, grant_now, may_decide,
};
use crate::{Event, MembershipId, Moment, PersonId, Refusal};

/// Proposes another scope, role or end. It must be something the decider could grant at this moment.
pub fn propose(
    request: &AccessRequest,
    seen_version: u32,
    by: &Decider,
    offer: Grant,
    facts: &DecisionFacts,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    may_decide(request, seen_version, by, facts.standing)?;
    let offer = facts.with_end(offer, now)?;
    check_grant(request, &offer, by, facts, now)?;
    let until = request.wish.until;
    let asked = facts.with_end(
        Grant {
            until,
            ..offer.clone()
        },
        now,
    )?;
    if is_what_was_asked(request, &offer, asked.until) {
        return Err(Refusal::OfferIsWhatWasAsked);
    }
    Ok(vec![request.says(RequestFact::Offered {
        by: by.person.clone(),
        offer,
        at: now,
    })])
}

/// Whether nothing would be other than asked for: of a role all three are said, of what else there is only its kind and end. In: the
/// end that would follow from what was asked.
fn is_what_was_asked(request: &AccessRequest, offer: &Grant, until: Option<Moment>) -> bool {
    let wish = &request.wish;
    let is_asked = match offer.terms() {
        Some(terms) => wish.role == Some(terms.role) && wish.scope == Some(terms.scope),
        None => request.is_met_by(offer),
    };
    is_asked && until == offer.until
}

/// The requester takes what is offered in this turn: the approval of whoever proposed it, held to the rules as they are now.
///
/// In: whoever proposed it, with how far their right to decide reaches now.
/// Errors: [`Refusal::OfferVoid`] where it could not be granted by them any more.
pub fn accept_offer(
    request: &AccessRequest,
    by: &PersonId,
    turn: u32,
    author: &Decider,
    facts: &DecisionFacts,
    now: Moment,
    new_id: impl FnMut() -> MembershipId,
) -> Result<Vec<Event>, Refusal> {
    let turn = request.turn_of(by, turn)?;
    let offer = turn.offer().ok_or(Refusal::NothingToAnswer)?;
    facts.standing.must_be_open()?;
    facts.standing.must_be_managed()?;
    let still = may_decide(request, request.version, author, facts.standing)
        .and_then(|()| check_grant(request, offer, author, facts, now));
    if turn.by != author.person || still.is_err() {
        return Err(Refusal::OfferVoid);
    }
    let mut events = vec![request.says(RequestFact::OfferAccepted { at: now })];
    events.extend(grant_now(
        request,
        author,
        offer.clone(),
        facts,
        now,
        new_id,
    )?);
    Ok(events)
}

/// The requester keeps to what they asked for, and the deciders decide that.
pub fn decline_offer(
    request: &AccessRequest,
    by: &PersonId,
    turn: u32,
    words: Option<String>,
    standing: RequestStanding,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    if request.turn_of(by, turn)?.offer().is_none() {
        return Err(Refusal::NothingToAnswer);
    }
    standing.must_be_managed()?;
    Ok(vec![
        request.says(RequestFact::OfferDeclined { words, at: now }),
    ])
}
