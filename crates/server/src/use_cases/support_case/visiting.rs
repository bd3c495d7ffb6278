//! Cases of those who are not logged in: the address is confirmed first, and a link in each letter is the proof of whoever reads it.

use crate::clock::{Secret, hash_of};
use crate::event_log::Answer;
use crate::storage::{AnyConnection, Error, Tx};
use crate::store::notification::announce;
use crate::store::session::Link;
use crate::store::support_case::Attached;
use crate::use_cases::budget::{count_as, count_same_contact};
use crate::use_cases::support_case::unseen::{Happened, Seen, happened_since, newest};
use crate::use_cases::support_case::writing::{begin_anew, end, free_number, message, say};
use crate::{event_log, store};
use domain::attachment::Attachment;
use domain::email::EmailAddress;
use domain::moment::days;
use domain::notification::{Contact, Notice};
use domain::person::Person;
use domain::rules::support_case::NewCase;
use domain::support_case::{CaseStatus, CaseVisitor, Message, Opener, SupportCase};
use domain::{AttachmentId, CaseId, EventId, Moment, Refusal, rules};
use std::time::Duration;

/// How long a link leads to a case of somebody without an account. Each letter about it has a new one.
pub const LEADS_TO_CASE_FOR: Duration = days(30);

/// How long an address may be confirmed with what was written.
pub const CONFIRMED_WITHIN: Duration = days(2);

/// Has a link sent to an address by which what was written reaches support. The answer is the same whether the address is somebody's,
/// and nothing is looked up for it.
///
/// The same words from the same address a moment later are one form that was sent twice.
///
/// In: `client`, what their network address is counted under. Errors: too many wrote from there, or at all
/// ([`Refusal::TooOften`]). Where enough letters went to the address today nothing is sent and nothing said.
pub fn ask_without_account(tx: &mut Tx, client: &str, contact: &Contact) -> Answer<()> {
    let limits = tx.rules.limits.clone();
    let from_there = count_as(
        tx,
        &format!("contact:address:{client}"),
        limits.contacts_by_address(),
    )?;
    let counted = match from_there {
        Ok(()) => count_as(tx, "contact", limits.contacts())?,
        refused => refused,
    };
    if let Err(refusal) = counted {
        tracing::warn!(event = "contact.throttled", address = %client, "too many wrote without being logged in");
        return Ok(Err(refusal));
    }
    // A button that was pressed twice sends one letter.
    if count_same_contact(tx, contact)?.is_ok() && may_be_sent_to(tx, &contact.email)? {
        announce(tx, &Notice::Contact(Box::new(contact.clone())))?;
    }
    Ok(Ok(()))
}

/// Counts a letter that goes to an address because somebody asks who is not logged in. Out: whether it may still go there.
fn may_be_sent_to(tx: &mut Tx, email: &EmailAddress) -> Result<bool, Error> {
    let most = tx.rules.limits.contact_letters();
    let reader = format!("contact:recipient:{}", hash_of(&email.key()));
    Ok(count_as(tx, &reader, most)?.is_ok())
}

/// What a link would have reach support, without using it up; nothing where it no longer works.
pub fn unconfirmed(
    db: &mut AnyConnection,
    token: &str,
    now: Moment,
) -> Result<Option<Contact>, Error> {
    Ok(match store::session::link(db, token, now)? {
        Some(Link::Contact(contact)) => Some(*contact),
        _ => None,
    })
}

/// Whether what a link had reach support has arrived by it: a button that was pressed twice, or a page that is opened again.
pub fn has_arrived(db: &mut AnyConnection, token: &str, now: Moment) -> Result<bool, Error> {
    Ok(store::session::link(db, token, now)? == Some(Link::ContactArrived))
}

/// Opens the case that a link has waited for, once. Out: the token that leads to it from now on; nothing where the link no longer works.
pub fn confirm(tx: &mut Tx, token: &str) -> Result<Option<Secret>, Error> {
    let Some(contact) = unconfirmed(tx.db, token, tx.now)? else {
        return Ok(None);
    };
    if !store::session::replace(tx, token, &Link::ContactArrived)? {
        return Ok(None);
    }
    let id = CaseId::new(tx.new_id());
    let events = rules::support_case::open(NewCase {
        id: id.clone(),
        number: free_number(tx)?,
        subject: contact.subject,
        opened_by: Opener::Visitor(Box::new(CaseVisitor {
            name: contact.name,
            email: contact.email,
            language: contact.language,
        })),
        request: None,
        earlier: None,
        message: message(tx, None, &contact.words),
        targets: tx.rules.support.normal,
    })?;
    event_log::record(tx, &events)?;
    let until = tx.now.plus(LEADS_TO_CASE_FOR);
    store::session::make_link(tx, &Link::VisitorCase { case: id }, until).map(Some)
}

/// A case as whoever opened it by their address sees it: without what is for agents alone.
pub struct VisitorsCase {
    pub case: SupportCase,
    /// Each with the agent who said it; nobody where it is their own.
    pub messages: Vec<(Message, Option<Person>)>,
    pub attachments: Vec<Attached>,
    /// The last that happened to it, of what they see.
    pub newest: Option<EventId>,
    /// What others did since they had seen it.
    pub(crate) since: Vec<Happened>,
}

/// The case that a link leads to. Errors: it no longer does ([`Refusal::NotFound`]).
fn led_to(db: &mut AnyConnection, token: &str, now: Moment) -> Result<SupportCase, Error> {
    let case = match store::session::link(db, token, now)? {
        Some(Link::VisitorCase { case }) => store::support_case::find_kept(db, &case)?,
        _ => None,
    };
    let case = case.filter(|case| may_be_led_to(case, now));
    case.ok_or(Refusal::NotFound.into())
}

/// Whether links lead whoever opened a case to it: as long as it is not closed, or may be reopened.
pub(crate) fn may_be_led_to(case: &SupportCase, now: Moment) -> bool {
    case.status() != CaseStatus::Closed || case.may_be_reopened(now)
}

/// Until when a link leads to a case that is made now.
pub(crate) fn leads_until(case: &SupportCase, now: Moment) -> Moment {
    let until = now.plus(LEADS_TO_CASE_FOR);
    case.reopened_until().map_or(until, |last| last.min(until))
}

/// The case that a link led to until its time was over, as long as links lead to the case.
fn led_once_to(
    db: &mut AnyConnection,
    token: &str,
    now: Moment,
) -> Result<Option<SupportCase>, Error> {
    match store::session::promised(db, &hash_of(token), now)? {
        Some((Link::VisitorCase { case }, _)) => {
            let case = store::support_case::find_kept(db, &case)?;
            Ok(case.filter(|case| may_be_led_to(case, now)))
        }
        _ => Ok(None),
    }
}

/// Whether another link can be sent in the place of one that no longer works.
pub fn may_send_another(db: &mut AnyConnection, token: &str, now: Moment) -> Result<bool, Error> {
    Ok(led_once_to(db, token, now)?.is_some())
}

/// Sends another link in the place of one whose time is over, to the address that was confirmed. Out: whether there is a case that links
/// lead to. Where enough letters went there today nothing is sent and nothing said.
pub fn send_another(tx: &mut Tx, token: &str) -> Result<bool, Error> {
    let case = led_once_to(tx.db, token, tx.now)?;
    let Some((case, email)) = case.and_then(|case| {
        let email = case.opened_by.visitor()?.email.clone();
        Some((case.id, email))
    }) else {
        return Ok(false);
    };
    if may_be_sent_to(tx, &email)? {
        announce(tx, &Notice::CaseLink { case })?;
    }
    Ok(true)
}

/// The case that a link leads to, as its opener sees it. In: what they had seen of it before. Errors: the link no longer works
/// ([`Refusal::NotFound`]).
pub fn see_by_link(
    db: &mut AnyConnection,
    token: &str,
    seen: &Seen,
    now: Moment,
) -> Result<VisitorsCase, Error> {
    let case = led_to(db, token, now)?;
    let id = case.id.clone();
    Ok(VisitorsCase {
        case,
        messages: store::support_case::messages(db, &id, false)?,
        attachments: store::support_case::attachments(db, &id, false)?,
        newest: newest(db, &id, false)?,
        since: happened_since(db, &id, false, None, seen)?,
    })
}

/// A file of the case that a link leads to, for its opener. Errors: the link no longer works, or there is no such file
/// ([`Refusal::NotFound`]).
pub fn see_attachment_by_link(
    db: &mut AnyConnection,
    token: &str,
    id: &AttachmentId,
    now: Moment,
) -> Result<Attachment, Error> {
    let case = led_to(db, token, now)?;
    let found = store::support_case::find_attachment(db, &case.id, id)?;
    match found.said_as.is_internal() {
        true => Err(Refusal::NotFound.into()),
        false => Ok(found.attachment),
    }
}

/// Adds what its opener wrote. Errors: the link no longer works ([`Refusal::NotFound`]); it is over; they wrote enough for now.
pub fn answer_by_link(tx: &mut Tx, token: &str, words: &str) -> Result<(), Error> {
    let id = led_to(tx.db, token, tx.now)?.id;
    say(tx, &id, None, words, false)
}

/// Reopens it with what is still missing. Errors: as [`answer_by_link`]; it has been over for too long.
pub fn reopen_by_link(tx: &mut Tx, token: &str, words: &str) -> Result<(), Error> {
    let id = led_to(tx.db, token, tx.now)?.id;
    begin_anew(tx, &id, None, words)
}

/// Closes it. Errors: the link no longer works ([`Refusal::NotFound`]); they have not seen what was said meanwhile
/// ([`Refusal::ChangedMeanwhile`]).
pub fn close_by_link(tx: &mut Tx, token: &str, seen: &Seen) -> Result<(), Error> {
    let id = led_to(tx.db, token, tx.now)?.id;
    end(tx, &id, None, seen)
}
