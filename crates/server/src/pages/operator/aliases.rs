//! The aliases of an account as operators set them, who need not show that a domain is the account's.

use crate::pages::operator::accounts::{Typed, account_page, back};
use crate::pages::operator::alias_form::AliasForm;
use crate::pages::smart_account::properties::read_aliases;
use crate::use_cases::smart_account::properties::set_aliases;
use crate::web;
use crate::web::door::Operator;
use crate::web::errors::PageError;
use crate::web::forms::Form;
use crate::web::page::render_with;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::SmartAccountId;
use i18n_embed_fl::fl;

/// Sets all aliases of the account against the version that was seen; what is wrong or refused is its page again.
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
        .write(move |tx| set_aliases(tx, &account, version, &aliases))
        .await?;
    match set {
        Ok(anything) => {
            let said = if anything {
                fl!(visit.words.plain, "properties-saved")
            } else {
                fl!(visit.words.plain, "nothing-changed")
            };
            Ok(back(&visit, &id, &said))
        }
        Err(refusal) => {
            let status = web::refusals::status(&refusal);
            wrong(web::refusals::words(&visit, &refusal), status).await
        }
    }
}
