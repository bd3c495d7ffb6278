//! The aliases of an account as operators set them, who need not show that a domain is the account's.

use super::account_pages::{Typed, account_page};
use crate::smart_account::properties::pages::read_aliases;
use crate::smart_account::properties::set_aliases;
use crate::web::errors::PageError;
use crate::web::forms::{Field, Form, Kind};
use crate::web::page::render_with;
use crate::web::refusals;
use crate::web::visit::{Onward, Operator, Visit};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::rules::properties::Facts;
use domain::smart_account::properties::MOST_ALIASES;
use domain::{DomainIdentifier, SmartAccountId};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// What is typed, against which version.
#[derive(Deserialize, Clone)]
pub struct AliasForm {
    aliases: String,
    version: u32,
}

/// The field, as it was typed or as it stands.
pub(super) fn field(visit: &Visit, facts: &Facts, typed: Option<(AliasForm, String)>) -> Field {
    let stands = || {
        let all = facts.properties.aliases.iter();
        let lines: Vec<String> = all.map(DomainIdentifier::shown).collect();
        lines.join("\n")
    };
    let (value, fault) = match typed {
        Some((form, fault)) => (form.aliases, Some(fault)),
        None => (stands(), None),
    };
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    Field::new("aliases", fl!(t, "account-aliases"))
        .kind(Kind::Area)
        .value(&value)
        .optional(fl!(t, "field-optional"))
        .hint(fl!(plain, "properties-aliases-hint", most = MOST_ALIASES))
        .fault(fault)
}

pub async fn create(
    visit: Operator,
    Path(id): Path<String>,
    Form(form): Form<AliasForm>,
) -> Result<Response, PageError> {
    let id: SmartAccountId = id.parse().map_err(|_| PageError::NotFound)?;
    let wrong = async |fault: String, status| {
        let typed = Typed {
            aliases: Some((form.clone(), fault)),
            ..Typed::default()
        };
        let page = account_page(&visit, id.clone(), typed).await?;
        Ok(render_with(status, &page))
    };
    let aliases = match read_aliases(&visit, &form.aliases) {
        Ok(aliases) => aliases,
        Err(fault) => return wrong(fault, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let (account, version) = (id.clone(), form.version);
    let set = visit
        .app
        .db
        .write(visit.author(), move |tx| {
            set_aliases(tx, &account, version, &aliases)
        })
        .await?;
    match set {
        Ok(anything) => {
            let said = if anything {
                fl!(visit.words.plain, "properties-saved")
            } else {
                fl!(visit.words.plain, "nothing-changed")
            };
            let back = format!("/operator/accounts/{id}");
            Ok(Onward::to(&visit.app, &back).saying(&said).into_response())
        }
        Err(refusal) => {
            let status = refusals::status(&refusal);
            wrong(refusals::words(&visit, &refusal), status).await
        }
    }
}
