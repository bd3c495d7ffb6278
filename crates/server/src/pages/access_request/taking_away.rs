//! Taking away what a request has given.

use crate::pages::access_request::decide::{in_brief, load, typed_wrongly};
use crate::pages::access_request::talk_form::Typed;
use crate::web::errors::PageError;
use crate::web::faults::text_fault;
use crate::web::forms::Form;
use crate::web::request_desk::{RequestDesk, RequestInPath};
use crate::web::visit::Onward;
use crate::{store, use_cases, web};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::text::Reason;
use domain::{Refusal, RequestId};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// Why it is taken away.
#[derive(Deserialize)]
pub struct TakingForm {
    #[serde(default)]
    why_away: String,
}

/// Takes away what a request has given. What is wrong with the words, or that it has ended meanwhile, is the page again, with what was
/// typed. Errors: not found, where it is not decided here or has given nothing.
pub async fn take_away(
    desk: RequestDesk,
    RequestInPath(id): RequestInPath,
    Form(form): Form<TakingForm>,
) -> Result<Response, PageError> {
    let request = in_brief(&desk, &id).await?;
    let applicant = request.applicant.clone();
    let words = match Reason::parse(&form.why_away) {
        Ok(words) => words,
        Err(fault) => {
            let fault = text_fault(&desk, fault);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return shown_again(&desk, &id, status, form, fault).await;
        }
    };
    let (of, by) = (request.id.clone(), desk.person.id.clone());
    let taken = desk
        .write(move |tx| use_cases::entitlement::take_away(tx, &of, &by, &words))
        .await?;
    match taken {
        Ok(()) => {
            let holder = desk.read(move |db| store::person::find(db, &applicant));
            let name = holder.await?.profile.full_name;
            let said = fl!(desk.words.plain, "taking-away-done", name = name);
            let back = desk.address(&format!("requests/{id}"));
            Ok(Onward::to(&desk.app, &back).saying(&said).into_response())
        }
        Err(refusal) => {
            let fault = match refusal {
                Refusal::OwnRequest => fl!(desk.words.text, "refusal-own-access"),
                _ => web::refusals::words(&desk, &refusal),
            };
            let status = web::refusals::status(&refusal);
            shown_again(&desk, &id, status, form, fault).await
        }
    }
}

/// The page of the request with why nothing was taken away, and with what was typed.
async fn shown_again(
    desk: &RequestDesk,
    id: &RequestId,
    status: StatusCode,
    form: TakingForm,
    fault: String,
) -> Result<Response, PageError> {
    let loaded = load(desk, id).await?;
    if loaded.given.is_none() {
        return Err(PageError::NotFound);
    }
    let typed = Typed {
        taking: (form.why_away, Some(fault)),
        ..Typed::default()
    };
    Ok(typed_wrongly(desk, loaded, status, typed))
}
