//! Pages for who forgot their user ID or password.

use crate::language::words;
use crate::pages::parts::message::{
    Token, check_your_mail, dead_link, dead_link_because, too_many_with,
};
use crate::pages::person::sign_up::{FormPage, link_of};
use crate::store::session::Link;
use crate::use_cases::person::Taken;
use crate::use_cases::person::letters::ask_for_new_password;
use crate::web::door::Anybody;
use crate::web::errors::PageError;
use crate::web::faults::password_fault;
use crate::web::foot::to_contact;
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{render, render_with};
use crate::web::visit::{Onward, Visit};
use crate::{password, store, use_cases};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::email::EmailAddress;
use domain::{PersonId, person};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// A user ID or an address, as typed.
#[derive(Deserialize)]
pub struct Forgotten {
    name: String,
}

fn forgotten_page(visit: &Visit, name: &str, fault: Option<String>) -> FormPage {
    let t = &visit.words.text;
    let fields = vec![
        Field::new("name", fl!(t, "session-name"))
            .value(name)
            .autocomplete("username")
            .identifier()
            .fault(fault),
    ];
    FormPage {
        p: visit.page(&fl!(t, "session-forgotten")),
        faults: Faults::of(&fields.iter().collect::<Vec<_>>()),
        lead: fl!(t, "forgot-lead"),
        fields,
        beside: Some(to_contact(t)),
        token: String::new(),
        action: "/forgot",
        button: fl!(t, "forgot-send"),
    }
}

/// The form, with nothing typed.
pub async fn forgotten_form(visit: Anybody) -> Response {
    render(&forgotten_page(&visit, "", None))
}

/// Has a link sent, if anybody goes by the name; the answer is the same either way. Errors: too many were asked for from there
/// ([`domain::Refusal::TooOften`]).
pub async fn forgotten(visit: Anybody, Form(form): Form<Forgotten>) -> Result<Response, PageError> {
    // Longer than any user ID or address: cut or not, nobody goes by it.
    let name: String = form.name.trim().chars().take(320).collect();
    if name.is_empty() {
        let page = forgotten_page(&visit, "", Some(fl!(visit.words.text, "field-missing")));
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let client = visit.client.clone();
    visit
        .write(move |tx| ask_for_new_password(tx, &client, &name))
        .await??;
    Ok(check_your_mail(
        &visit,
        &fl!(visit.words.text, "forgot-sent-words"),
    ))
}

/// The token of the link, and the new password.
#[derive(Deserialize)]
pub struct Reset {
    token: String,
    password: String,
}

/// The person that a link lets choose a new password, and the address that it puts back.
fn let_choose(link: Option<Link>) -> Option<(PersonId, Option<EmailAddress>)> {
    match link? {
        Link::Reset { person } => Some((person, None)),
        Link::TakeBack { person, email } => Some((person, Some(email))),
        _ => None,
    }
}

fn reset_page(
    visit: &Visit,
    token: &str,
    back: Option<&EmailAddress>,
    fault: Option<String>,
) -> FormPage {
    let t = &visit.words.text;
    let (title, lead) = match back {
        None => (fl!(t, "password-choose"), fl!(t, "password-choose-lead")),
        Some(email) => (
            fl!(t, "email-take-back"),
            fl!(t, "email-take-back-lead", email = email.as_str()),
        ),
    };
    let fields = vec![
        Field::new("password", fl!(t, "password-new"))
            .kind(Kind::Password)
            .autocomplete("new-password")
            .hint(fl!(
                visit.words.plain,
                "password-hint",
                least = person::PASSWORD_LEAST
            ))
            .fault(fault),
    ];
    FormPage {
        p: visit.page(&title),
        faults: Faults::of(&fields.iter().collect::<Vec<_>>()),
        lead,
        fields,
        beside: None,
        token: token.to_owned(),
        action: "/forgot/password",
        button: fl!(t, "password-save"),
    }
}

/// The form for a new password, by a link from a mail; where the link puts an address back as well, it says which.
pub async fn reset_form(visit: Anybody, Query(query): Query<Token>) -> Result<Response, PageError> {
    Ok(match let_choose(link_of(&visit, &query.token).await?) {
        Some((_, back)) => render(&reset_page(&visit, &query.token, back.as_ref(), None)),
        None => dead_link(&visit),
    })
}

/// Sets the new password, ends every session and begins one. The attempt is counted before anything is hashed, and given back
/// once the link has done its work.
pub async fn reset(visit: Anybody, Form(form): Form<Reset>) -> Result<Response, PageError> {
    let Some((person, back)) = let_choose(link_of(&visit, &form.token).await?) else {
        return Ok(dead_link(&visit));
    };
    let back = back.as_ref();
    if let Some(fault) = too_many_with(&visit, &form.token).await? {
        let page = reset_page(&visit, &form.token, back, Some(fault));
        return Ok(render_with(StatusCode::TOO_MANY_REQUESTS, &page));
    }
    let person = visit.read(move |db| store::person::find(db, &person));
    let person = person.await?;
    if let Err(fault) = password::check(&form.password, &password::known_of(&person)) {
        let page = reset_page(
            &visit,
            &form.token,
            back,
            Some(password_fault(&visit, fault)),
        );
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let hash = visit.app.hasher.hash(form.password).await?;
    let (token, client) = (form.token.clone(), visit.client.clone());
    match visit
        .write(move |tx| use_cases::person::reset_password(tx, &token, &client, &hash))
        .await?
    {
        Ok((session, person)) => {
            // Whoever is logged in now reads what follows in their own language.
            let t = &words(person.profile.language).plain;
            let said = match back {
                None => fl!(t, "password-saved"),
                Some(_) => fl!(t, "email-taken-back"),
            };
            Ok(Onward::to(&visit.app, "/")
                .with_session(&visit, &session)
                .saying(&said)
                .into_response())
        }
        Err(Taken::Email) => Ok(dead_link_because(
            &visit,
            &fl!(visit.words.text, "email-take-back-taken"),
        )),
        Err(Taken::Link | Taken::UserId) => Ok(dead_link(&visit)),
    }
}
