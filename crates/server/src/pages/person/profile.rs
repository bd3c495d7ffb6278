//! The profile page: what a person says about themselves, their password and their address.

use crate::language::{own_name, zone_names};
use crate::use_cases::person::passwords::{NotChanged, Owner};
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::faults::{password_fault, sorted, text_fault};
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Onward, own_path};
use crate::words::failing::failing_words;
use crate::{use_cases, web};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::person;
use domain::person::{Language, Phone, Profile};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// The page: three forms, each with its fields.
#[derive(Template)]
#[template(path = "person/profile.html")]
pub(crate) struct ProfilePage {
    p: Page,
    faults: Faults,
    person: person::Person,
    profile_fields: Vec<Field>,
    password_fields: Vec<Field>,
    email_fields: Vec<Field>,
    /// How mail to their address fails, if it does.
    failing: Option<String>,
    back: String,
}

/// What the form about the person sends.
#[derive(Deserialize)]
pub struct ProfileForm {
    full_name: String,
    organisation: String,
    phone: String,
    language: String,
    time_zone: String,
    #[serde(default)]
    back: String,
}

/// What is wrong with what was typed, by field.
#[derive(Default)]
pub(crate) struct ProfileFaults {
    pub(crate) full_name: Option<String>,
    pub(crate) organisation: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) current_password: Option<String>,
    pub(crate) new_password: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) password: Option<String>,
}

impl ProfileForm {
    /// The form as it stands before anything is typed. In: the page to go back to, empty where there is none.
    pub(crate) fn of(visit: &SignedIn, back: &str) -> Self {
        let profile = &visit.person.profile;
        Self {
            full_name: profile.full_name.clone(),
            organisation: profile.organisation.clone(),
            phone: profile
                .phone
                .as_ref()
                .map_or_else(String::new, |phone| phone.as_str().to_owned()),
            language: profile.language.key().into(),
            time_zone: profile.time_zone.clone(),
            back: back.to_owned(),
        }
    }
}

/// The page with what was typed and what is wrong with it. In: the new address as typed.
pub(crate) fn profile_page(
    visit: &SignedIn,
    form: &ProfileForm,
    email: &str,
    faults: &ProfileFaults,
) -> ProfilePage {
    let profile_fields = profile_fields(visit, form, faults);
    let password_fields = password_fields(visit, faults);
    let email_fields = email_fields(visit, email, faults);
    let every: Vec<&Field> = profile_fields
        .iter()
        .chain(&password_fields)
        .chain(&email_fields)
        .collect();
    ProfilePage {
        p: visit.page(&fl!(visit.words.text, "profile-title")),
        faults: Faults::of(&every),
        person: visit.person.clone(),
        profile_fields,
        password_fields,
        email_fields,
        failing: failing(visit),
        back: if form.back.is_empty() {
            String::new()
        } else {
            own_path(&form.back).to_owned()
        },
    }
}

fn failing(visit: &SignedIn) -> Option<String> {
    let failing = visit.failing.as_ref()?;
    Some(failing_words(visit.words, &visit.zone, failing))
}

fn profile_fields(visit: &SignedIn, form: &ProfileForm, faults: &ProfileFaults) -> Vec<Field> {
    let t = &visit.words.text;
    let languages = Language::ALL.iter();
    let languages = languages.map(|one| (one.key().to_owned(), own_name(*one).to_owned()));
    let zones = zone_names().into_iter();
    let zones = zones.map(|name| (name.clone(), name.replace('_', " ")));
    vec![
        Field::new("full_name", fl!(t, "profile-full-name"))
            .value(&form.full_name)
            .autocomplete("name")
            .fault(faults.full_name.clone()),
        Field::new("organisation", fl!(t, "profile-organisation"))
            .value(&form.organisation)
            .autocomplete("organization")
            .fault(faults.organisation.clone()),
        Field::new("phone", fl!(t, "profile-phone"))
            .kind(Kind::Tel)
            .value(&form.phone)
            .autocomplete("tel")
            .optional(fl!(t, "field-optional"))
            .fault(faults.phone.clone()),
        Field::new("language", fl!(t, "layout-language"))
            .value(&form.language)
            .options(languages.collect()),
        Field::new("time_zone", fl!(t, "profile-time-zone"))
            .value(&form.time_zone)
            .options(zones.collect()),
    ]
}

fn password_fields(visit: &SignedIn, faults: &ProfileFaults) -> Vec<Field> {
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    let least = person::PASSWORD_LEAST;
    vec![
        Field::new("current_password", fl!(t, "password-current"))
            .kind(Kind::Password)
            .autocomplete("current-password")
            .fault(faults.current_password.clone()),
        Field::new("new_password", fl!(t, "password-new"))
            .kind(Kind::Password)
            .autocomplete("new-password")
            .hint(fl!(plain, "password-hint", least = least))
            .fault(faults.new_password.clone()),
    ]
}

fn email_fields(visit: &SignedIn, email: &str, faults: &ProfileFaults) -> Vec<Field> {
    let t = &visit.words.text;
    vec![
        Field::new("email", fl!(t, "profile-new-email"))
            .kind(Kind::Email)
            .value(email)
            .autocomplete("email")
            .fault(faults.email.clone()),
        Field::new("password", fl!(t, "password-current"))
            .kind(Kind::Password)
            .autocomplete("current-password")
            .fault(faults.password.clone()),
    ]
}

/// The page to go back to, empty where there is none.
#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    back: String,
}

/// The page as it is first shown.
pub async fn profile_form(visit: SignedIn, Query(query): Query<Back>) -> Response {
    let form = ProfileForm::of(&visit, &query.back);
    render(&profile_page(&visit, &form, "", &ProfileFaults::default()))
}

/// Keeps what a person says about themselves, and goes on in the language they chose.
pub async fn profile(
    visit: SignedIn,
    Form(form): Form<ProfileForm>,
) -> Result<Response, PageError> {
    let words = |fault| text_fault(&visit, fault);
    let language = Language::from_key(&form.language).ok_or(PageError::BadForm)?;
    if !zone_names().contains(&form.time_zone) {
        return Err(PageError::BadForm);
    }
    let (full_name, name_fault) = sorted(person::name(&form.full_name).map_err(words));
    let (organisation, organisation_fault) =
        sorted(person::name(&form.organisation).map_err(words));
    let (phone, phone_fault) =
        sorted(Phone::parse(&form.phone).map_err(|_| fl!(visit.words.text, "field-phone")));
    let (Some(full_name), Some(organisation), Some(phone)) = (full_name, organisation, phone)
    else {
        let faults = ProfileFaults {
            full_name: name_fault,
            organisation: organisation_fault,
            phone: phone_fault,
            ..Default::default()
        };
        return Ok(render_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &profile_page(&visit, &form, "", &faults),
        ));
    };
    let after = Profile {
        full_name,
        organisation,
        phone,
        language,
        time_zone: form.time_zone.clone(),
    };
    let id = visit.person.id.clone();
    visit
        .write(move |tx| use_cases::person::change_profile(tx, &id, &after))
        .await?;
    let next = if form.back.is_empty() {
        "/profile"
    } else {
        own_path(&form.back)
    };
    let said = fl!(crate::language::words(language).plain, "profile-saved");
    Ok(Onward::to(&visit.app, next)
        .in_language(language)
        .saying(&said)
        .into_response())
}

/// What the form for another password sends.
#[derive(Deserialize)]
pub struct PasswordForm {
    current_password: String,
    new_password: String,
}

/// Changes the password. Every session ends; this browser gets a new one.
pub async fn change_password(
    visit: SignedIn,
    Form(form): Form<PasswordForm>,
) -> Result<Response, PageError> {
    let changed = owner(&visit).change_password(form.current_password, form.new_password);
    let session = match changed.await? {
        Ok(session) => session,
        Err(why) => {
            let mut faults = ProfileFaults::default();
            let mut status = StatusCode::UNPROCESSABLE_ENTITY;
            match why {
                NotChanged::Weak(fault) => {
                    faults.new_password = Some(password_fault(&visit, fault));
                }
                NotChanged::WrongPassword => {
                    faults.current_password = Some(fl!(visit.words.text, "password-wrong"));
                }
                NotChanged::Refused(refusal) => {
                    faults.current_password = Some(web::refusals::words(&visit, &refusal));
                    status = web::refusals::status(&refusal);
                }
            }
            let page = profile_page(&visit, &ProfileForm::of(&visit, ""), "", &faults);
            return Ok(render_with(status, &page));
        }
    };
    let said = fl!(visit.words.plain, "password-saved");
    Ok(Onward::to(&visit.app, "/profile")
        .with_session(&visit, &session)
        .saying(&said)
        .into_response())
}

/// Whoever is signed in, to change what they must know their password for.
pub(crate) fn owner(visit: &SignedIn) -> Owner<'_> {
    Owner {
        app: &visit.app,
        person: &visit.person,
        author: visit.author(),
        client: &visit.client,
    }
}
