//! What is typed into a case: answers, notes, how it was solved, what is still missing.

use crate::pages::support_case::attaching::{Attaching, Sent};
use crate::pages::support_case::show::{case_id, show_page};
use crate::pages::support_case::typed::{
    FaultsInCase, STAYS, ShownAgain, TextOfCase, TypedInCase, WAITS, WithMessage, WithNote,
    WithoutFiles,
};
use crate::storage::{Error, Tx};
use crate::use_cases;
use crate::use_cases::support_case::Saying;
use crate::web;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::page::{render, render_with};
use crate::web::visit::Onward;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::text::WORDS;
use domain::{CaseId, PersonId, Refusal, text};
use i18n_embed_fl::fl;

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

/// Leads back to the case once something was done; where there is more that was typed and not sent, the case is shown with that in its
/// field.
pub(super) async fn done(
    visit: &SignedIn,
    id: &CaseId,
    typed: TypedInCase,
    files: &Attaching,
    said: String,
) -> Result<Response, PageError> {
    if typed.is_blank() && !files.has_left() {
        let back = format!("/support/cases/{id}");
        return Ok(Onward::to(&visit.app, &back).saying(&said).into_response());
    }
    let again = ShownAgain {
        faults: FaultsInCase::of_unsent(visit, files),
        said: Some(said),
        typed,
        ..ShownAgain::default()
    };
    Ok(render(&show_page(visit, id, again).await?))
}

/// That nothing was done, as others did something which whoever pressed the button has not seen: with that, and all that was typed.
pub(super) async fn moved_on(
    visit: &SignedIn,
    id: &CaseId,
    typed: TypedInCase,
    mut faults: FaultsInCase,
    files: Option<(TextOfCase, Option<String>)>,
) -> Result<Response, PageError> {
    if let Some((which, fault)) = files {
        faults = faults.with(which, None, fault);
    }
    let again = ShownAgain {
        typed,
        faults,
        has_moved_on: true,
        ..ShownAgain::default()
    };
    let status = web::refusals::status(&Refusal::ChangedMeanwhile);
    Ok(render_with(status, &show_page(visit, id, again).await?))
}

/// Carries out what was typed and leads back to the case; what cannot be kept is shown again with the reason beside it.
async fn carry_out(
    visit: &SignedIn,
    id: &str,
    which: TextOfCase,
    (typed, files): (TypedInCase, Attaching),
    done_words: String,
    work: Work,
) -> Result<Response, PageError> {
    let (id, seen) = (case_id(id)?, typed.seen()?);
    let cleaned = text::clean(typed.text(which), WORDS);
    let (words, fault) = sorted(cleaned.map_err(|fault| text_fault(visit, fault)));
    let mut beside = files.beside(visit, fault);
    let faults = FaultsInCase::of_unsent(visit, &files);
    if let (Some(words), Ok(taken)) = (words, &files.taken) {
        let (case, by) = (id.clone(), visit.person.id.clone());
        let saying = Saying {
            words,
            files: taken.clone(),
            seen,
        };
        let carried = visit.write(move |tx| work(tx, &case, &by, saying.clone()));
        match carried.await {
            Ok(()) => return done(visit, &id, typed.without(which), &files, done_words).await,
            Err(Error::Refused(Refusal::ChangedMeanwhile)) => {
                return moved_on(visit, &id, typed, faults, Some((which, beside.files))).await;
            }
            Err(Error::Refused(refusal)) => beside.refused(visit, refusal, is_about_words)?,
            Err(fault) => return Err(fault.into()),
        }
    }
    let again = ShownAgain {
        faults: faults.with(which, beside.words, beside.files),
        typed,
        ..ShownAgain::default()
    };
    let page = show_page(visit, &id, again).await?;
    Ok(render_with(beside.status, &page))
}

/// Adds what was written, or puts a canned answer in and shows it. That the case is over, or that enough was written, is said beside the
/// words; that others wrote meanwhile, above them. Errors: not found, for whoever neither opened it nor answers it.
pub async fn answer(
    visit: SignedIn,
    Path(id): Path<String>,
    Sent(WithMessage(typed), files): Sent<WithMessage>,
) -> Result<Response, PageError> {
    let work: Work = match typed.afterwards.as_str() {
        "" | WAITS => use_cases::support_case::answer,
        STAYS => use_cases::support_case::answer_and_go_on,
        _ => return Err(PageError::BadForm),
    };
    if !typed.put.is_empty() {
        let id = case_id(&id)?;
        let again = ShownAgain {
            faults: FaultsInCase {
                files: files.beside(&visit, None).files,
                ..FaultsInCase::of_unsent(&visit, &files)
            },
            canned: Some(typed.canned.clone()),
            typed,
            ..ShownAgain::default()
        };
        return Ok(render(&show_page(&visit, &id, again).await?));
    }
    let done = fl!(visit.words.plain, "support-case-message-sent");
    carry_out(&visit, &id, TextOfCase::Words, (typed, files), done, work).await
}

/// Says how it was solved. Errors: not found, for whoever does not work on it.
pub async fn solve(
    visit: SignedIn,
    Path(id): Path<String>,
    Sent(WithMessage(typed), files): Sent<WithMessage>,
) -> Result<Response, PageError> {
    let done = fl!(visit.words.plain, "support-case-solved-now");
    let work = use_cases::support_case::solve;
    carry_out(&visit, &id, TextOfCase::Words, (typed, files), done, work).await
}

/// Keeps a note for the other agents. Errors: as [`solve`].
pub async fn note(
    visit: SignedIn,
    Path(id): Path<String>,
    Sent(WithNote(typed), files): Sent<WithNote>,
) -> Result<Response, PageError> {
    let done = fl!(visit.words.plain, "support-case-noted");
    let work = use_cases::support_case::note;
    carry_out(&visit, &id, TextOfCase::Note, (typed, files), done, work).await
}

/// Reopens a case that is over. Errors: as [`answer`].
pub async fn reopen(
    visit: SignedIn,
    Path(id): Path<String>,
    Sent(WithMessage(typed), files): Sent<WithMessage>,
) -> Result<Response, PageError> {
    let done = fl!(visit.words.plain, "support-case-reopened");
    let work = use_cases::support_case::reopen;
    carry_out(&visit, &id, TextOfCase::Words, (typed, files), done, work).await
}

/// Closes the case, for whichever side, once it was asked whether it is meant; one that is closed already says so. Errors: as [`answer`].
pub async fn close(
    visit: SignedIn,
    Path(id): Path<String>,
    Sent(WithoutFiles(typed), files): Sent<WithoutFiles>,
) -> Result<Response, PageError> {
    let (id, seen) = (case_id(&id)?, typed.seen()?);
    let faults = FaultsInCase::of_unsent(&visit, &files);
    let asks_to_close = match typed.sure.as_str() {
        "yes" => {
            let (case, by) = (id.clone(), visit.person.id.clone());
            let work = move |tx: &mut Tx| use_cases::support_case::close(tx, &case, &by, &seen);
            let said = match visit.write(work).await {
                Ok(()) => fl!(visit.words.plain, "support-case-closed-now"),
                Err(Error::Refused(refusal @ Refusal::CaseClosed)) => {
                    web::refusals::words(&visit, &refusal)
                }
                Err(Error::Refused(Refusal::ChangedMeanwhile)) => {
                    return moved_on(&visit, &id, typed, faults, None).await;
                }
                Err(fault) => return Err(fault.into()),
            };
            return done(&visit, &id, typed, &files, said).await;
        }
        "no" => false,
        "" => true,
        _ => return Err(PageError::BadForm),
    };
    let again = ShownAgain {
        typed,
        faults,
        asks_to_close,
        ..ShownAgain::default()
    };
    Ok(render(&show_page(&visit, &id, again).await?))
}
