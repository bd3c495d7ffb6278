//! The page that the link in a letter to a notification address leads to. Whoever reads the mailbox may confirm, logged in or not.

use crate::pages::parts::message::{Token, dead_link_because};
use crate::use_cases::notification_address::{by_link, confirm};
use crate::web::door::Anybody;
use crate::web::errors::PageError;
use crate::web::forms::{Form, Query};
use crate::web::page::{Page, render};
use crate::web::visit::{Onward, Visit};
use crate::{store, web};
use askama::Template;
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use domain::email::EmailAddress;
use i18n_embed_fl::fl;

#[derive(Template)]
#[template(path = "notification_address/confirm.html")]
struct ConfirmPage {
    p: Page,
    account: String,
    email: EmailAddress,
    token: String,
}

/// A link that confirms nothing, with the reason; no more of the account than the letter told.
fn dead(visit: &Visit, refusal: &Refusal) -> Response {
    let t = &visit.words.text;
    let words = match refusal {
        Refusal::NotFound => fl!(t, "link-dead-words"),
        Refusal::AddressOutsideDomain { .. } => fl!(t, "notification-address-link-outside"),
        other => web::refusals::words(visit, other),
    };
    dead_link_because(visit, &words)
}

/// Which address would be confirmed for which account, or why none. Changes nothing: programs follow links in mails without
/// asking anybody.
pub async fn form(visit: Anybody, Query(query): Query<Token>) -> Result<Response, PageError> {
    let (token, now) = (query.token.clone(), visit.now);
    let followed = visit.read(move |db| {
        let fact = match by_link(db, &token, now)? {
            Ok(fact) => fact,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let address = fact.address();
        let account = store::smart_account::find(db, &address.account)?;
        Ok(Ok((account.name, address.email.clone())))
    });
    Ok(match followed.await? {
        Ok((account, email)) => render(&ConfirmPage {
            p: visit.page(&fl!(visit.words.text, "notification-address-confirm-title")),
            account,
            email,
            token: query.token,
        }),
        Err(refusal) => dead(&visit, &refusal),
    })
}

/// Confirms the address for whoever has the link; where nothing can be confirmed, as [`form`].
pub async fn create(visit: Anybody, Form(form): Form<Token>) -> Result<Response, PageError> {
    let confirmed = visit.write(move |tx| {
        let confirmed = confirm(tx, &form.token)?;
        Ok(match confirmed {
            Ok(address) => {
                let account = store::smart_account::find(tx.db, &address.account)?;
                Ok((account.name, address.email))
            }
            Err(refusal) => Err(refusal),
        })
    });
    Ok(match confirmed.await? {
        Ok((account, email)) => {
            let said = fl!(
                visit.words.plain,
                "notification-address-confirmed-now",
                email = email.as_str(),
                account = account.as_str()
            );
            Onward::to(&visit.app, "/").saying(&said).into_response()
        }
        Err(refusal) => dead(&visit, &refusal),
    })
}
