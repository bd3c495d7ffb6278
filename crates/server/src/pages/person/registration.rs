//! The page a link leads to where somebody becomes a person with a sign-in: by sign-up, or as the first operator.

use crate::pages::parts::message::{Token, dead_link, dead_link_because, too_many_with};
use crate::pages::person::sign_up::{FormPage, link_of};
use crate::storage::Author;
use crate::store::session::Link;
use crate::use_cases::person::{NewPerson, Taken};
use crate::web::door::Anybody;
use crate::web::errors::PageError;
use crate::web::faults::{password_fault, sorted, text_fault};
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{render, render_with};
use crate::web::visit::{Onward, Visit, own_path};
use crate::{password, store, use_cases};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::email::EmailAddress;
use domain::person;
use domain::person::{Language, Phone, UserId};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Deserialize, Default)]
pub struct Registration {
    pub(crate) token: String,
    #[serde(default)]
    pub(crate) user_id: String,
    #[serde(default)]
    pub(crate) password: String,
    #[serde(default)]
    pub(crate) phone: String,
    #[serde(default)]
    pub(crate) full_name: String,
    #[serde(default)]
    pub(crate) organisation: String,
    #[serde(default)]
    pub(crate) email: String,
}

/// What of a new person is known before they fill anything in.
#[derive(Default)]
pub(crate) struct Proven {
    /// An address that a link proves to be theirs.
    pub(crate) email: Option<EmailAddress>,
    /// Full name and organisation.
    pub(crate) names: Option<(String, String)>,
    pub(crate) is_operator: bool,
}

/// What is wrong with a registration, field by field.
#[derive(Default)]
pub(crate) struct RegistrationFaults {
    full_name: Option<String>,
    organisation: Option<String>,
    email: Option<String>,
    user_id: Option<String>,
    phone: Option<String>,
    password: Option<String>,
    is_too_often: bool,
}

impl RegistrationFaults {
    pub(crate) fn status(&self) -> StatusCode {
        if self.is_too_often {
            StatusCode::TOO_MANY_REQUESTS
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }

    /// Where on the page it belongs that something is taken.
    pub(crate) fn taken(visit: &Visit, taken: Taken) -> Self {
        let t = &visit.words.text;
        match taken {
            Taken::UserId => Self {
                user_id: Some(fl!(t, "profile-user-id-taken")),
                ..Self::default()
            },
            Taken::Email | Taken::Link => Self {
                email: Some(fl!(t, "profile-email-taken")),
                ..Self::default()
            },
        }
    }
}

/// The fields in which a new person says what is not known of them yet, with the faults for the list on top of the page.
pub(crate) fn registration_fields(
    visit: &Visit,
    proven: &Proven,
    form: &Registration,
    faults: RegistrationFaults,
) -> (Vec<Field>, Faults) {
    let t = &visit.words.text;
    let mut fields = Vec::new();
    if proven.names.is_none() {
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
    }
    if proven.email.is_none() {
        fields.push(
            Field::new("email", fl!(t, "profile-email"))
                .kind(Kind::Email)
                .value(&form.email)
                .autocomplete("email")
                .hint(fl!(t, "set-up-email-hint"))
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
    let mut listed = Faults::of(&fields.iter().collect::<Vec<_>>());
    if proven.email.is_some() {
        listed = listed.with("user_id", faults.email);
    }
    (fields, listed)
}

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

pub(crate) fn suggested_user_id(email: &EmailAddress) -> String {
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
            let registered = use_cases::person::register_by_link(tx, &token, &new)?;
            if registered.is_ok() {
                use_cases::session::attempts::give_back_link(tx, &client)?;
            }
            Ok(registered)
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

/// The new person that was filled in, or what is wrong with them.
pub(crate) async fn read(
    visit: &Visit,
    proven: &Proven,
    form: &Registration,
) -> Result<Result<NewPerson, RegistrationFaults>, PageError> {
    let t = &visit.words.text;
    let words = |fault| text_fault(visit, fault);
    let mut faults = RegistrationFaults::default();
    let email = match &proven.email {
        Some(email) => Some(email.clone()),
        None => {
            let typed = EmailAddress::parse(&form.email).map_err(|_| fl!(t, "field-email"));
            let (email, fault) = sorted(typed);
            faults.email = fault;
            email
        }
    };
    let (full_name, organisation) = match &proven.names {
        Some((full_name, organisation)) => (Some(full_name.clone()), Some(organisation.clone())),
        None => {
            let (full_name, fault) = sorted(person::name(&form.full_name).map_err(words));
            faults.full_name = fault;
            let (organisation, fault) = sorted(person::name(&form.organisation).map_err(words));
            faults.organisation = fault;
            (full_name, organisation)
        }
    };
    let user_id = UserId::parse(&form.user_id).map_err(|_| fl!(t, "profile-user-id-hint"));
    let (user_id, fault) = sorted(user_id);
    faults.user_id = fault;
    let (phone, fault) = sorted(Phone::parse(&form.phone).map_err(|_| fl!(t, "field-phone")));
    faults.phone = fault;
    let about = [
        email.as_ref().map_or("", EmailAddress::as_str),
        full_name.as_deref().unwrap_or(""),
        &form.user_id,
        "parvis",
    ];
    let checked = password::check(&form.password, &about);
    let (password, fault) = sorted(checked.map_err(|fault| password_fault(visit, fault)));
    faults.password = fault;
    let (Some(email), Some(full_name), Some(organisation), Some(user_id), Some(phone), Some(())) =
        (email, full_name, organisation, user_id, phone, password)
    else {
        return Ok(Err(faults));
    };
    if let Some(fault) = too_many_with(visit, &form.token).await? {
        faults.user_id = Some(fault);
        faults.is_too_often = true;
        return Ok(Err(faults));
    }
    let wanted = user_id.clone();
    let taken = visit.read(move |db| store::person::user_id_is_taken(db, &wanted));
    if taken.await? {
        return Ok(Err(RegistrationFaults::taken(visit, Taken::UserId)));
    }
    let password_hash = visit.app.hasher.hash(form.password.clone()).await?;
    Ok(Ok(NewPerson {
        user_id,
        full_name,
        organisation,
        email,
        phone,
        language: visit.words.language,
        time_zone: default_zone(visit.words.language).into(),
        password_hash,
        is_operator: proven.is_operator,
    }))
}

/// A first guess that the profile page lets people change.
fn default_zone(language: Language) -> &'static str {
    match language {
        Language::English => "UTC",
        Language::French => "Europe/Paris",
    }
}
