//! How many invitations an account may send in a day, as operators set it.

use crate::pages::operator::accounts::{Typed, account_page};
use crate::web::door::Operator;
use crate::web::errors::PageError;
use crate::web::forms::{Field, Form};
use crate::web::page::render_with;
use crate::web::visit::{Onward, Visit};
use crate::{store, use_cases, web};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::rules::invitation::a_day;
use domain::{Moment, Refusal, SmartAccountId};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// More than any account needs.
const MOST: u32 = 1_000_000;

#[derive(Deserialize, Clone)]
pub struct InvitationsForm {
    invitations: String,
}

/// The field, as it was typed or as it stands. In: since when there is the account, and what is set for it.
pub(crate) fn field(
    visit: &Visit,
    (created_at, set): (Moment, Option<u32>),
    typed: Option<(String, String)>,
) -> Field {
    let (value, fault) = match typed {
        Some((value, fault)) => (value, Some(fault)),
        None => (set.map_or_else(String::new, |set| set.to_string()), None),
    };
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    let limits = &visit.app.config.limits;
    let (new, most) = (limits.invitations_of_new_accounts, limits.invitations);
    let by_age = a_day(visit.now.since(created_at), None, new, most);
    Field::new("invitations", fl!(t, "operator-invitations-a-day"))
        .value(&value)
        .optional(fl!(t, "field-optional"))
        .hint(fl!(plain, "operator-invitations-hint", count = by_age))
        .fault(fault)
}

pub async fn create(
    visit: Operator,
    Path(id): Path<String>,
    Form(form): Form<InvitationsForm>,
) -> Result<Response, PageError> {
    let id: SmartAccountId = id.parse().map_err(|_| PageError::NotFound)?;
    // An account that is not there is that whatever was typed.
    let known = id.clone();
    visit
        .app
        .db
        .read(move |db| store::smart_account::find(db, &known))
        .await?;
    let set = match form.invitations.trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some),
    };
    let plain = &visit.words.plain;
    let outcome =
        match set.map(|set: Option<u32>| set.filter(|set| *set > MOST).map_or(Ok(set), Err)) {
            Ok(Ok(set)) => {
                let account = id.clone();
                let set = visit
                    .app
                    .db
                    .write(visit.author(), move |tx| {
                        use_cases::smart_account::operation::set_invitations(tx, &account, set)
                    })
                    .await?;
                match set {
                    Ok(()) => Ok(fl!(plain, "operator-invitations-saved")),
                    Err(Refusal::NothingToChange) => Ok(fl!(plain, "nothing-changed")),
                    Err(refusal) => Err((
                        web::refusals::words(&visit, &refusal),
                        web::refusals::status(&refusal),
                    )),
                }
            }
            _ => Err((
                fl!(plain, "operator-invitations-wrong", most = MOST),
                axum::http::StatusCode::UNPROCESSABLE_ENTITY,
            )),
        };
    match outcome {
        Ok(said) => {
            let back = format!("/operator/accounts/{id}");
            Ok(Onward::to(&visit.app, &back).saying(&said).into_response())
        }
        Err((fault, status)) => {
            let typed = Typed {
                invitations: Some((form.invitations, fault)),
                ..Typed::default()
            };
            let page = account_page(&visit, id, typed).await?;
            Ok(render_with(status, &page))
        }
    }
}
