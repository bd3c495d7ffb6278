//! The page a link leads to where somebody becomes a person with a sign-in: by sign-up, or as the first operator.

use super::pages::{FormPage, Token, dead_link, link_of};
use super::password::{self};
use super::{NewPerson, Taken};
use crate::session::store::Link;
use crate::storage::Author;
use crate::web::errors::PageError;
use crate::web::faults::{password_fault, sorted, text_fault};
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{render, render_with};
use crate::web::visit::{Anybody, Onward, Visit, own_path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::person::{self, EmailAddress, Language, Phone, UserId};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Registration {
    token: String,
    user_id: String,
    password: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    full_name: String,
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    email: String,
}

/// What is wrong with a registration, field by field.
#[derive(Default)]
struct RegistrationFaults {
    full_name: Option<String>,
    organisation: Option<String>,
    email: Option<String>,
    user_id: Option<String>,
    phone: Option<String>,
    password: Option<String>,
}

fn registration_page(
    visit: &Visit,
    link: &Link,
    form: &Registration,
    faults: RegistrationFaults,
) -> FormPage {
    let t = &visit.words.text;
    let mut fields = Vec::new();
    if matches!(link, Link::SetUp) {
        fields.push(
            Field::new("full_name", fl!(t, "profile-full-name"))
                .value(&form.full_name)
                .autocomplete("name")
                .fault(faults.full_name),
        );
        fields.push(
            Field::new("organisation", fl!(t, "profile-organisation"))
                .value(&form.organisation)
                .autocomplete("organization")
                .fault(faults.organisation),
        );
        fields.push(
            Field::new("email", fl!(t, "profile-email"))
                .kind(Kind::Email)
                .value(&form.email)
                .autocomplete("email")
                .fault(faults.email.clone()),
        );
    }
    fields.push(
        Field::new("user_id", fl!(t, "profile-user-id"))
            .value(&form.user_id)
            .autocomplete("username")
            .identifier()
            .hint(fl!(t, "profile-user-id-hint"))
            .fault(faults.user_id),
    );
    fields.push(
        Field::new("password", fl!(t, "session-password"))
            .kind(Kind::Password)
            .autocomplete("new-password")
            .hint(fl!(
                visit.words.plain,
                "password-hint",
                least = person::PASSWORD_LEAST
            ))
            .fault(faults.password),
    );
    fields.push(
        Field::new("phone", fl!(t, "profile-phone"))
            .kind(Kind::Tel)
            .value(&form.phone)
            .autocomplete("tel")
            .optional(fl!(t, "field-optional"))
            .fault(faults.phone),
    );
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
    let mut listed = Faults::of(&fields.iter().collect::<Vec<_>>());
    if !matches!(link, Link::SetUp) {
        listed = listed.with("user_id", faults.email);
    }
    FormPage {
        p: visit.page(&title),
        faults: listed,
        lead,
        fields,
        token: form.token.clone(),
        action,
        button: fl!(t, "session-create-account"),
    }
}

async fn registration_form(visit: &Visit, token: String) -> Result<Response, PageError> {
    let link = match link_of(visit, &token).await? {
        Some(link @ (Link::SignUp { .. } | Link::SetUp)) => link,
        _ => return Ok(dead_link(visit)),
    };
    let user_id = match &link {
        Link::SignUp { email, .. } => suggested_user_id(email),
        _ => String::new(),
    };
    let form = Registration {
        token,
        user_id,
        password: String::new(),
        phone: String::new(),
        full_name: String::new(),
        organisation: String::new(),
        email: String::new(),
    };
    Ok(render(&registration_page(
        visit,
        &link,
        &form,
        RegistrationFaults::default(),
    )))
}

fn suggested_user_id(email: &EmailAddress) -> String {
    let local = email.as_str().split('@').next().unwrap_or("");
    UserId::parse(local.split('+').next().unwrap_or(local))
        .map(|id| id.to_string())
        .unwrap_or_else(|_| String::new())
}

pub async fn sign_up_confirmation_form(
    visit: Anybody,
    Query(query): Query<Token>,
) -> Result<Response, PageError> {
    registration_form(&visit, query.token).await
}

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
        _ => return Ok(dead_link(&visit)),
    };
    let words = |fault| text_fault(&visit, fault);
    let mut faults = RegistrationFaults::default();
    let (email, full_name, organisation, next) = match &link {
        Link::SignUp {
            email,
            full_name,
            organisation,
            next,
        } => (
            Some(email.clone()),
            Some(full_name.clone()),
            Some(organisation.clone()),
            next.clone(),
        ),
        _ => {
            let (email, fault) = sorted(
                EmailAddress::parse(&form.email).map_err(|_| fl!(visit.words.text, "field-email")),
            );
            faults.email = fault;
            let (full_name, fault) = sorted(person::name(&form.full_name).map_err(words));
            faults.full_name = fault;
            let (organisation, fault) = sorted(person::name(&form.organisation).map_err(words));
            faults.organisation = fault;
            (email, full_name, organisation, Some("/operator".to_owned()))
        }
    };
    let (user_id, fault) = sorted(
        UserId::parse(&form.user_id).map_err(|_| fl!(visit.words.text, "profile-user-id-hint")),
    );
    faults.user_id = fault;
    let (phone, fault) =
        sorted(Phone::parse(&form.phone).map_err(|_| fl!(visit.words.text, "field-phone")));
    faults.phone = fault;
    let about = [
        email.as_ref().map_or("", EmailAddress::as_str),
        full_name.as_deref().unwrap_or(""),
        &form.user_id,
        "parvis",
    ];
    let (password, fault) = sorted(
        password::check(&form.password, &about).map_err(|fault| password_fault(&visit, fault)),
    );
    faults.password = fault;
    let (Some(email), Some(full_name), Some(organisation), Some(user_id), Some(phone), Some(())) =
        (email, full_name, organisation, user_id, phone, password)
    else {
        return Ok(render_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &registration_page(&visit, &link, &form, faults),
        ));
    };
    let password_hash = visit.app.hasher.hash(form.password.clone()).await?;
    let new = NewPerson {
        user_id,
        full_name,
        organisation,
        email,
        phone,
        language: visit.words.language,
        time_zone: default_zone(visit.words.language).into(),
        password_hash,
        is_operator: matches!(link, Link::SetUp),
    };
    let token = form.token.clone();
    let author = Author::visitor(visit.path());
    match visit
        .app
        .db
        .write(author, move |tx| super::register_by_link(tx, &token, &new))
        .await?
    {
        Ok(session) => {
            let next = next.unwrap_or_else(|| "/".into());
            let welcome = fl!(visit.words.plain, "sign-up-welcome");
            Ok(Onward::to(&visit.app, own_path(&next))
                .with_session(session.as_str())
                .saying(&welcome)
                .into_response())
        }
        Err(Taken::Link) => Ok(dead_link(&visit)),
        Err(Taken::UserId) => {
            let faults = RegistrationFaults {
                user_id: Some(fl!(visit.words.text, "profile-user-id-taken")),
                ..Default::default()
            };
            Ok(render_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                &registration_page(&visit, &link, &form, faults),
            ))
        }
        Err(Taken::Email) => {
            let faults = RegistrationFaults {
                email: Some(fl!(visit.words.text, "profile-email-taken")),
                ..Default::default()
            };
            Ok(render_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                &registration_page(&visit, &link, &form, faults),
            ))
        }
    }
}

/// A first guess that the profile page lets people change.
fn default_zone(language: Language) -> &'static str {
    match language {
        Language::English => "UTC",
        Language::French => "Europe/Paris",
    }
}
