//! The requester writes to those who decide.

use crate::pages::access_request::own::{load, shown};
use crate::pages::access_request::turn_form::Typed;
use crate::use_cases::access_request::talking;
use crate::web;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::Form;
use crate::web::visit::Onward;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use domain::text::Reason;
use i18n_embed_fl::fl;
use serde::Deserialize;

/// What the form sends.
#[derive(Deserialize)]
pub struct MessageForm {
    #[serde(default)]
    message: String,
}

/// Puts the message into the request's conversation. What is wrong with it, or refused for now, is the page again with what was
/// typed. Errors: not found, where the request is another's.
pub async fn create(
    visit: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<MessageForm>,
) -> Result<Response, PageError> {
    let own = load(&visit, &id).await?;
    let again = |own, status, fault| {
        let typed = Typed {
            message: form.message.clone(),
            message_fault: fault,
            ..Typed::default()
        };
        shown(&visit, own, status, typed)
    };
    let message =
        match sorted(Reason::parse(&form.message).map_err(|fault| text_fault(&visit, fault))) {
            (Some(message), _) => message,
            (None, fault) => return Ok(again(own, StatusCode::UNPROCESSABLE_ENTITY, fault)),
        };
    let (request, by) = (own.request.id.clone(), visit.person.id.clone());
    let result = visit
        .write(move |tx| talking::write(tx, &request, &by, &message))
        .await?;
    let said = match result {
        Ok(()) => fl!(visit.words.plain, "message-sent"),
        Err(refusal @ Refusal::MessagesTooSoon { .. }) => {
            let words = Some(web::refusals::words(&visit, &refusal));
            let status = web::refusals::status(&refusal);
            return Ok(again(load(&visit, &id).await?, status, words));
        }
        // Settled meanwhile: the page says how, and what was written stands on it.
        Err(refusal @ Refusal::AlreadySettled { .. }) => {
            let status = web::refusals::status(&refusal);
            return Ok(again(load(&visit, &id).await?, status, None));
        }
        Err(refusal) if refusal.status() == 409 => web::refusals::words(&visit, &refusal),
        Err(refusal) => return Err(refusal.into()),
    };
    Ok(Onward::to(&visit.app, &format!("/access/requests/{id}"))
        .saying(&said)
        .into_response())
}
