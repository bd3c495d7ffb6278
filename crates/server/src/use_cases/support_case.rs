//! Support cases: the use cases.

use crate::storage::{Error, Tx};
use crate::use_cases::budget::count_message;
use crate::{event_log, store};
use domain::person::Person;
use domain::support_case::{CaseStatus, Message};
use domain::{CaseId, MessageId, PersonId, RequestId, rules};

fn message(tx: &Tx, author: &PersonId, words: &str) -> Message {
    Message {
        id: MessageId::new(tx.new_id()),
        author: author.clone(),
        words: words.to_owned(),
        at: tx.now,
    }
}

/// Opens a case about a request of one's own; where one is open already, the words go there. Out: the case's id.
/// Errors: they wrote enough for now ([`domain::Refusal::MessagesTooSoon`]).
pub fn open(tx: &mut Tx, request: &RequestId, by: &PersonId, words: &str) -> Result<CaseId, Error> {
    let request = store::access_request::find(tx.db, request)?;
    let cases = store::support_case::of_request(tx.db, &request.id)?;
    let standing = cases
        .into_iter()
        .find(|case| case.status != CaseStatus::Closed)
        .map(|case| case.id);
    if let Some(case) = standing.as_ref().filter(|_| request.applicant == *by) {
        let case = case.clone();
        answer(tx, &case, by, false, words)?;
        return Ok(case);
    }
    count_message(tx, by)??;
    let id = CaseId::new(tx.new_id());
    let message = message(tx, by, words);
    let events = rules::support_case::open(id.clone(), &request, by, standing.as_ref(), message)?;
    event_log::record(tx, &events)?;
    Ok(id)
}

/// Adds what somebody wrote; `as_agent` if they may answer for support.
pub fn answer(
    tx: &mut Tx,
    id: &CaseId,
    by: &PersonId,
    as_agent: bool,
    words: &str,
) -> Result<(), Error> {
    let case = store::support_case::find(tx.db, id)?;
    let message = message(tx, by, words);
    let said = store::support_case::count_messages(tx.db, id)?;
    let events = rules::support_case::answer(&case, as_agent, message, said)?;
    // What support writes goes to one person, who is waiting for it.
    if *by == case.opened_by {
        count_message(tx, by)??;
    }
    event_log::record(tx, &events)
}

/// As [`answer`], for support where somebody works on the case.
pub fn answer_as(tx: &mut Tx, id: &CaseId, by: &Person, words: &str) -> Result<(), Error> {
    let case = store::support_case::find(tx.db, id)?;
    let as_agent = store::support_case::answers(tx.db, by, &case)?;
    answer(tx, id, &by.id, as_agent, words)
}

/// Errors: it is neither their own nor theirs to answer (`NotFound`), or is closed already.
pub fn close(tx: &mut Tx, id: &CaseId, by: &Person) -> Result<(), Error> {
    let case = store::support_case::find(tx.db, id)?;
    let as_agent = store::support_case::answers(tx.db, by, &case)?;
    let events = rules::support_case::close(&case, as_agent, &by.id, tx.now)?;
    event_log::record(tx, &events)
}
