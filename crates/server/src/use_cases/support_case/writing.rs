//! Opening, answering, closing and reopening a case: what both sides do.

use crate::storage::{Error, Tx};
use crate::use_cases::budget::{count_case, count_message, count_message_of_visitor};
use crate::use_cases::support_case::attaching::{NewAttachment, Saying, attach, has_files};
use crate::use_cases::support_case::unseen::{Seen, must_have_seen};
use crate::{event_log, store};
use domain::rules::support_case::NewCase;
use domain::rules::unseen::CaseAct;
use domain::support_case::{CaseNumber, Message, MessageKind, Opener, SupportCase};
use domain::{CaseId, MessageId, PersonId, RequestId, rules};

/// As many numbers are drawn for a new case at once, so that one is free: with a million cases one in ninety is taken.
const DRAWN: usize = 8;

/// What somebody wants help with.
#[derive(Debug, Clone, Default)]
pub struct Opening {
    pub subject: String,
    pub words: String,
    pub files: Vec<NewAttachment>,
    /// One of their own requests.
    pub request: Option<RequestId>,
    /// One of their own cases, which is over.
    pub earlier: Option<CaseId>,
}

/// In: nobody as the author, where it is whoever opened the case by a confirmed address.
pub(super) fn message(tx: &Tx, author: Option<&PersonId>, words: &str) -> Message {
    Message {
        id: MessageId::new(tx.new_id()),
        author: author.cloned(),
        words: words.to_owned(),
        at: tx.now,
        kind: MessageKind::Said,
    }
}

/// A case, whether somebody works on it for support, and how many messages it holds. In: nobody where whoever opened it came by the
/// link to it.
pub(super) fn load(
    tx: &mut Tx,
    id: &CaseId,
    by: Option<&PersonId>,
) -> Result<(SupportCase, bool, usize), Error> {
    let case = store::support_case::find(tx.db, id)?;
    let is_agent = match by {
        Some(by) => {
            let person = store::person::find(tx.db, by)?;
            store::support_case::answers(tx.db, &person, &case)?
        }
        None => false,
    };
    let said = store::support_case::count_messages(tx.db, id)?;
    Ok((case, is_agent, said))
}

/// Whether somebody sends what they have just sent: a button that was pressed twice. In: whether it is theirs to write in the case at
/// all.
pub(super) fn is_repeated(
    tx: &mut Tx,
    case: &SupportCase,
    is_agent: bool,
    message: &Message,
    files: &[NewAttachment],
) -> Result<bool, Error> {
    let author = message.author.as_ref();
    if !is_agent && !case.is_openers(author) {
        return Ok(false);
    }
    match store::support_case::last_by(tx.db, &case.id, author)? {
        Some(last) if message.repeats(&last) => has_files(tx.db, &last.id, files),
        _ => Ok(false),
    }
}

/// The case that somebody has just opened with the same words.
fn just_opened(tx: &mut Tx, by: &PersonId, opening: &Opening) -> Result<Option<CaseId>, Error> {
    let newest = store::support_case::of_opener(tx.db, by, None, 1)?.pop();
    let Some(case) = newest.filter(|case| {
        (&case.subject, &case.request, &case.earlier)
            == (&opening.subject, &opening.request, &opening.earlier)
    }) else {
        return Ok(None);
    };
    let message = message(tx, Some(by), &opening.words);
    let is_repeated = is_repeated(tx, &case, false, &message, &opening.files)?;
    Ok(is_repeated.then_some(case.id))
}

/// Opens a case; where one about the same request is open already, the words go there, and where the same was sent just now, nothing
/// more comes of it. Out: the case's id.
/// Errors: they opened or wrote enough for now ([`domain::Refusal::TooOften`], [`domain::Refusal::MessagesTooSoon`]); the request or
/// the earlier case is not theirs (`NotFound`).
pub fn open(tx: &mut Tx, by: &PersonId, opening: &Opening) -> Result<CaseId, Error> {
    let request = match &opening.request {
        Some(id) => Some(store::access_request::find(tx.db, id)?),
        None => None,
    };
    let standing = match &request {
        Some(request) => open_about(tx, &request.id)?,
        None => None,
    };
    let is_own = request.as_ref().is_some_and(|one| one.applicant == *by);
    if let Some(case) = standing.as_ref().filter(|_| is_own) {
        let said = Saying {
            words: opening.words.clone(),
            files: opening.files.clone(),
            seen: Seen::All,
        };
        answer(tx, case, by, said)?;
        return Ok(case.clone());
    }
    let earlier = match &opening.earlier {
        Some(id) => Some(store::support_case::find(tx.db, id)?),
        None => None,
    };
    if let Some(case) = just_opened(tx, by, opening)? {
        return Ok(case);
    }
    count_case(tx, by)??;
    count_message(tx, by)??;
    let id = CaseId::new(tx.new_id());
    let events = rules::support_case::open(NewCase {
        id: id.clone(),
        number: free_number(tx)?,
        subject: opening.subject.clone(),
        opened_by: Opener::Person(by.clone()),
        request: request.as_ref().map(|one| (one, standing.as_ref())),
        earlier: earlier.as_ref(),
        message: message(tx, Some(by), &opening.words),
        targets: tx.rules.support.normal,
    })?;
    event_log::record(tx, &events)?;
    attach(tx, &id, Some(by), &events, &opening.files)?;
    Ok(id)
}

pub(super) fn free_number(tx: &mut Tx) -> Result<CaseNumber, Error> {
    let drawn: Vec<CaseNumber> = (0..DRAWN).map(|_| CaseNumber::drawn(tx.new_id())).collect();
    // None is free in one of 10^15 tries at most; the next try draws others.
    store::support_case::free_number(tx.db, &drawn)?.ok_or(Error::Busy)
}

/// The case about a request that is not over.
fn open_about(tx: &mut Tx, request: &RequestId) -> Result<Option<CaseId>, Error> {
    let cases = store::support_case::of_request(tx.db, request)?;
    let open = cases.into_iter().find(|case| !case.state.is_over());
    Ok(open.map(|case| case.id))
}

/// Adds what somebody wrote, as its opener or for support. Errors: it is neither their own nor theirs to answer (`NotFound`), or is
/// over; they wrote enough for now; an agent has not seen what was said meanwhile ([`domain::Refusal::ChangedMeanwhile`]).
pub fn answer(
    tx: &mut Tx,
    id: &CaseId,
    by: &PersonId,
    said: impl Into<Saying>,
) -> Result<(), Error> {
    say(tx, id, Some(by), said, false)
}

/// As [`answer`], for support, which goes on with the case without waiting for its opener.
pub fn answer_and_go_on(
    tx: &mut Tx,
    id: &CaseId,
    by: &PersonId,
    said: impl Into<Saying>,
) -> Result<(), Error> {
    say(tx, id, Some(by), said, true)
}

/// As [`answer`]. In: nobody where whoever opened it came by the link to it.
pub(super) fn say(
    tx: &mut Tx,
    id: &CaseId,
    by: Option<&PersonId>,
    saying: impl Into<Saying>,
    goes_on: bool,
) -> Result<(), Error> {
    let saying = saying.into();
    let (case, is_agent, said) = load(tx, id, by)?;
    let message = message(tx, by, &saying.words);
    if is_repeated(tx, &case, is_agent, &message, &saying.files)? {
        return Ok(());
    }
    let events = rules::support_case::answer(&case, is_agent, message, goes_on, said)?;
    must_have_seen(tx, &case, CaseAct::Answer, is_agent, by, &saying.seen)?;
    count_openers(tx, &case, by)?;
    event_log::record(tx, &events)?;
    attach(tx, id, by, &events, &saying.files)
}

/// Counts what the opener of a case writes. What support writes goes to one person, who is waiting for it.
fn count_openers(tx: &mut Tx, case: &SupportCase, by: Option<&PersonId>) -> Result<(), Error> {
    match by {
        by if !case.is_openers(by) => {}
        Some(by) => count_message(tx, by)??,
        None => count_message_of_visitor(tx, &case.id)??,
    }
    Ok(())
}

/// Errors: it is neither their own nor theirs to answer (`NotFound`), or is closed already; they have not seen what was said meanwhile
/// ([`domain::Refusal::ChangedMeanwhile`]).
pub fn close(tx: &mut Tx, id: &CaseId, by: &PersonId, seen: &Seen) -> Result<(), Error> {
    end(tx, id, Some(by), seen)
}

/// As [`close`]. In: nobody where whoever opened it came by the link to it.
pub(super) fn end(
    tx: &mut Tx,
    id: &CaseId,
    by: Option<&PersonId>,
    seen: &Seen,
) -> Result<(), Error> {
    let (case, is_agent, _) = load(tx, id, by)?;
    let events = rules::support_case::close(&case, is_agent, by, tx.now)?;
    must_have_seen(tx, &case, CaseAct::Close, is_agent, by, seen)?;
    event_log::record(tx, &events)
}

/// Reopens a case that is over, with what is still missing. Errors: as [`answer`]; it has been over for too long, or another about
/// the same request is open.
pub fn reopen(
    tx: &mut Tx,
    id: &CaseId,
    by: &PersonId,
    said: impl Into<Saying>,
) -> Result<(), Error> {
    begin_anew(tx, id, Some(by), said)
}

/// As [`reopen`]. In: nobody where whoever opened it came by the link to it.
pub(super) fn begin_anew(
    tx: &mut Tx,
    id: &CaseId,
    by: Option<&PersonId>,
    saying: impl Into<Saying>,
) -> Result<(), Error> {
    let saying = saying.into();
    let (case, is_agent, said) = load(tx, id, by)?;
    let open = match &case.request {
        Some(request) => open_about(tx, request)?,
        None => None,
    };
    let (message, table) = (message(tx, by, &saying.words), tx.rules.support);
    let reopening = Message {
        kind: MessageKind::Reopening,
        ..message.clone()
    };
    if is_repeated(tx, &case, is_agent, &reopening, &saying.files)? {
        return Ok(());
    }
    let events =
        rules::support_case::reopen(&case, is_agent, message, said, open.as_ref(), &table)?;
    count_openers(tx, &case, by)?;
    event_log::record(tx, &events)?;
    attach(tx, id, by, &events, &saying.files)
}

/// Does to a case what time has brought.
pub fn pass_time(tx: &mut Tx, id: &CaseId) -> Result<(), Error> {
    let case = store::support_case::find(tx.db, id)?;
    let events = rules::support_case::pass_time(&case, tx.now);
    event_log::record(tx, &events)
}
