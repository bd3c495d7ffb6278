//! Letting go on what a request has given.

use crate::pages::access_request::decide::in_brief;
use crate::storage::Error;
use crate::web::errors::PageError;
use crate::web::request_desk::{RequestDesk, RequestInPath};
use crate::web::visit::Onward;
use crate::{use_cases, web};
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use i18n_embed_fl::fl;

/// Renews what a request has given. Errors: not found, where it is not decided here.
pub async fn renew(
    desk: RequestDesk,
    RequestInPath(id): RequestInPath,
) -> Result<Response, PageError> {
    let request = in_brief(&desk, &id).await?.id;
    let by = desk.person.id.clone();
    let done = desk
        .write(move |tx| use_cases::entitlement::renew(tx, &request, &by))
        .await;
    let said = match done {
        Ok(()) => fl!(desk.words.plain, "entitlement-renewed"),
        Err(Error::Refused(refusal @ (Refusal::NothingToChange | Refusal::OwnRequest))) => {
            web::refusals::words(&desk, &refusal)
        }
        Err(fault) => return Err(fault.into()),
    };
    let back = desk.address(&format!("requests/{id}"));
    Ok(Onward::to(&desk.app, &back).saying(&said).into_response())
}
