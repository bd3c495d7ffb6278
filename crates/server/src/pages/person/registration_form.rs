//! The form in which a new person gives themselves a sign-in: by a link of their own, or by an invitation.

use crate::pages::parts::message::too_many_with;
use crate::use_cases::person::{NewPerson, Taken};
use crate::web::errors::PageError;
use crate::web::faults::{password_fault, sorted, text_fault};
use crate::web::forms::{Faults, Field, Kind};
use crate::web::visit::Visit;
use crate::{password, store};
use axum::http::StatusCode;
use domain::email::EmailAddress;
use domain::person;
use domain::person::{Language, Phone, UserId};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// What the form sends. In it is the token of the link that leads to it.
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
    /// The status that a page with these faults is answered with.
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

/// A user ID to begin with, from what an address begins with; empty where that makes none.
pub(crate) fn suggested_user_id(email: &EmailAddress) -> String {
    let local = email.as_str().split('@').next().unwrap_or("");
    UserId::parse(local.split('+').next().unwrap_or(local))
        .map(|id| id.to_string())
        .unwrap_or_else(|_| String::new())
}

/// The fields in which a new person says what is not known of them yet, with the faults for the list on top of the page.
pub(crate) fn registration_fields(
    visit: &Visit,
    proven: &Proven,
    form: &Registration,
    faults: RegistrationFaults,
) -> (Vec<Field>, Faults) {
    let mut fields = Vec::new();
    if proven.names.is_none() {
        fields.extend(name_fields(visit, form, &faults));
    }
    if proven.email.is_none() {
        fields.push(email_field(visit, form, &faults));
    }
    fields.extend(sign_in_fields(visit, form, &faults));
    let mut listed = Faults::of(&fields.iter().collect::<Vec<_>>());
    // An address that is known has no field: what is wrong with it leads to the field that everybody has.
    if proven.email.is_some() {
        listed = listed.with("user_id", faults.email);
    }
    (fields, listed)
}

fn name_fields(visit: &Visit, form: &Registration, faults: &RegistrationFaults) -> [Field; 2] {
    let t = &visit.words.text;
    [
        Field::new("full_name", fl!(t, "profile-full-name"))
            .value(&form.full_name)
            .autocomplete("name")
            .fault(faults.full_name.clone()),
        Field::new("organisation", fl!(t, "profile-organisation"))
            .value(&form.organisation)
            .autocomplete("organization")
            .fault(faults.organisation.clone()),
    ]
}

fn email_field(visit: &Visit, form: &Registration, faults: &RegistrationFaults) -> Field {
    let t = &visit.words.text;
    Field::new("email", fl!(t, "profile-email"))
        .kind(Kind::Email)
        .value(&form.email)
        .autocomplete("email")
        .hint(fl!(t, "set-up-email-hint"))
        .fault(faults.email.clone())
}

/// What everybody has to fill in, whatever is known of them, and their phone.
fn sign_in_fields(visit: &Visit, form: &Registration, faults: &RegistrationFaults) -> [Field; 3] {
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    let least = person::PASSWORD_LEAST;
    [
        Field::new("user_id", fl!(t, "profile-user-id"))
            .value(&form.user_id)
            .autocomplete("username")
            .identifier()
            .hint(fl!(t, "profile-user-id-hint"))
            .fault(faults.user_id.clone()),
        Field::new("password", fl!(t, "session-password"))
            .kind(Kind::Password)
            .autocomplete("new-password")
            .hint(fl!(plain, "password-hint", least = least))
            .fault(faults.password.clone()),
        Field::new("phone", fl!(t, "profile-phone"))
            .kind(Kind::Tel)
            .value(&form.phone)
            .autocomplete("tel")
            .optional(fl!(t, "field-optional"))
            .fault(faults.phone.clone()),
    ]
}

/// The new person that was filled in, or what is wrong with them. How often user IDs are tried is counted only once all else is
/// good.
pub(crate) async fn read(
    visit: &Visit,
    proven: &Proven,
    form: &Registration,
) -> Result<Result<NewPerson, RegistrationFaults>, PageError> {
    let read = match usable(visit, proven, form) {
        Ok(read) => read,
        Err(faults) => return Ok(Err(*faults)),
    };
    if let Some(fault) = too_many_with(visit, &form.token).await? {
        return Ok(Err(RegistrationFaults {
            user_id: Some(fault),
            is_too_often: true,
            ..RegistrationFaults::default()
        }));
    }
    let wanted = read.user_id.clone();
    let taken = visit.read(move |db| store::person::user_id_is_taken(db, &wanted));
    if taken.await? {
        return Ok(Err(RegistrationFaults::taken(visit, Taken::UserId)));
    }
    let password_hash = visit.app.hasher.hash(form.password.clone()).await?;
    Ok(Ok(NewPerson {
        user_id: read.user_id,
        full_name: read.full_name,
        organisation: read.organisation,
        email: read.email,
        phone: read.phone,
        language: visit.words.language,
        time_zone: default_zone(visit.words.language).into(),
        password_hash,
        is_operator: proven.is_operator,
    }))
}

/// What can be used of a form, its password apart, which is looked at but not kept.
struct Usable {
    user_id: UserId,
    full_name: String,
    organisation: String,
    email: EmailAddress,
    phone: Option<Phone>,
}

fn usable(
    visit: &Visit,
    proven: &Proven,
    form: &Registration,
) -> Result<Usable, Box<RegistrationFaults>> {
    let t = &visit.words.text;
    let words = |fault| text_fault(visit, fault);
    let (email, email_fault) = sorted(match &proven.email {
        Some(email) => Ok(email.clone()),
        None => EmailAddress::parse(&form.email).map_err(|_| fl!(t, "field-email")),
    });
    let (full_name, organisation) = match &proven.names {
        Some((full_name, organisation)) => (Ok(full_name.clone()), Ok(organisation.clone())),
        None => (
            person::name(&form.full_name),
            person::name(&form.organisation),
        ),
    };
    let (full_name, full_name_fault) = sorted(full_name.map_err(words));
    let (organisation, organisation_fault) = sorted(organisation.map_err(words));
    let user_id = UserId::parse(&form.user_id).map_err(|_| fl!(t, "profile-user-id-hint"));
    let (user_id, user_id_fault) = sorted(user_id);
    let phone = Phone::parse(&form.phone).map_err(|_| fl!(t, "field-phone"));
    let (phone, phone_fault) = sorted(phone);
    let about = [
        email.as_ref().map_or("", EmailAddress::as_str),
        full_name.as_deref().unwrap_or(""),
        &form.user_id,
        "parvis",
    ];
    let checked = password::check(&form.password, &about);
    let (password, password_fault) = sorted(checked.map_err(|fault| password_fault(visit, fault)));
    match (user_id, full_name, organisation, email, phone, password) {
        (
            Some(user_id),
            Some(full_name),
            Some(organisation),
            Some(email),
            Some(phone),
            Some(()),
        ) => Ok(Usable {
            user_id,
            full_name,
            organisation,
            email,
            phone,
        }),
        _ => Err(Box::new(RegistrationFaults {
            full_name: full_name_fault,
            organisation: organisation_fault,
            email: email_fault,
            user_id: user_id_fault,
            phone: phone_fault,
            password: password_fault,
            is_too_often: false,
        })),
    }
}

/// A first guess that the profile page lets people change.
fn default_zone(language: Language) -> &'static str {
    match language {
        Language::English => "UTC",
        Language::French => "Europe/Paris",
    }
}
