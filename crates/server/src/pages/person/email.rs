//! Another address, confirmed by the link of a mail.

use crate::pages::parts::message::{Token, dead_link_because};
use crate::pages::person::profile::{ProfileFaults, ProfileForm, owner, profile_page};
use crate::pages::person::sign_up::link_of;
use crate::store::session::Link;
use crate::use_cases::person::Taken;
use crate::use_cases::person::passwords::NotChanged;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::forms::{Form, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use crate::{use_cases, web};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use domain::email::EmailAddress;
use i18n_embed_fl::fl;
use serde::Deserialize;

/// The new address, and the password of whoever asks for it.
#[derive(Deserialize)]
pub struct EmailForm {
    email: String,
    password: String,
}

/// Sends a link to the new address; nothing changes until it is followed.
pub async fn change_email(
    visit: SignedIn,
    Form(form): Form<EmailForm>,
) -> Result<Response, PageError> {
    let Ok(email) = EmailAddress::parse(&form.email) else {
        let faults = ProfileFaults {
            email: Some(fl!(visit.words.text, "field-email")),
            ..Default::default()
        };
        let page = profile_page(&visit, &ProfileForm::of(&visit, ""), &form.email, &faults);
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    if let Err(why) = owner(&visit).change_email(email, form.password).await? {
        let mut faults = ProfileFaults::default();
        let status = match why {
            // The password was not looked at.
            NotChanged::Refused(refusal @ Refusal::TooOften { .. }) => {
                faults.password = Some(web::refusals::words(&visit, &refusal));
                web::refusals::status(&refusal)
            }
            NotChanged::Refused(refusal) => {
                faults.email = Some(web::refusals::words(&visit, &refusal));
                web::refusals::status(&refusal)
            }
            NotChanged::WrongPassword | NotChanged::Weak(_) => {
                faults.password = Some(fl!(visit.words.text, "password-wrong"));
                StatusCode::UNPROCESSABLE_ENTITY
            }
        };
        let page = profile_page(&visit, &ProfileForm::of(&visit, ""), &form.email, &faults);
        return Ok(render_with(status, &page));
    }
    let said = fl!(visit.words.plain, "profile-email-sent");
    Ok(Onward::to(&visit.app, "/profile")
        .saying(&said)
        .into_response())
}

/// Takes their word that mail to their address arrives.
pub async fn address_works(visit: SignedIn) -> Result<Response, PageError> {
    let id = visit.person.id.clone();
    let done = visit
        .write(move |tx| use_cases::person::failing::address_works(tx, &id))
        .await?;
    let onward = Onward::to(&visit.app, "/profile#address");
    let said = fl!(visit.words.plain, "person-email-works-said");
    // Whoever says it twice has said it.
    Ok(match done {
        Ok(()) | Err(Refusal::NothingToChange) => onward.saying(&said).into_response(),
        Err(refusal) => return Err(refusal.into()),
    })
}

#[derive(Template)]
#[template(path = "person/confirm-email.html")]
struct ConfirmEmailPage {
    p: Page,
    token: String,
}

/// The page that the link leads to.
pub async fn confirm_email_form(
    visit: SignedIn,
    Query(query): Query<Token>,
) -> Result<Response, PageError> {
    let t = &visit.words.text;
    // Whose it is shows when it is used.
    Ok(match link_of(&visit, &query.token).await? {
        Some(Link::EmailChange { .. }) => render(&ConfirmEmailPage {
            p: visit.page(&fl!(t, "profile-email-confirm")),
            token: query.token,
        }),
        _ => dead_link_because(&visit, &fl!(t, "profile-email-dead")),
    })
}

/// Takes the new address; where it can be none any more, the profile says why.
pub async fn confirm_email(
    visit: SignedIn,
    Form(form): Form<Token>,
) -> Result<Response, PageError> {
    let id = visit.person.id.clone();
    let t = &visit.words.plain;
    let confirmed = visit
        .write(move |tx| use_cases::person::confirm_email(tx, &id, &form.token))
        .await?;
    let onward = Onward::to(&visit.app, "/profile");
    let (onward, said) = match confirmed {
        Ok(session) => (
            onward.with_session(&visit, &session),
            fl!(t, "profile-email-saved"),
        ),
        Err(Taken::Email | Taken::UserId) => (onward, fl!(t, "profile-email-taken")),
        Err(Taken::Link) => (onward, fl!(t, "link-dead-words")),
    };
    Ok(onward.saying(&said).into_response())
}
