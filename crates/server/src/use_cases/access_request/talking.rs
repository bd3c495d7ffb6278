//! The use cases of talking about a request: passing it on, commenting, asking the requester, answering, taking an offer.

use crate::event_log::Answer;
use crate::standing::access_request::{decider, decision_facts, standing};
use crate::storage::{Error, Tx};
use crate::use_cases::budget::count_message;
use crate::{event_log, standing, store};
use domain::access_request::AccessRequest;
use domain::membership::Reach;
use domain::rules::access_request::Decider;
use domain::text::Reason;
use domain::{CommentId, Event, MembershipId, PersonId, Refusal, RequestId, rules};
use std::collections::BTreeSet;

/// What a decider says or asks.
#[derive(Debug, Clone)]
pub enum Said {
    /// Leaves the request to another decider, with a comment for them.
    PassOn {
        to: PersonId,
        words: Option<String>,
    },
    Comment(String),
    Question(Reason),
}

/// Carries out what a decider says about a request, against the version they saw.
pub fn say(
    tx: &mut Tx,
    id: &RequestId,
    seen_version: u32,
    by: &PersonId,
    said: &Said,
) -> Answer<()> {
    let request = store::access_request::find(tx.db, id)?;
    if request.target.is_nobodys() {
        return Err(Refusal::NotFound.into());
    }
    if let Err(refusal) = room_for(tx, &request, said)? {
        return Ok(Err(refusal));
    }
    let by = decider(tx.db, &tx.rules, by, &request, tx.now)?;
    let account = store::smart_account::find_if_any(tx.db, request.account())?;
    let standing = standing(tx.db, &request, account.as_ref(), tx.now)?;
    let comment = CommentId::new(tx.new_id());
    let events = match said {
        Said::Comment(words) => {
            rules::access_request::comment(&request, &by, comment, words.clone(), tx.now)
        }
        Said::Question(question) => {
            let question = question.clone();
            rules::access_request::ask_requester(
                &request,
                seen_version,
                &by,
                question,
                standing,
                tx.now,
            )
        }
        Said::PassOn { to, words } => {
            let to = reachable_decider(tx, &request, to)?;
            let passed =
                rules::access_request::pass_on(&request, seen_version, &by, &to, standing, tx.now);
            passed.and_then(|mut events| {
                if let Some(words) = words {
                    events.extend(rules::access_request::comment(
                        &request,
                        &by,
                        comment,
                        words.clone(),
                        tx.now,
                    )?);
                }
                Ok(events)
            })
        }
    };
    // A comment is read by those who come to the page, and sends no mail.
    let counts = !matches!(said, Said::Comment(_)) && events.is_ok();
    if counts && let Err(refusal) = count_message(tx, &by.person)? {
        return Ok(Err(refusal));
    }
    event_log::record_answer(tx, events)
}

/// Whether there is room for more about a request, and the page still shows all of it.
fn room_for(tx: &mut Tx, request: &AccessRequest, said: &Said) -> Answer<()> {
    let has_words = match said {
        Said::PassOn { words, .. } => words.is_some(),
        Said::Comment(_) => true,
        Said::Question(_) => false,
    };
    if has_words {
        let comments = store::access_request::count_comments(tx.db, &request.id)?;
        if let Err(refusal) = rules::access_request::room_for_comment(comments) {
            return Ok(Err(refusal));
        }
    }
    Ok(match said {
        Said::Comment(_) => Ok(()),
        _ => rules::access_request::room_for_talk(request),
    })
}

/// Somebody with how far their right to decide reaches: not at all, if they are gone or cannot be mailed.
pub(crate) fn reachable_decider(
    tx: &mut Tx,
    request: &AccessRequest,
    person: &PersonId,
) -> Result<Decider, Error> {
    let found = standing::access_request::deciders(tx.db, &tx.rules, request, tx.now)?;
    if found.iter().any(|one| one.id == *person) {
        decider(tx.db, &tx.rules, person, request, tx.now)
    } else {
        Ok(Decider {
            person: person.clone(),
            reach: Reach::Nothing,
            groups: BTreeSet::new(),
            rule: None,
            deputy_of: None,
        })
    }
}

/// The requester writes to those who decide: whoever they are, and whether there are any, the same is done and counted.
///
/// Errors: not found, where it is another's; settled; they wrote less than a day ago, or enough messages for now.
pub fn write(tx: &mut Tx, id: &RequestId, by: &PersonId, message: &Reason) -> Answer<()> {
    let request = store::access_request::find(tx.db, id)?;
    let account = store::smart_account::find_if_any(tx.db, request.account())?;
    let is_visible = standing::smart_account::is_visible(tx.db, by, account.as_ref())?;
    let known = account.as_ref().filter(|_| is_visible);
    let standing = standing(tx.db, &request, known, tx.now)?;
    let events = rules::access_request::write(&request, by, message.clone(), standing, tx.now);
    if events.is_ok()
        && let Err(refusal) = count_message(tx, by)?
    {
        return Ok(Err(refusal));
    }
    event_log::record_answer(tx, events)
}

/// What a requester replies to what they are asked.
#[derive(Debug, Clone)]
pub enum Reply {
    Answer(Reason),
    AcceptOffer,
    /// Keeps to what was asked for, perhaps with a word on why.
    KeepOriginal(Option<String>),
}

/// Carries out what the requester replies in this turn.
pub fn reply(tx: &mut Tx, id: &RequestId, turn: u32, by: &PersonId, reply: &Reply) -> Answer<()> {
    let request = store::access_request::find(tx.db, id)?;
    let standing = standing(tx.db, &request, None, tx.now)?;
    let events = match reply {
        Reply::Answer(answer) => {
            rules::access_request::answer(&request, by, turn, answer.clone(), standing, tx.now)
        }
        Reply::KeepOriginal(words) => rules::access_request::decline_offer(
            &request,
            by,
            turn,
            words.clone(),
            standing,
            tx.now,
        ),
        Reply::AcceptOffer => accept(tx, &request, turn, by)?,
    };
    event_log::record_answer(tx, events)
}

/// The approval of whoever made the offer, as far as they could still give it.
fn accept(tx: &mut Tx, request: &AccessRequest, turn: u32, by: &PersonId) -> Answer<Vec<Event>> {
    let open = match request.turn_of(by, turn) {
        Ok(open) => open,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let author = decider(tx.db, &tx.rules, &open.by, request, tx.now)?;
    let facts = decision_facts(tx.db, &tx.rules, request, tx.now)?;
    let new_id = || MembershipId::new(tx.new_id());
    Ok(rules::access_request::accept_offer(
        request, by, turn, &author, &facts, tx.now, new_id,
    ))
}
