//! What deciders say to one another and to the requester, and what the requester answers.

use crate::access_request::{AccessRequest, RequestFact};
use crate::moment::hours;
use crate::rules::access_request::decide::{Decider, RequestStanding, may_decide};
use crate::text::Reason;
use crate::{CommentId, Event, Moment, PersonId, Refusal};
use std::time::Duration;

/// Leaves the request to another decider, or takes it. Nothing follows where it is theirs already.
pub fn pass_on(
    request: &AccessRequest,
    seen_version: u32,
    by: &Decider,
    to: &Decider,
    standing: RequestStanding,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    may_decide(request, seen_version, by, standing)?;
    if !request.is_within(&to.reach) || to.asks(request) {
        return Err(Refusal::NotADecider);
    }
    if request.progress.passed_to.as_ref() == Some(&to.person) {
        return Ok(Vec::new());
    }
    Ok(vec![request.says(RequestFact::PassedOn {
        by: by.person.clone(),
        before: request.progress.passed_to.clone(),
        to: to.person.clone(),
        at: now,
        rule: by.rule.clone(),
        for_support: false,
    })])
}

/// As many comments are kept about one request, and its page shows.
pub const MOST_COMMENTS: usize = 200;
/// Past this version nobody asks, passes on or proposes any more: the page shows what happened so far, and what is left is to decide.
pub const MOST_TALK: u32 = 200;

/// Whether there is room for another comment beside `said`.
pub fn room_for_comment(said: usize) -> Result<(), Refusal> {
    if said < MOST_COMMENTS {
        Ok(())
    } else {
        Err(Refusal::TooMuchSaid)
    }
}

/// Whether a request may still be asked about or passed on.
pub fn room_for_talk(request: &AccessRequest) -> Result<(), Refusal> {
    if request.version < MOST_TALK {
        Ok(())
    } else {
        Err(Refusal::TooMuchSaid)
    }
}

/// Says something that only deciders read. Changes nothing, so that it makes nobody's page stale.
pub fn comment(
    request: &AccessRequest,
    by: &Decider,
    id: CommentId,
    words: String,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    if request.target.is_nobodys() || !request.is_within(&by.reach) {
        return Err(Refusal::NotFound);
    }
    if by.asks(request) {
        return Err(Refusal::OwnRequest);
    }
    Ok(vec![request.says(RequestFact::Commented {
        by: by.person.clone(),
        comment: id,
        words,
        at: now,
    })])
}

/// Asks the requester for more. The clock stands still until they answer.
pub fn ask_requester(
    request: &AccessRequest,
    seen_version: u32,
    by: &Decider,
    question: Reason,
    standing: RequestStanding,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    may_decide(request, seen_version, by, standing)?;
    standing.must_be_managed()?;
    if request.progress.turn.is_some() {
        return Err(Refusal::WaitingForRequester);
    }
    Ok(vec![request.says(RequestFact::QuestionAsked {
        by: by.person.clone(),
        question,
        at: now,
    })])
}

/// The requester answers the question of this turn.
pub fn answer(
    request: &AccessRequest,
    by: &PersonId,
    turn: u32,
    answer: Reason,
    standing: RequestStanding,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    if request.turn_of(by, turn)?.question().is_none() {
        return Err(Refusal::NothingToAnswer);
    }
    standing.must_be_managed()?;
    Ok(vec![
        request.says(RequestFact::Answered { answer, at: now }),
    ])
}

/// How long after one message the requester may write the next.
pub const BETWEEN_MESSAGES: Duration = hours(24);

/// Whether the requester of a pending request may write to the deciders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    Now,
    From(Moment),
    /// It is the requester who is waited for: an answer reaches the same people.
    YourTurn,
}

/// When the requester may write to the deciders. Hangs on nothing that they may not know of.
pub fn writing(request: &AccessRequest, now: Moment) -> Writing {
    if request.progress.turn.is_some() {
        return Writing::YourTurn;
    }
    let from = request.progress.last_written;
    match from.map(|last| last.plus(BETWEEN_MESSAGES)) {
        Some(from) if from > now => Writing::From(from),
        _ => Writing::Now,
    }
}

/// The requester writes to the deciders, once a day. The message goes into the request's own conversation.
///
/// In: `standing`, as far as the applicant may know of it: a hidden account is never seen to be closed.
pub fn write(
    request: &AccessRequest,
    by: &PersonId,
    message: Reason,
    standing: RequestStanding,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    if request.applicant != *by {
        return Err(Refusal::NotFound);
    }
    request.must_be_pending()?;
    standing.must_be_open()?;
    standing.must_be_managed()?;
    match writing(request, now) {
        Writing::Now => Ok(vec![request.says(RequestFact::Wrote { message, at: now })]),
        Writing::From(from) => Err(Refusal::MessagesTooSoon { from }),
        Writing::YourTurn => Err(Refusal::WaitingForRequester),
    }
}
