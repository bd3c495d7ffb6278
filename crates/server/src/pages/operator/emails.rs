//! Operators put another address in place of somebody's, or free that of somebody who left.

use crate::pages::operator::people::{back, changed, person_page};
use crate::web::door::Operator;
use crate::web::errors::PageError;
use crate::web::forms::Form;
use crate::web::page::render_with;
use crate::{use_cases, web};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::email::EmailAddress;
use domain::{PersonId, Refusal};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// The address that is to take the place of theirs.
#[derive(Deserialize)]
pub struct Typed {
    email: String,
}

/// Puts another address in place of somebody's; that it is taken or theirs already, or that they are the operator, is said beside
/// the field.
pub async fn replace(
    visit: Operator,
    Path(id): Path<String>,
    Form(form): Form<Typed>,
) -> Result<Response, PageError> {
    let id: PersonId = id.parse().map_err(|_| PageError::NotFound)?;
    let wrong = async |fault: String| {
        let typed = Some((form.email.clone(), fault));
        let page = person_page(&visit, id.clone(), typed).await?;
        Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
    };
    let Ok(email) = EmailAddress::parse(&form.email) else {
        return wrong(fl!(visit.words.text, "field-email")).await;
    };
    let person = id.clone();
    let replaced = visit
        .write(move |tx| use_cases::person::addresses::replace(tx, &person, &email))
        .await?;
    match replaced {
        Ok(()) => {}
        Err(refusal @ (Refusal::EmailTaken | Refusal::OwnEmail | Refusal::NothingToChange)) => {
            return wrong(web::refusals::words(&visit, &refusal)).await;
        }
        Err(refusal) => return Err(refusal.into()),
    }
    tracing::info!(event = "address.replaced", person = %id, by = %visit.person.id, "an operator replaced an address");
    let said = fl!(visit.words.plain, "person-email-replaced");
    Ok(back(&visit, &id, &said))
}

/// Frees the address of somebody who left. Errors: a refusal is a page of its own.
pub async fn free(visit: Operator, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: PersonId = id.parse().map_err(|_| PageError::NotFound)?;
    let said = fl!(visit.words.plain, "person-email-freed");
    let freed = changed(&visit, id.clone(), said, use_cases::person::addresses::free).await?;
    tracing::info!(event = "address.freed", person = %id, by = %visit.person.id, "an operator freed an address");
    Ok(freed)
}
