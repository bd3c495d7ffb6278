//! What agents do about the request of a case, which others decide: remind them, or hand it over to one of them.

use crate::config::Rules;
use crate::standing::access_request::standing;
use crate::standing::request_queue::is_with_support;
use crate::storage::{AnyConnection, Error, Tx};
use crate::use_cases::access_request::talking::reachable_decider;
use crate::use_cases::budget::count_support_reminder;
use crate::use_cases::support_case::writing::{is_repeated, load, message};
use crate::{event_log, standing, store};
use domain::access_request::{AccessRequest, RequestOutcome};
use domain::person::Person;
use domain::support_case::{Message, MessageKind};
use domain::{CaseId, Event, Moment, PersonId, Refusal, rules};

/// Those who may decide a request that waits, are in notice of mail, and are not Support: nobody else is there to be reminded.
pub(crate) fn others_who_decide(
    db: &mut AnyConnection,
    rules: &Rules,
    request: &AccessRequest,
    now: Moment,
) -> Result<Vec<Person>, Error> {
    let queue = request.target.queue();
    let is_supports = queue.is_some_and(|queue| is_with_support(rules, &queue));
    if is_supports || request.outcome() != RequestOutcome::Pending {
        return Ok(Vec::new());
    }
    standing::access_request::deciders(db, rules, request, now)
}

/// The request of a case, those who decide it besides Support, and that an agent does something about it.
type Begun = (AccessRequest, Vec<Person>, Vec<Event>);

/// Looks whether an agent may do something about the request of a case; nothing where they have just done it, and pressed the button
/// twice. Errors: they do not work on the case, or it is about no request ([`Refusal::NotFound`]); it is over.
fn begun(
    tx: &mut Tx,
    id: &CaseId,
    by: &PersonId,
    why: &str,
    kind: MessageKind,
) -> Result<Option<Begun>, Error> {
    let (case, is_agent, said) = load(tx, id, Some(by))?;
    let why = Message {
        kind,
        ..message(tx, Some(by), why)
    };
    // That it was handed over to somebody already is said by the request.
    if kind == MessageKind::Reminder && is_repeated(tx, &case, is_agent, &why, &[])? {
        return Ok(None);
    }
    let events = rules::support_case::act(&case, is_agent, why, said)?;
    let request = case.request.as_ref().ok_or(Refusal::NotFound)?;
    let request = store::access_request::find(tx.db, request)?;
    let others = others_who_decide(tx.db, &tx.rules, &request, tx.now)?;
    Ok(Some((request, others, events)))
}

/// Reminds those who decide the request of a case. Errors: as there are none of them but Support; they were reminded so less than a day
/// ago; who asks has the next word.
pub fn remind_deciders(tx: &mut Tx, id: &CaseId, by: &PersonId, why: &str) -> Result<(), Error> {
    let Some((request, others, mut events)) = begun(tx, id, by, why, MessageKind::Reminder)? else {
        return Ok(());
    };
    let account = store::smart_account::find_if_any(tx.db, request.account())?;
    let standing = standing(tx.db, &request, account.as_ref(), tx.now)?;
    let is_told = match request.account() {
        Some(_) => {
            standing::smart_account::is_visible(tx.db, &request.applicant, account.as_ref())?
        }
        None => true,
    };
    let reminded =
        rules::access_request::remind_for_support(&request, by, is_told, standing, tx.now)?;
    if others.is_empty() {
        return Err(Refusal::NotADecider.into());
    }
    count_support_reminder(tx, &request.id)??;
    events.extend(reminded);
    event_log::record(tx, &events)
}

/// Leaves the request of a case to one of those who may decide it already, and are in notice of mail; the others still may. Errors: they
/// are none of them ([`Refusal::NotADecider`]), or have it already.
pub fn hand_over(
    tx: &mut Tx,
    id: &CaseId,
    by: &PersonId,
    to: &PersonId,
    why: &str,
) -> Result<(), Error> {
    let Some((request, others, mut events)) = begun(tx, id, by, why, MessageKind::HandOver)? else {
        return Ok(());
    };
    let account = store::smart_account::find_if_any(tx.db, request.account())?;
    let standing = standing(tx.db, &request, account.as_ref(), tx.now)?;
    let reached = reachable_decider(tx, &request, to)?;
    let handed = rules::access_request::hand_over(&request, by, &reached, standing, tx.now)?;
    if !others.iter().any(|one| one.id == *to) {
        return Err(Refusal::NotADecider.into());
    }
    events.extend(handed);
    event_log::record(tx, &events)
}
