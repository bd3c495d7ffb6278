//! Pages for signing in and out, and for choosing a language.

use crate::use_cases::session::Attempt;
use crate::web::door::Anybody;
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Onward, own_path};
use crate::{store, use_cases};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::person::{Language, Person};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "session/sign-in.html")]
struct SignInPage {
    p: Page,
    faults: Faults,
    name: Field,
    password: Field,
    next: String,
}

impl SignInPage {
    fn new(visit: &Anybody, name: &str, fault: Option<String>, next: &str) -> Self {
        let t = &visit.words.text;
        let name = Field::new("name", fl!(t, "session-name"))
            .value(name)
            .autocomplete("username")
            .identifier();
        let password = Field::new("password", fl!(t, "session-password"))
            .kind(Kind::Password)
            .autocomplete("current-password");
        let name = name.fault(fault);
        Self {
            p: visit.page(&fl!(t, "session-log-in")),
            faults: Faults::of(&[&name, &password]),
            name,
            password,
            next: own_path(next).to_owned(),
        }
    }
}

/// The page somebody wanted before they were asked to sign in.
#[derive(Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

/// The form; whoever is signed in is led on.
pub async fn sign_in_form(visit: Anybody, Query(query): Query<Next>) -> Response {
    if visit.person.is_some() {
        return Onward::to(&visit.app, own_path(&query.next)).into_response();
    }
    render(&SignInPage::new(&visit, "", None, &query.next))
}

/// A user ID or address, the password, and the page that is wanted.
#[derive(Deserialize)]
pub struct SignIn {
    name: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// Signs in and leads on. Whether the name or the password is wrong is not told; after too many attempts, how long to wait.
pub async fn sign_in(visit: Anybody, Form(form): Form<SignIn>) -> Result<Response, PageError> {
    let t = &visit.words.text;
    if form.name.trim().is_empty() || form.password.is_empty() {
        let page = SignInPage::new(
            &visit,
            &form.name,
            Some(fl!(t, "session-both-needed")),
            &form.next,
        );
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    // Longer than any password taken: not worth hashing, and wrong in any case.
    let password: String = form
        .password
        .chars()
        .take(domain::person::PASSWORD_MOST + 1)
        .collect();
    // Longer than any user ID or address: cut or not, nobody goes by it.
    let name: String = form.name.chars().take(320).collect();
    let from = use_cases::session::Browser {
        client: visit.client.clone(),
        known_browser: visit.known_browser.clone(),
        session: visit.token.clone(),
    };
    match use_cases::session::sign_in(&visit.app, from, name, password).await? {
        Attempt::In { begun, .. } => Ok(Onward::to(&visit.app, own_path(&form.next))
            .with_session(&visit, &begun)
            .into_response()),
        Attempt::Wrong => {
            let page = SignInPage::new(
                &visit,
                &form.name,
                Some(fl!(t, "session-wrong")),
                &form.next,
            );
            Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Attempt::TooMany { from } => {
            let minutes = from.since(visit.now).as_secs().div_ceil(60);
            let fault = fl!(visit.words.plain, "session-too-many", minutes = minutes);
            Ok(render_with(
                StatusCode::TOO_MANY_REQUESTS,
                &SignInPage::new(&visit, &form.name, Some(fault), &form.next),
            ))
        }
    }
}

/// Ends the session of this browser, if it has one.
pub async fn sign_out(visit: Anybody) -> Result<Onward, PageError> {
    if let Some(token) = visit.token.clone() {
        visit
            .write(move |tx| store::session::end(tx, &token))
            .await?;
    }
    Ok(Onward::to(&visit.app, "/").without_session())
}

/// The key of a language, and the page to come back to.
#[derive(Deserialize)]
pub struct Choice {
    language: String,
    #[serde(default)]
    back: String,
}

/// Keeps the language chosen: in a cookie, and in the profile of whoever is signed in.
pub async fn choose_language(
    visit: Anybody,
    Form(form): Form<Choice>,
) -> Result<Onward, PageError> {
    let language = Language::from_key(&form.language).ok_or(PageError::BadForm)?;
    let other = |person: &Person| person.profile.language != language;
    if let Some(person) = visit.person.clone().filter(other) {
        visit
            .write(move |tx| use_cases::person::choose_language(tx, &person.id, language))
            .await?;
    }
    Ok(Onward::to(&visit.app, own_path(&form.back)).in_language(language))
}
