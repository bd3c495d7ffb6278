//! What is typed into a case: answers, notes, how it was solved, what is still missing.

use crate::pages::support_case::attaching::{Attaching, Sent};
use crate::pages::support_case::show::{CaseForm, STAYS, TypedInCase, WAITS, case_id, show_page};
use crate::storage::{Error, Tx};
use crate::use_cases::support_case::Saying;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::page::{render, render_with};
use crate::web::visit::Onward;
use crate::{use_cases, web};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::text::WORDS;
use domain::{CaseId, PersonId, Refusal, text};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// What somebody writes into a case, on either side.
#[derive(Deserialize)]
pub struct Words {
    words: String,
    /// The key of a canned answer, which is put in where `put` says so.
    #[serde(default)]
    canned: String,
    #[serde(default)]
    put: String,
    /// Of an agent's: whom the case waits for then.
    #[serde(default)]
    afterwards: String,
}

/// What an agent writes for the others.
#[derive(Deserialize)]
pub struct Note {
    note: String,
}

/// What is still missing.
#[derive(Deserialize)]
pub struct Again {
    again: String,
}

/// Whether what was typed cannot be kept, now or here: it is shown again with the reason.
pub(super) fn is_about_words(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::CaseClosed
            | Refusal::CaseOverForLong
            | Refusal::CaseAlreadyOpen
            | Refusal::NothingToChange
            | Refusal::MessagesTooSoon { .. }
            | Refusal::TooMuchSaid
    )
}

/// What is done with what was typed.
type Work = fn(&mut Tx, &CaseId, &PersonId, Saying) -> Result<(), Error>;

/// Carries out what was typed and leads back to the case; what cannot be kept is shown again with the reason beside it.
async fn carry_out(
    visit: &SignedIn,
    id: &str,
    typed: TypedInCase,
    files: Attaching,
    done: String,
    work: Work,
) -> Result<Response, PageError> {
    let id = case_id(id)?;
    let cleaned = text::clean(&typed.text, WORDS).map_err(|fault| text_fault(visit, fault));
    let (words, fault) = sorted(cleaned);
    let mut beside = files.beside(visit, fault);
    if let (Some(words), Ok(files)) = (words, files.taken) {
        let (case, by) = (id.clone(), visit.person.id.clone());
        let saying = Saying { words, files };
        let carried = visit.write(move |tx| work(tx, &case, &by, saying.clone()));
        match carried.await {
            Ok(()) => {
                let back = format!("/support/cases/{id}");
                return Ok(Onward::to(&visit.app, &back).saying(&done).into_response());
            }
            Err(Error::Refused(refusal)) => beside.refused(visit, refusal, is_about_words)?,
            Err(fault) => return Err(fault.into()),
        }
    }
    let typed = TypedInCase {
        fault: beside.words,
        files_fault: beside.files,
        ..typed
    };
    let status = beside.status;
    Ok(render_with(
        status,
        &show_page(visit, &id, typed, None).await?,
    ))
}

/// Adds what was written, or puts a canned answer in and shows it. That the case is over, or that enough was written, is said beside the words. Errors: not found, for
/// whoever neither opened it nor answers it.
pub async fn answer(
    visit: SignedIn,
    Path(id): Path<String>,
    Sent(form, files): Sent<Words>,
) -> Result<Response, PageError> {
    let work: Work = match form.afterwards.as_str() {
        "" | WAITS => use_cases::support_case::answer,
        STAYS => use_cases::support_case::answer_and_go_on,
        _ => return Err(PageError::BadForm),
    };
    let typed = TypedInCase::message(form.words, form.afterwards == STAYS);
    if !form.put.is_empty() {
        let id = case_id(&id)?;
        let typed = TypedInCase {
            files_fault: files.beside(&visit, None).files,
            ..typed
        };
        let page = show_page(&visit, &id, typed, Some(&form.canned)).await?;
        return Ok(render(&page));
    }
    let done = fl!(visit.words.plain, "support-case-message-sent");
    carry_out(&visit, &id, typed, files, done, work).await
}

/// Says how it was solved. Errors: not found, for whoever does not work on it.
pub async fn solve(
    visit: SignedIn,
    Path(id): Path<String>,
    Sent(form, files): Sent<Words>,
) -> Result<Response, PageError> {
    let done = fl!(visit.words.plain, "support-case-solved-now");
    let work = use_cases::support_case::solve;
    let typed = TypedInCase::message(form.words, form.afterwards == STAYS);
    carry_out(&visit, &id, typed, files, done, work).await
}

/// Keeps a note for the other agents. Errors: as [`solve`].
pub async fn note(
    visit: SignedIn,
    Path(id): Path<String>,
    Sent(form, files): Sent<Note>,
) -> Result<Response, PageError> {
    let done = fl!(visit.words.plain, "support-case-noted");
    let work = use_cases::support_case::note;
    carry_out(
        &visit,
        &id,
        TypedInCase::of_form(CaseForm::Note, form.note),
        files,
        done,
        work,
    )
    .await
}

/// Reopens a case that is over. Errors: as [`answer`].
pub async fn reopen(
    visit: SignedIn,
    Path(id): Path<String>,
    Sent(form, files): Sent<Again>,
) -> Result<Response, PageError> {
    let done = fl!(visit.words.plain, "support-case-reopened");
    let work = use_cases::support_case::reopen;
    carry_out(
        &visit,
        &id,
        TypedInCase::of_form(CaseForm::Again, form.again),
        files,
        done,
        work,
    )
    .await
}

/// Closes the case, for whichever side; one that is closed already says so. Errors: as [`answer`].
pub async fn close(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let id = case_id(&id)?;
    let (case, by) = (id.clone(), visit.person.id.clone());
    let closed = visit
        .write(move |tx| use_cases::support_case::close(tx, &case, &by))
        .await;
    let said = match closed {
        Ok(()) => fl!(visit.words.plain, "support-case-closed-now"),
        Err(Error::Refused(refusal @ Refusal::CaseClosed)) => {
            web::refusals::words(&visit, &refusal)
        }
        Err(fault) => return Err(fault.into()),
    };
    Ok(Onward::to(&visit.app, &format!("/support/cases/{id}"))
        .saying(&said)
        .into_response())
}
