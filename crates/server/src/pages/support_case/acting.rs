//! What agents do about the request of a case: why, and to whom it is handed over.

use crate::pages::support_case::answering::is_about_words;
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

/// Why something is done about the request, and whom it is handed over to.
#[derive(Deserialize)]
pub struct ActForm {
    why: String,
    #[serde(default)]
    decider: String,
}

/// Reminds those who decide. Errors: not found, for whoever does not work on the case.
pub async fn remind(
    visit: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<ActForm>,
) -> Result<Response, PageError> {
    let done = fl!(visit.words.plain, "support-case-reminded");
    let work = use_cases::support_case::remind_deciders;
    carry_out(&visit, &id, form, None, done, work).await
}

/// Hands the request over to one of those who may decide it. Errors: as [`remind`].
pub async fn hand_over(
    visit: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<ActForm>,
) -> Result<Response, PageError> {
    let done = fl!(visit.words.plain, "support-case-handed-over");
    let (to, fault) = match form.decider.as_str() {
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
        form,
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
    form: ActForm,
    decider_fault: Option<String>,
    done: String,
    work: impl Fn(&mut Tx, &CaseId, &PersonId, &str) -> Result<(), Error> + Send + Sync + 'static,
) -> Result<Response, PageError> {
    let id = case_id(id)?;
    let cleaned = text::clean(&form.why, WORDS).map_err(|fault| text_fault(visit, fault));
    let (why, fault) = sorted(cleaned);
    let mut typed = TypedInCase {
        decider: form.decider,
        decider_fault,
        fault,
        ..TypedInCase::of_form(CaseForm::Act, form.why)
    };
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let (Some(why), None) = (why, &typed.decider_fault) {
        let (case, by) = (id.clone(), visit.person.id.clone());
        match visit.write(move |tx| work(tx, &case, &by, &why)).await {
            Ok(()) => {
                let back = format!("/support/cases/{id}");
                return Ok(Onward::to(&visit.app, &back).saying(&done).into_response());
            }
            Err(Error::Refused(refusal)) if is_about_act(&refusal) => {
                status = web::refusals::status(&refusal);
                let words = Some(web::refusals::words(visit, &refusal));
                match refusal {
                    Refusal::NotADecider | Refusal::NothingToChange => typed.decider_fault = words,
                    _ => typed.fault = words,
                }
            }
            Err(fault) => return Err(fault.into()),
        }
    }
    let page = show_page(visit, &id, typed, None).await?;
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
