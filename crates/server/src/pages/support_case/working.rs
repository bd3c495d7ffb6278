//! How soon a case is to be solved, and by whom: set by agents.

use crate::pages::support_case::show::{CaseForm, TypedInCase, case_id, show_page};
use crate::storage::Error;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::forms::Form;
use crate::web::page::render_with;
use crate::web::visit::Onward;
use crate::{use_cases, web};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::support_case::Priority;
use domain::{CaseId, PersonId, Refusal};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// A priority by its key.
#[derive(Deserialize)]
pub struct PriorityForm {
    priority: String,
}

/// Who is to look after a case: `me`, `nobody`, or somebody by their id in `to`.
#[derive(Deserialize)]
pub struct AssignmentForm {
    #[serde(default)]
    who: String,
    #[serde(default)]
    to: String,
}

fn back(visit: &SignedIn, id: &CaseId, said: &str) -> Response {
    Onward::to(&visit.app, &format!("/support/cases/{id}"))
        .saying(said)
        .into_response()
}

/// Sets how soon it has to be answered and solved. Errors: not found, for whoever does not work on it; a priority there is not.
pub async fn prioritise(
    visit: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<PriorityForm>,
) -> Result<Response, PageError> {
    let id = case_id(&id)?;
    let priority = Priority::from_key(&form.priority).ok_or(PageError::BadForm)?;
    let (case, by) = (id.clone(), visit.person.id.clone());
    let set = visit
        .write(move |tx| use_cases::support_case::prioritise(tx, &case, &by, priority))
        .await;
    let said = match set {
        Ok(()) => fl!(visit.words.plain, "support-case-prioritised"),
        Err(Error::Refused(refusal @ Refusal::CaseClosed)) => {
            web::refusals::words(&visit, &refusal)
        }
        Err(fault) => return Err(fault.into()),
    };
    Ok(back(&visit, &id, &said))
}

/// Takes it, hands it to somebody, or gives it back to all. Errors: not found, for whoever does not work on it.
pub async fn assign(
    visit: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<AssignmentForm>,
) -> Result<Response, PageError> {
    let id = case_id(&id)?;
    let to: Option<PersonId> = match (form.who.as_str(), form.to.as_str()) {
        ("me", _) => Some(visit.person.id.clone()),
        ("nobody", _) => None,
        ("", "") => {
            let fault = fl!(visit.words.text, "support-case-choose-agent-fault");
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return again(&visit, &id, &form.to, status, fault).await;
        }
        ("", to) => Some(to.parse().map_err(|_| PageError::BadForm)?),
        _ => return Err(PageError::BadForm),
    };
    let said = match &to {
        None => fl!(visit.words.plain, "support-case-given-back"),
        Some(to) if *to == visit.person.id => fl!(visit.words.plain, "support-case-taken"),
        Some(_) => fl!(visit.words.plain, "support-case-handed"),
    };
    let (case, by) = (id.clone(), visit.person.id.clone());
    let assigned = visit
        .write(move |tx| use_cases::support_case::assign(tx, &case, &by, to.as_ref()))
        .await;
    match assigned {
        Ok(()) => Ok(back(&visit, &id, &said)),
        Err(Error::Refused(refusal @ (Refusal::CaseClosed | Refusal::NotAnAgent))) => {
            let fault = web::refusals::words(&visit, &refusal);
            again(
                &visit,
                &id,
                &form.to,
                web::refusals::status(&refusal),
                fault,
            )
            .await
        }
        Err(fault) => Err(fault.into()),
    }
}

async fn again(
    visit: &SignedIn,
    id: &CaseId,
    to: &str,
    status: StatusCode,
    fault: String,
) -> Result<Response, PageError> {
    let typed = TypedInCase {
        fault: Some(fault),
        ..TypedInCase::of_form(CaseForm::Assignment, to.to_owned())
    };
    let page = show_page(visit, id, typed, None).await?;
    Ok(render_with(status, &page))
}
