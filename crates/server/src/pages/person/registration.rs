//! The page a link leads to where somebody becomes a person with a sign-in: by sign-up, or as the first operator.

use crate::pages::parts::message::{Token, dead_link, dead_link_because};
use crate::pages::person::registration_form::{
    Proven, Registration, RegistrationFaults, read, registration_fields, suggested_user_id,
};
use crate::pages::person::sign_up::{FormPage, link_of};
use crate::storage::Author;
use crate::store::session::Link;
use crate::use_cases;
use crate::use_cases::person::Taken;
use crate::web::door::Anybody;
use crate::web::errors::PageError;
use crate::web::forms::{Form, Query};
use crate::web::page::{render, render_with};
use crate::web::visit::{Onward, Visit, own_path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use i18n_embed_fl::fl;

/// What a link says of whoever it was sent to.
fn proven(link: &Link) -> Proven {
    match link {
        Link::SignUp {
            email,
            full_name,
            organisation,
            ..
        } => Proven {
            email: Some(email.clone()),
            names: Some((full_name.clone(), organisation.clone())),
            is_operator: false,
        },
        _ => Proven {
            is_operator: true,
            ..Proven::default()
        },
    }
}

fn registration_page(
    visit: &Visit,
    link: &Link,
    form: &Registration,
    faults: RegistrationFaults,
) -> FormPage {
    let t = &visit.words.text;
    let (fields, listed) = registration_fields(visit, &proven(link), form, faults);
    let (title, lead, action) = match link {
        Link::SetUp => (fl!(t, "set-up-title"), fl!(t, "set-up-lead"), "/set-up"),
        Link::SignUp { email, .. } => (
            fl!(t, "sign-up-confirm"),
            fl!(t, "sign-up-confirm-lead", email = email.as_str()),
            "/sign-up/confirmation",
        ),
        _ => (
            fl!(t, "sign-up-confirm"),
            String::new(),
            "/sign-up/confirmation",
        ),
    };
    FormPage {
        p: visit.page(&title),
        faults: listed,
        lead,
        fields,
        beside: None,
        token: form.token.clone(),
        action,
        button: fl!(t, "session-create-account"),
    }
}

/// The link no longer works: where another comes from depends on what it was for.
fn too_late(visit: &Visit) -> Response {
    if visit.path().starts_with("/set-up") {
        dead_link_because(visit, &fl!(visit.words.text, "set-up-link-dead"))
    } else {
        dead_link(visit)
    }
}

async fn registration_form(visit: &Visit, token: String) -> Result<Response, PageError> {
    let link = match link_of(visit, &token).await? {
        Some(link @ (Link::SignUp { .. } | Link::SetUp)) => link,
        _ => return Ok(too_late(visit)),
    };
    let user_id = match &link {
        Link::SignUp { email, .. } => suggested_user_id(email),
        _ => String::new(),
    };
    let form = Registration {
        token,
        user_id,
        ..Registration::default()
    };
    Ok(render(&registration_page(
        visit,
        &link,
        &form,
        RegistrationFaults::default(),
    )))
}

/// The form that a link out of the mail about a sign-up leads to.
pub async fn sign_up_confirmation_form(
    visit: Anybody,
    Query(query): Query<Token>,
) -> Result<Response, PageError> {
    registration_form(&visit, query.token).await
}

/// The form for the first operator.
pub async fn set_up_form(
    visit: Anybody,
    Query(query): Query<Token>,
) -> Result<Response, PageError> {
    registration_form(&visit, query.token).await
}

/// Registers whoever came by a link: a new person whose address it proves, or the first operator.
pub async fn register(
    visit: Anybody,
    Form(form): Form<Registration>,
) -> Result<Response, PageError> {
    let link = match link_of(&visit, &form.token).await? {
        Some(link @ (Link::SignUp { .. } | Link::SetUp)) => link,
        _ => return Ok(too_late(&visit)),
    };
    let new = match read(&visit, &proven(&link), &form).await? {
        Ok(new) => new,
        Err(faults) => {
            return Ok(render_with(
                faults.status(),
                &registration_page(&visit, &link, &form, faults),
            ));
        }
    };
    let next = match &link {
        Link::SignUp { next, .. } => next.clone(),
        _ => Some("/operator".to_owned()),
    };
    let (token, client) = (form.token.clone(), visit.client.clone());
    let author = Author::visitor(visit.path());
    match visit
        .app
        .db
        .write(author, move |tx| {
            use_cases::person::register_by_link(tx, &token, &client, &new)
        })
        .await?
    {
        Ok(session) => {
            if matches!(link, Link::SetUp) {
                tracing::info!(event = "set-up.used", address = %visit.client, "the set-up link was used: there is an operator");
            }
            let next = next.unwrap_or_else(|| "/".into());
            let t = &visit.words.plain;
            let welcome = match link {
                Link::SetUp => fl!(t, "set-up-welcome"),
                _ => fl!(t, "sign-up-welcome"),
            };
            Ok(Onward::to(&visit.app, own_path(&next))
                .with_session(&visit, &session)
                .saying(&welcome)
                .into_response())
        }
        Err(Taken::Link) => Ok(too_late(&visit)),
        Err(taken) => {
            let faults = RegistrationFaults::taken(&visit, taken);
            Ok(render_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                &registration_page(&visit, &link, &form, faults),
            ))
        }
    }
}
