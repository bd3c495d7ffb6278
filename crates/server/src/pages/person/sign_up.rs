//! Pages for signing up, for the forgotten, and for the first operator.
//!
//! Sign-up and forgotten do the same work whatever they are given: one notice is queued, and the worker, whom nobody can
//! time, finds out whether the address is known.

use crate::pages::parts::message::check_your_mail;
use crate::store;
use crate::store::session::Link;
use crate::use_cases::person::letters::{Stranger, ask_to_sign_up};
use crate::web::door::Anybody;
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::foot::NamedLink;
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Visit, own_path};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::email::EmailAddress;
use domain::person;
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "person/sign-up.html")]
struct SignUpPage {
    p: Page,
    faults: Faults,
    fields: Vec<Field>,
    next: String,
}

/// What a stranger says of themselves; `next` is the page they wanted before they signed up.
#[derive(Deserialize)]
pub struct SignUp {
    full_name: String,
    organisation: String,
    email: String,
    #[serde(default)]
    next: String,
}

/// The page somebody wanted before they were led here.
#[derive(Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

fn sign_up_page(visit: &Visit, form: &SignUp, faults: [Option<String>; 3]) -> SignUpPage {
    let t = &visit.words.text;
    let [name, organisation, email] = faults;
    let fields = vec![
        Field::new("full_name", fl!(t, "profile-full-name"))
            .value(&form.full_name)
            .autocomplete("name")
            .fault(name),
        Field::new("organisation", fl!(t, "profile-organisation"))
            .value(&form.organisation)
            .autocomplete("organization")
            .fault(organisation),
        Field::new("email", fl!(t, "profile-email"))
            .kind(Kind::Email)
            .value(&form.email)
            .autocomplete("email")
            .hint(fl!(t, "sign-up-email-hint"))
            .fault(email),
    ];
    let faults = Faults::of(&fields.iter().collect::<Vec<_>>());
    SignUpPage {
        p: visit.page(&fl!(t, "session-create-account")),
        faults,
        fields,
        next: own_path(&form.next).to_owned(),
    }
}

/// The form, with nothing typed.
pub async fn sign_up_form(visit: Anybody, Query(query): Query<Next>) -> Response {
    let empty = SignUp {
        full_name: String::new(),
        organisation: String::new(),
        email: String::new(),
        next: query.next,
    };
    render(&sign_up_page(&visit, &empty, [None, None, None]))
}

/// Has a link sent by which a stranger registers; whose address is known gets the same answer. Errors: too many were asked for
/// from there ([`domain::Refusal::TooOften`]).
pub async fn sign_up(visit: Anybody, Form(form): Form<SignUp>) -> Result<Response, PageError> {
    let (name, name_fault) =
        sorted(person::name(&form.full_name).map_err(|fault| text_fault(&visit, fault)));
    let (organisation, organisation_fault) =
        sorted(person::name(&form.organisation).map_err(|fault| text_fault(&visit, fault)));
    let (email, email_fault) =
        sorted(EmailAddress::parse(&form.email).map_err(|_| fl!(visit.words.text, "field-email")));
    let (Some(full_name), Some(organisation), Some(email)) = (name, organisation, email) else {
        let page = sign_up_page(&visit, &form, [name_fault, organisation_fault, email_fault]);
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let next = Some(own_path(&form.next).to_owned()).filter(|next| next != "/");
    let stranger = Stranger {
        email,
        full_name,
        organisation,
        language: visit.words.language,
        next,
    };
    let client = visit.client.clone();
    visit
        .write(move |tx| ask_to_sign_up(tx, &client, &stranger))
        .await??;
    Ok(check_your_mail(
        &visit,
        &fl!(visit.words.text, "sign-up-sent-words"),
    ))
}

/// A page with one form, for those who are not signed in yet: registering, and a new password.
#[derive(Template)]
#[template(path = "person/form.html")]
pub(crate) struct FormPage {
    pub(crate) p: Page,
    pub(crate) faults: Faults,
    pub(crate) lead: String,
    pub(crate) fields: Vec<Field>,
    /// Where else help is, below the form.
    pub(crate) beside: Option<NamedLink>,
    /// The token of the link that led here; empty where none did.
    pub(crate) token: String,
    /// Where the form is sent.
    pub(crate) action: &'static str,
    pub(crate) button: String,
}

/// What the link of a mail allows, without using it up; nothing where it no longer works.
pub(crate) async fn link_of(visit: &Visit, token: &str) -> Result<Option<Link>, PageError> {
    let (token, now) = (token.to_owned(), visit.now);
    Ok(visit
        .read(move |db| store::session::link(db, &token, now))
        .await?)
}
