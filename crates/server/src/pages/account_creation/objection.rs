//! For the administrators of an account: a new one below its identifier, and the chance to object.

use crate::store;
use crate::use_cases::account_creation::{CreationChange, change};
use crate::web::desk::{Desk, DeskTab, ManageMembers};
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::{Faults, Field, Form, Kind};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::account_creation::{Creation, CreationOutcome};
use domain::membership::Reach;
use domain::person::Person;
use domain::smart_account::SmartAccount;
use domain::text::WORDS;
use domain::{CreationId, Refusal, text};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "account_creation/objection.html")]
struct ObjectionPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    creation: Creation,
    creator: Person,
    outcome: CreationOutcome,
    faults: Faults,
    words: Field,
}

/// The creation, if it lies below this account and whoever looks may manage all of the account.
async fn below(desk: &Desk<ManageMembers>, id: &str) -> Result<(Creation, Person), PageError> {
    let id: CreationId = id.parse().map_err(|_| PageError::NotFound)?;
    let account = desk.account.id.clone();
    let reach = desk.reach.clone();
    let found = desk
        .read(move |db| {
            let creation = store::account_creation::find(db, &id)?;
            if creation.progress.parent.as_ref() != Some(&account) || reach != Reach::Account {
                return Err(Refusal::NotFound.into());
            }
            let creator = store::person::find(db, &creation.creator)?;
            Ok((creation, creator))
        })
        .await?;
    Ok(found)
}

fn page(
    desk: &Desk<ManageMembers>,
    (creation, creator): (Creation, Person),
    typed: &str,
    fault: Option<String>,
) -> ObjectionPage {
    let t = &desk.words.text;
    let words = Field::new("words", fl!(t, "creation-objection"))
        .kind(Kind::Area)
        .value(typed)
        .hint(fl!(t, "creation-objection-hint"))
        .fault(fault);
    ObjectionPage {
        p: desk.page(&fl!(t, "creation-below-title")),
        account: desk.account.clone(),
        tabs: desk.tabs("properties"),
        outcome: creation.outcome(),
        creation,
        creator,
        faults: Faults::of(&[&words]),
        words,
    }
}

/// The creation with the form to object. Errors: not found, where it lies below another account, or for those whose right does
/// not reach the whole account.
pub async fn show(
    desk: Desk<ManageMembers>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let found = below(&desk, &id).await?;
    Ok(render(&page(&desk, found, "", None)))
}

/// What is said against it, which must not be empty.
#[derive(Deserialize)]
pub struct ObjectionForm {
    words: String,
}

/// Objects, once; an operator decides what follows. Errors: as [`show`]; the creation has ended, or there is an objection
/// already.
pub async fn object(
    desk: Desk<ManageMembers>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<ObjectionForm>,
) -> Result<Response, PageError> {
    let found = below(&desk, &id).await?;
    let words = text::clean(&form.words, WORDS).map_err(|fault| text_fault(&desk, fault));
    let words = match sorted(words) {
        (Some(words), _) => words,
        (None, fault) => {
            let page = page(&desk, found, &form.words, fault);
            return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let what = CreationChange::Object {
        parent: desk.account.id.clone(),
        words,
    };
    let (creation, by) = (found.0.id.clone(), desk.person.id.clone());
    desk.write(move |tx| change(tx, &creation, &by, &what))
        .await??;
    let said = fl!(desk.words.plain, "creation-objected");
    let back = desk.address(&format!("creations/{id}"));
    Ok(Onward::to(&desk.app, &back).saying(&said).into_response())
}
