//! What is typed into a case: answers, notes, how it was solved, what is still missing.

use crate::pages::support_case::show::{CaseForm, TypedInCase, case_id, show_page};
use crate::storage::{Error, Tx};
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::Form;
use crate::web::page::render_with;
use crate::web::visit::Onward;
use crate::{use_cases, web};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::text::WORDS;
use domain::{CaseId, PersonId, Refusal, text};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// What somebody writes into a case, on either side.
#[derive(Deserialize)]
pub struct Words {
    words: String,
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
fn is_about_words(refusal: &Refusal) -> bool {
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

/// Carries out what was typed and leads back to the case; what cannot be kept is shown again with the reason beside it.
async fn carry_out(
    visit: &SignedIn,
    id: &str,
    form: CaseForm,
    typed: String,
    done: String,
    work: fn(&mut Tx, &CaseId, &PersonId, &str) -> Result<(), Error>,
) -> Result<Response, PageError> {
    let id = case_id(id)?;
    let cleaned = text::clean(&typed, WORDS).map_err(|fault| text_fault(visit, fault));
    let (status, fault) = match sorted(cleaned) {
        (Some(words), _) => {
            let (case, by) = (id.clone(), visit.person.id.clone());
            let carried = visit.write(move |tx| work(tx, &case, &by, &words)).await;
            match carried {
                Ok(()) => {
                    let back = format!("/support/cases/{id}");
                    return Ok(Onward::to(&visit.app, &back).saying(&done).into_response());
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
    let typed = TypedInCase {
        form,
        text: typed,
        fault,
    };
    Ok(render_with(
        status,
        &show_page(visit, &id, typed, "").await?,
    ))
}

/// Adds what was written. That the case is over, or that enough was written, is said beside the words. Errors: not found, for
/// whoever neither opened it nor answers it.
pub async fn answer(
    visit: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<Words>,
) -> Result<Response, PageError> {
    let done = fl!(visit.words.plain, "support-case-answer-sent");
    let work = use_cases::support_case::answer;
    carry_out(&visit, &id, CaseForm::Answer, form.words, done, work).await
}

/// Says how it was solved. Errors: not found, for whoever does not work on it.
pub async fn solve(
    visit: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<Words>,
) -> Result<Response, PageError> {
    let done = fl!(visit.words.plain, "support-case-solved-now");
    let work = use_cases::support_case::solve;
    carry_out(&visit, &id, CaseForm::Answer, form.words, done, work).await
}

/// Keeps a note for the other agents. Errors: as [`solve`].
pub async fn note(
    visit: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<Note>,
) -> Result<Response, PageError> {
    let done = fl!(visit.words.plain, "support-case-noted");
    let work = use_cases::support_case::note;
    carry_out(&visit, &id, CaseForm::Note, form.note, done, work).await
}

/// Reopens a case that is over. Errors: as [`answer`].
pub async fn reopen(
    visit: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<Again>,
) -> Result<Response, PageError> {
    let done = fl!(visit.words.plain, "support-case-reopened");
    let work = use_cases::support_case::reopen;
    carry_out(&visit, &id, CaseForm::Again, form.again, done, work).await
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
