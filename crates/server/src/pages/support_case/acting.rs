//! What agents do about the request of a case: why, and to whom it is handed over.

use crate::pages::support_case::answering::{done, is_about_words};
use crate::pages::support_case::attaching::{Attaching, Sent};
use crate::pages::support_case::show::{case_id, show_page};
use crate::pages::support_case::typed::{
    FaultsInCase, ShownAgain, TextOfCase, TypedInCase, WithoutFiles,
};
use crate::storage::{Error, Tx};
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::page::render_with;
use crate::{use_cases, web};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::text::WORDS;
use domain::{CaseId, PersonId, Refusal, text};
use i18n_embed_fl::fl;

/// Reminds those who decide. Errors: not found, for whoever does not work on the case.
pub async fn remind(
    visit: SignedIn,
    Path(id): Path<String>,
    Sent(WithoutFiles(typed), files): Sent<WithoutFiles>,
) -> Result<Response, PageError> {
    let done = fl!(visit.words.plain, "support-case-reminded");
    let work = use_cases::support_case::remind_deciders;
    carry_out(&visit, &id, (typed, files), None, done, work).await
}

/// Hands the request over to one of those who may decide it. Errors: as [`remind`].
pub async fn hand_over(
    visit: SignedIn,
    Path(id): Path<String>,
    Sent(WithoutFiles(typed), files): Sent<WithoutFiles>,
) -> Result<Response, PageError> {
    let done = fl!(visit.words.plain, "support-case-handed-over");
    let (to, fault) = match typed.decider.as_str() {
        "" => {
            let fault = fl!(visit.words.text, "support-case-choose-decider-fault");
            (None, Some(fault))
        }
        to => {
            let to: PersonId = to.parse().map_err(|_| PageError::BadForm)?;
            (Some(to), None)
        }
    };
    carry_out(
        &visit,
        &id,
        (typed, files),
        fault,
        done,
        move |tx, id, by, why| match &to {
            Some(to) => use_cases::support_case::hand_over(tx, id, by, to, why),
            None => Err(Refusal::NotADecider.into()),
        },
    )
    .await
}

/// Carries out what was chosen and leads back to the case; what cannot be done is said beside the field, and what was typed stays.
async fn carry_out(
    visit: &SignedIn,
    id: &str,
    (typed, files): (TypedInCase, Attaching),
    decider_fault: Option<String>,
    done_words: String,
    work: impl Fn(&mut Tx, &CaseId, &PersonId, &str) -> Result<(), Error> + Send + Sync + 'static,
) -> Result<Response, PageError> {
    let id = case_id(id)?;
    let cleaned = text::clean(&typed.why, WORDS).map_err(|fault| text_fault(visit, fault));
    let (why, fault) = sorted(cleaned);
    let mut faults = FaultsInCase {
        why: fault,
        decider: decider_fault,
        ..FaultsInCase::of_unsent(visit, &files)
    };
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let (Some(why), None) = (why, &faults.decider) {
        let (case, by) = (id.clone(), visit.person.id.clone());
        match visit.write(move |tx| work(tx, &case, &by, &why)).await {
            Ok(()) => {
                let typed = typed.without(TextOfCase::Why);
                return done(visit, &id, typed, &files, done_words).await;
            }
            Err(Error::Refused(refusal)) if is_about_act(&refusal) => {
                status = web::refusals::status(&refusal);
                let words = Some(web::refusals::words(visit, &refusal));
                match refusal {
                    Refusal::NotADecider | Refusal::NothingToChange => faults.decider = words,
                    _ => faults.why = words,
                }
            }
            Err(fault) => return Err(fault.into()),
        }
    }
    let again = ShownAgain {
        typed,
        faults,
        ..ShownAgain::default()
    };
    let page = show_page(visit, &id, again).await?;
    Ok(render_with(status, &page))
}

/// Whether it cannot be done, now or to this request: it is said where it was tried.
fn is_about_act(refusal: &Refusal) -> bool {
    is_about_words(refusal)
        || matches!(
            refusal,
            Refusal::NotADecider
                | Refusal::ReminderTooSoon { .. }
                | Refusal::WaitingForRequester
                | Refusal::AlreadySettled { .. }
                | Refusal::AccountNotOpen
                | Refusal::GroupNotManaged
        )
}
