//! Whose a row is, and what of it goes beside the name: what somebody said, and what was said to them about what they asked for.

use crate::storage;
use crate::storage::{AnyConnection, Error, Tx};
use crate::store;
use crate::store::erasure::search::{Fate, Row, Search, text};
use domain::access_request::Target;
use domain::access_review::LineVerdict;
use domain::account_creation::Creation;
use domain::person::ERASED_NAME;
use domain::rules::erasure::{
    Words, take_from_creation, take_from_request, take_person, take_words,
};
use domain::text::{ERASED, ERASED_ADDRESS};
use domain::{Actor, CaseId, CreationId, Event};
use serde_json::Value as Json;
use std::collections::BTreeSet;

fn set(row: &mut Row, name: &str, text: impl Into<String>) {
    row.insert(name.to_owned(), Json::String(text.into()));
}

/// Nobody's in particular.
pub(super) fn plain(_: &Search, _: &mut Tx, _: &mut Row) -> Result<Fate, Error> {
    Ok(Fate::Stays)
}

/// Whether a text that was changed still says something to the program. Documents of other tables hold nothing but texts and ids.
pub(super) fn is_sound(table: &str, column: &str, text: &str) -> bool {
    match (table, column) {
        ("events", "body") => serde_json::from_str::<Event>(text).is_ok(),
        ("account_creations", "body") => serde_json::from_str::<Creation>(text).is_ok(),
        _ => !text.starts_with('{') || serde_json::from_str::<Json>(text).is_ok(),
    }
}

/// All words of what they did, and of what happened to what is theirs. What others say of themselves is theirs.
pub(super) fn event(search: &Search, tx: &mut Tx, row: &mut Row) -> Result<Fate, Error> {
    let id = text(row, "id").to_owned();
    let actor: Actor = storage::json::value("event", &id, text(row, "actor"))?;
    let is_about = search.is(row, "person_id");
    // Why somebody was deactivated is what an operator wrote of them, who may name others.
    if !is_about
        && text(row, "name").starts_with("person.")
        && text(row, "name") != "person.deactivated"
        && actor.person() != Some(search.person)
    {
        // The file that it came by is not theirs, whatever they are called.
        if let Some(left) = search.eraser.erase(text(row, "origin")) {
            set(row, "origin", left);
        }
        return Ok(Fate::OfAnother);
    }
    let before: Event = storage::json::value("event", &id, text(row, "body"))?;
    let mut event = before.clone();
    if is_about
        || actor.person() == Some(search.person)
        || search.opened(tx.db, text(row, "case_id"))?
    {
        take_words(&mut event);
    }
    take_person(&mut event, search.person);
    if event != before {
        set(row, "body", storage::json::text(&event)?);
    }
    Ok(Fate::Stays)
}

/// All words of what they asked for, and what they said of what others asked for.
pub(super) fn request(search: &Search, tx: &mut Tx, row: &mut Row) -> Result<Fate, Error> {
    let is_theirs = search.is(row, "applicant_id");
    if !is_theirs && !search.is_in(row, "status") && !search.is_in(row, "progress") {
        return Ok(Fate::Stays);
    }
    let id = text(row, "id").parse();
    let id = id.map_err(|_| Error::corrupt("access_request", text(row, "id"), "id"))?;
    let mut request = store::access_request::find(tx.db, &id)?;
    let whose = match is_theirs {
        true => Words::All,
        false => Words::Of(search.person),
    };
    take_from_request(&mut request, whose);
    set(row, "reason", request.reason.as_str());
    set(row, "status", storage::json::text(&request.status)?);
    set(row, "progress", storage::json::text(&request.progress)?);
    if let Target::Programme(_) = &request.target {
        set(row, "target", storage::json::text(&request.target)?);
    }
    Ok(Fate::Stays)
}

pub(super) fn comment(search: &Search, tx: &mut Tx, row: &mut Row) -> Result<Fate, Error> {
    if search.is(row, "author_id") || search.asked(tx.db, text(row, "request_id"))? {
        set(row, "words", ERASED);
    }
    Ok(Fate::Stays)
}

/// Why something was taken away, where it was theirs or they took it.
pub(super) fn entitlement(search: &Search, _: &mut Tx, row: &mut Row) -> Result<Fate, Error> {
    let is_theirs = search.is(row, "person_id") || search.is(row, "ended_by");
    if is_theirs && !text(row, "end_words").is_empty() {
        set(row, "end_words", ERASED);
    }
    Ok(Fate::Stays)
}

pub(super) fn creation(search: &Search, _: &mut Tx, row: &mut Row) -> Result<Fate, Error> {
    let whose = match search.is(row, "creator_id") {
        true => Words::All,
        false if search.is_in(row, "body") => Words::Of(search.person),
        false => return Ok(Fate::Stays),
    };
    let mut creation: Creation =
        storage::json::value("account_creation", text(row, "id"), text(row, "body"))?;
    take_from_creation(&mut creation, whose);
    set(row, "body", storage::json::text(&creation)?);
    Ok(Fate::Stays)
}

/// What hangs on a case of a visitor is known by the address that goes here, so that cases come last.
pub(super) fn case(search: &Search, _: &mut Tx, row: &mut Row) -> Result<Fate, Error> {
    let is_visitors = search.underway.sought.is(text(row, "visitor_email"));
    if (is_visitors || search.is(row, "opened_by")) && !text(row, "subject").is_empty() {
        set(row, "subject", ERASED);
    }
    if is_visitors {
        set(row, "visitor_name", ERASED);
        set(row, "visitor_email", ERASED_ADDRESS);
    }
    Ok(Fate::Stays)
}

pub(super) fn message(search: &Search, tx: &mut Tx, row: &mut Row) -> Result<Fate, Error> {
    if search.is(row, "author_id") || search.opened(tx.db, text(row, "case_id"))? {
        set(row, "words", ERASED);
    }
    Ok(Fate::Stays)
}

/// A file of their case, or one that they attached to another's: what it is called goes, as in the log, and what it holds.
pub(super) fn attachment(search: &Search, tx: &mut Tx, row: &mut Row) -> Result<Fate, Error> {
    if search.opened(tx.db, text(row, "case_id"))?
        || search.wrote(tx.db, text(row, "message_id"))?
    {
        return Ok(Fate::Goes);
    }
    Ok(Fate::Stays)
}

pub(super) fn piece(search: &Search, tx: &mut Tx, row: &mut Row) -> Result<Fate, Error> {
    match search.attached(tx.db, text(row, "attachment_id"))? {
        true => Ok(Fate::Goes),
        false => Ok(Fate::OfAnother),
    }
}

/// What was decided of their role, and what they decided of others'.
pub(super) fn review_line(search: &Search, _: &mut Tx, row: &mut Row) -> Result<Fate, Error> {
    let is_theirs = search.is(row, "person_id");
    if is_theirs {
        set(row, "holder_name", ERASED_NAME);
    }
    if (is_theirs || search.is_in(row, "verdict")) && !text(row, "verdict").is_empty() {
        let (id, verdict) = (text(row, "id"), text(row, "verdict"));
        let mut verdict: LineVerdict = storage::json::value("access_review_line", id, verdict)?;
        if verdict.words.is_some() && (is_theirs || verdict.by.as_ref() == Some(search.person)) {
            verdict.words = Some(ERASED.to_owned());
            set(row, "verdict", storage::json::text(&verdict)?);
        }
    }
    match is_theirs || text(row, "person_id").is_empty() {
        true => Ok(Fate::Stays),
        false => {
            // Whoever holds it may be called alike; what was written of them may still name whoever is erased.
            if let Some(left) = search.eraser.erase(text(row, "verdict")) {
                set(row, "verdict", left);
            }
            Ok(Fate::OfAnother)
        }
    }
}

/// Letters to them, and about what they asked for: who had to read those has, or finds it in the portal.
pub(super) fn mail(search: &Search, tx: &mut Tx, row: &mut Row) -> Result<Fate, Error> {
    let is_to_them = search.is(row, "person_id") || search.underway.sought.is(text(row, "address"));
    if is_to_them || search.asked(tx.db, text(row, "request_id"))? {
        return Ok(Fate::Goes);
    }
    let is_theirs = is_about_theirs(search, tx.db, text(row, "thread"))?
        || is_about_theirs(search, tx.db, text(row, "letter"))?;
    Ok(if is_theirs { Fate::Goes } else { Fate::Stays })
}

/// Whether a text names a case of theirs by its internal number, or an account that they asked for, as the thread of a letter and the
/// links in one do.
fn is_about_theirs(search: &Search, db: &mut AnyConnection, text: &str) -> Result<bool, Error> {
    for case in ids_in(text, CaseId::PREFIX) {
        if search.opened(db, case)? {
            return Ok(true);
        }
    }
    for creation in ids_in(text, CreationId::PREFIX) {
        if search.created(db, creation)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The internal numbers of one kind that stand in a text, each once.
fn ids_in<'a>(text: &'a str, prefix: &str) -> BTreeSet<&'a str> {
    let begins = format!("{prefix}_");
    let from = |(at, _): (usize, &str)| {
        let rest = &text[at..];
        let is_over = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
        &rest[..rest.find(is_over).unwrap_or(rest.len())]
    };
    text.match_indices(&begins).map(from).collect()
}

/// What is still to be written to them, or of what they said; and what was to go to an address of theirs.
pub(super) fn notice(search: &Search, tx: &mut Tx, row: &mut Row) -> Result<Fate, Error> {
    let id = text(row, "id").to_owned();
    let notice: Json = storage::json::value("notice", &id, text(row, "notice"))?;
    let told = |name: &str| notice.get(name).and_then(Json::as_str).unwrap_or("");
    let says = ["answer", "message", "words"]
        .iter()
        .any(|name| notice.get(*name).is_some());
    if told("person") == search.person.as_str() || (says && search.asked(tx.db, told("request"))?) {
        return Ok(Fate::Goes);
    }
    let is_to_an_address = matches!(
        told("kind"),
        "sign-up" | "contact" | "forgotten" | "email-change" | "email-changed" | "email-replaced"
    );
    let is_theirs = is_to_an_address && search.underway.sought.is(told("name"));
    Ok(match (is_theirs, is_to_an_address) {
        (true, _) => Fate::Goes,
        (false, true) => Fate::GoesIfNamed,
        (false, false) => Fate::Stays,
    })
}

pub(super) fn digest(search: &Search, tx: &mut Tx, row: &mut Row) -> Result<Fate, Error> {
    let is_theirs = search.is(row, "person_id")
        || search.asked(tx.db, text(row, "request_id"))?
        || is_about_theirs(search, tx.db, text(row, "letter"))?;
    Ok(if is_theirs { Fate::Goes } else { Fate::Stays })
}

/// A link to an address of theirs opens nothing any more.
pub(super) fn link(search: &Search, tx: &mut Tx, row: &mut Row) -> Result<Fate, Error> {
    match search.opened(tx.db, text(row, "case_id"))? {
        true => Ok(Fate::Goes),
        false => Ok(Fate::GoesIfNamed),
    }
}

/// A line of a file names people by their user IDs as well: cells that are nothing else.
pub(super) fn upload_line(search: &Search, _: &mut Tx, row: &mut Row) -> Result<Fate, Error> {
    let Ok(mut cells) = serde_json::from_str::<Json>(text(row, "cells")) else {
        return Ok(Fate::Stays);
    };
    if replace_cells(search, &mut cells) {
        set(row, "cells", cells.to_string());
    }
    Ok(Fate::Stays)
}

/// The company that a line names first for a number: the same words as in the cell of the line, so that both still agree.
pub(super) fn upload_number(search: &Search, _: &mut Tx, row: &mut Row) -> Result<Fate, Error> {
    if search.underway.sought.is(text(row, "company")) {
        set(row, "company", ERASED);
    }
    Ok(Fate::Stays)
}

fn replace_cells(search: &Search, cells: &mut Json) -> bool {
    match cells {
        Json::String(cell) if search.underway.sought.is(cell) => {
            *cell = ERASED.to_owned();
            true
        }
        Json::Array(all) => all
            .iter_mut()
            .fold(false, |any, cell| any | replace_cells(search, cell)),
        Json::Object(all) => all
            .values_mut()
            .fold(false, |any, cell| any | replace_cells(search, cell)),
        _ => false,
    }
}
