//! How many invitations an account may send in a day, as operators set it.

use crate::pages::operator::accounts::{Typed, account_page, back};
use crate::pages::operator::invitation_form::{InvitationsForm, MOST};
use crate::web::door::Operator;
use crate::web::errors::PageError;
use crate::web::forms::Form;
use crate::web::page::render_with;
use crate::{store, use_cases, web};
use axum::extract::Path;
use axum::response::Response;
use domain::{Refusal, SmartAccountId};
use i18n_embed_fl::fl;

/// Sets the number, `MOST` at most, or leaves it to the age of the account; what is wrong is the account's page again.
pub async fn create(
    visit: Operator,
    Path(id): Path<String>,
    Form(form): Form<InvitationsForm>,
) -> Result<Response, PageError> {
    let id: SmartAccountId = id.parse().map_err(|_| PageError::NotFound)?;
    // An account that is not there is that whatever was typed.
    let known = id.clone();
    visit
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
                    .write(move |tx| {
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
        Ok(said) => Ok(back(&visit, &id, &said)),
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
