//! The page on which operators erase somebody who left.

use crate::pages::operator::people::{back, see_person};
use crate::use_cases::person::deactivation::Administered;
use crate::web::door::Operator;
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Form};
use crate::web::page::{Page, render, render_with};
use crate::{use_cases, web};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::person::{Person, UserId};
use domain::{PersonId, Refusal};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "operator/erase-person.html")]
struct ErasePage {
    p: Page,
    person: Person,
    administered: Vec<Administered>,
    faults: Faults,
    /// Their user ID, typed by whoever means them and nobody else.
    user_id: Field,
    /// Why it was refused, or would be.
    refused: Option<String>,
    can_erase: bool,
    /// How long backups still name them.
    backups: String,
}

async fn page(
    visit: &Operator,
    id: PersonId,
    typed: &str,
    fault: Option<String>,
    refusal: Option<Refusal>,
) -> Result<ErasePage, PageError> {
    let (person, by) = (id.clone(), visit.person.id.clone());
    let obstacle = visit
        .read(move |db| use_cases::person::erasure::obstacle(db, &person, &by))
        .await?;
    let can_erase = obstacle.is_none();
    let refusal = refusal.or(obstacle);
    let (person, administered) = see_person(visit, id).await?;
    let t = &visit.words.text;
    let backups = match visit.app.config.privacy.backups_days {
        0 => fl!(t, "operator-erase-backups-unsaid"),
        days => fl!(t, "operator-erase-backups", days = days),
    };
    let user_id = Field::new("user_id", fl!(t, "operator-erase-user-id"))
        .value(typed)
        .hint(fl!(
            t,
            "operator-erase-user-id-hint",
            id = person.user_id.as_str()
        ))
        .autocomplete("off")
        .fault(fault);
    Ok(ErasePage {
        faults: Faults::of(&[&user_id]),
        user_id,
        p: visit.page(&fl!(
            t,
            "operator-erase-title",
            name = person.profile.full_name.as_str()
        )),
        person,
        administered,
        refused: refusal.map(|refusal| web::refusals::words(visit, &refusal)),
        can_erase,
        backups,
    })
}

/// What goes, what stays, and what stands in the way.
pub async fn form(visit: Operator, Path(id): Path<String>) -> Result<Response, PageError> {
    let id = id.parse().map_err(|_| PageError::NotFound)?;
    Ok(render(&page(&visit, id, "", None, None).await?))
}

fn is_theirs(person: &Person, typed: &str) -> bool {
    UserId::parse(typed).is_ok_and(|typed| typed == person.user_id)
}

/// What was typed.
#[derive(Deserialize)]
pub struct Typed {
    user_id: String,
}

/// Erases somebody whose user ID was typed; that it is another's is said beside the field, and what stands in the way on the page.
pub async fn erase(
    visit: Operator,
    Path(id): Path<String>,
    Form(form): Form<Typed>,
) -> Result<Response, PageError> {
    let id: PersonId = id.parse().map_err(|_| PageError::NotFound)?;
    let (person, _) = see_person(&visit, id.clone()).await?;
    if !is_theirs(&person, &form.user_id) {
        let fault = fl!(visit.words.text, "operator-erase-user-id-other");
        let page = page(&visit, id, &form.user_id, Some(fault), None).await?;
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let person = id.clone();
    let done = visit
        .write(move |tx| use_cases::person::erasure::erase(tx, &person))
        .await?;
    match done {
        Ok(()) => Ok(back(
            &visit,
            &id,
            &fl!(visit.words.plain, "operator-erased"),
        )),
        Err(refusal) => {
            let page = page(&visit, id, &form.user_id, None, Some(refusal)).await?;
            Ok(render_with(StatusCode::CONFLICT, &page))
        }
    }
}
