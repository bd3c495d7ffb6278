//! The case of somebody who is not logged in, by the link of a mail: read, answered, closed and reopened.

use crate::pages::parts::message::Token;
use crate::pages::support_case::answering::is_about_words;
use crate::pages::support_case::contact::dead_contact;
use crate::pages::support_case::said::{SaidLine, said_lines};
use crate::pages::support_case::typed::seen;
use crate::pages::support_case::{signs, since};
use crate::storage::{Error, Tx};
use crate::use_cases::support_case::{
    Seen, answer_by_link, close_by_link, reopen_by_link, see_by_link,
};
use crate::web;
use crate::web::door::Anybody;
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Onward, Visit};
use crate::words::support_case::subject_or_none;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::support_case::{CaseStatus, SupportCase};
use domain::text::WORDS;
use domain::{Moment, Refusal, text};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "support_case/visitor.html")]
struct VisitorPage {
    p: Page,
    faults: Faults,
    case: SupportCase,
    signs: String,
    lines: Vec<SaidLine>,
    token: String,
    is_over: bool,
    is_closed: bool,
    /// The last that happened to it, which comes back with whatever is done.
    seen: String,
    /// What others did since the page was opened that was acted on, where that is why nothing was done.
    since: Option<Vec<(String, Moment)>>,
    asks_to_close: bool,
    /// Until when it can be reopened; nothing where it cannot be any more.
    reopened_until: Option<Moment>,
    closes_at: Option<Moment>,
    words: Field,
}

/// The token of the link, what is written, what was seen by then, and whether the case is to be closed: `yes`, `no`, or nothing where it
/// is to be asked.
#[derive(Deserialize)]
pub struct VisitorForm {
    token: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    seen: String,
    #[serde(default)]
    sure: String,
}

/// What was typed, what is wrong with it, and what else the page says once more.
#[derive(Default)]
struct Typed {
    text: String,
    fault: Option<String>,
    said: Option<String>,
    asks_to_close: bool,
    /// What was seen before, where others did something meanwhile.
    moved_on_from: Option<Seen>,
}

/// The page of the case that a link leads to; nothing where it no longer does.
async fn visitor_page(
    visit: &Visit,
    token: &str,
    typed: Typed,
) -> Result<Option<VisitorPage>, PageError> {
    let (link, now) = (token.to_owned(), visit.now);
    let before = typed.moved_on_from.clone().unwrap_or(Seen::All);
    let seen = match visit
        .read(move |db| see_by_link(db, &link, &before, now))
        .await
    {
        Ok(seen) => seen,
        Err(Error::Refused(Refusal::NotFound)) => return Ok(None),
        Err(fault) => return Err(fault.into()),
    };
    let (t, case) = (&visit.words.text, seen.case);
    let mut p = visit.page(&subject_or_none(visit.words, &case));
    p.notice = typed.said.or(p.notice);
    // What stands in an address is what a link can hold.
    let address_token = web::text::form_urlencoded(token);
    let label = match case.state.is_over() {
        true => fl!(t, "support-case-still-missing"),
        false => fl!(t, "support-case-message"),
    };
    let words = Field::new("words", label)
        .kind(Kind::Area)
        .value(typed.text)
        .fault(typed.fault);
    let new = since::messages(&seen.since);
    // Whoever is only asked whether they mean to close it has seen all of it, if nothing happened since.
    let has_moved_on =
        typed.moved_on_from.is_some() && !(typed.asks_to_close && seen.since.is_empty());
    Ok(Some(VisitorPage {
        faults: Faults::of(&[&words]),
        since: has_moved_on.then(|| since::lines(visit.words, &case, &seen.since)),
        seen: seen.newest.map(|id| id.to_string()).unwrap_or_default(),
        is_closed: case.status() == CaseStatus::Closed,
        asks_to_close: typed.asks_to_close && case.status() != CaseStatus::Closed,
        signs: signs::for_opener(&p, &case),
        lines: said_lines(
            visit.words,
            &case,
            seen.messages,
            seen.attachments,
            &new,
            |id| format!("/contact/case/attachments/{id}?token={address_token}"),
        ),
        token: token.to_owned(),
        is_over: case.state.is_over(),
        reopened_until: case.reopened_until().filter(|until| visit.now < *until),
        closes_at: case.closes_at(),
        words,
        case,
        p,
    }))
}

/// The case, with what was said to and by whoever has the link.
pub async fn show(visit: Anybody, Query(query): Query<Token>) -> Result<Response, PageError> {
    match visitor_page(&visit, &query.token, Typed::default()).await? {
        Some(page) => Ok(render(&page)),
        None => dead_contact(&visit, &query.token).await,
    }
}

fn back(visit: &Visit, token: &str, said: &str) -> Response {
    // What stands in an address is what a link can hold.
    let token = web::text::form_urlencoded(token);
    let case = format!("/contact/case?token={token}");
    Onward::to(&visit.app, &case).saying(said).into_response()
}

/// Carries out what was typed and leads back to the case; what cannot be kept is shown again with the reason beside it.
async fn carry_out(
    visit: &Visit,
    form: VisitorForm,
    done: String,
    work: fn(&mut Tx, &str, &str) -> Result<(), Error>,
) -> Result<Response, PageError> {
    let cleaned = text::clean(&form.words, WORDS).map_err(|fault| text_fault(visit, fault));
    let (status, fault) = match sorted(cleaned) {
        (Some(words), _) => {
            let token = form.token.clone();
            match visit.write(move |tx| work(tx, &token, &words)).await {
                Ok(()) => return Ok(back(visit, &form.token, &done)),
                Err(Error::Refused(Refusal::NotFound)) => {
                    return dead_contact(visit, &form.token).await;
                }
                Err(Error::Refused(refusal)) if is_about_words(&refusal) => {
                    let words = web::refusals::words(visit, &refusal);
                    (web::refusals::status(&refusal), Some(words))
                }
                Err(fault) => return Err(fault.into()),
            }
        }
        (None, fault) => (StatusCode::UNPROCESSABLE_ENTITY, fault),
    };
    let typed = Typed {
        text: form.words,
        fault,
        ..Typed::default()
    };
    again(visit, &form.token, status, typed).await
}

/// The case once more, with what was typed.
async fn again(
    visit: &Visit,
    token: &str,
    status: StatusCode,
    typed: Typed,
) -> Result<Response, PageError> {
    match visitor_page(visit, token, typed).await? {
        Some(page) => Ok(render_with(status, &page)),
        None => dead_contact(visit, token).await,
    }
}

/// Adds what was written. That the case is over, or that enough was written, is said beside the words.
pub async fn answer(visit: Anybody, Form(form): Form<VisitorForm>) -> Result<Response, PageError> {
    let done = fl!(visit.words.plain, "support-case-message-sent");
    carry_out(&visit, form, done, answer_by_link).await
}

/// Reopens a case that is over.
pub async fn reopen(visit: Anybody, Form(form): Form<VisitorForm>) -> Result<Response, PageError> {
    let done = fl!(visit.words.plain, "support-case-reopened");
    carry_out(&visit, form, done, reopen_by_link).await
}

/// Closes the case, once it was asked whether it is meant. What was typed and not sent stays in its field.
pub async fn close(visit: Anybody, Form(form): Form<VisitorForm>) -> Result<Response, PageError> {
    let seen = seen(&form.seen)?;
    let mut typed = Typed {
        text: form.words,
        ..Typed::default()
    };
    let mut status = StatusCode::OK;
    match form.sure.as_str() {
        "yes" => {
            let (token, before) = (form.token.clone(), seen.clone());
            let closed = visit.write(move |tx| close_by_link(tx, &token, &before));
            match closed.await {
                Ok(()) => typed.said = Some(fl!(visit.words.plain, "support-case-closed-now")),
                Err(Error::Refused(Refusal::NotFound)) => {
                    return dead_contact(&visit, &form.token).await;
                }
                Err(Error::Refused(refusal @ Refusal::CaseClosed)) => {
                    typed.said = Some(web::refusals::words(&visit, &refusal));
                }
                Err(Error::Refused(refusal @ Refusal::ChangedMeanwhile)) => {
                    status = web::refusals::status(&refusal);
                    typed.moved_on_from = Some(seen);
                }
                Err(fault) => return Err(fault.into()),
            }
        }
        "no" => {}
        "" => {
            typed.asks_to_close = true;
            typed.moved_on_from = Some(seen);
        }
        _ => return Err(PageError::BadForm),
    }
    match typed.said.as_ref() {
        Some(said) if typed.text.trim().is_empty() => Ok(back(&visit, &form.token, said)),
        _ => again(&visit, &form.token, status, typed).await,
    }
}
