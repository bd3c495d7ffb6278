//! The profile page: what a person says about themselves, their password and their address.

use crate::language::{own_name, zone_names};
use crate::use_cases;
use crate::use_cases::person::passwords::{NotChanged, Owner};
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::faults::{password_fault, sorted, text_fault};
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Onward, own_path};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::person;
use domain::person::{Language, Phone, Profile};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "person/profile.html")]
pub(crate) struct ProfilePage {
    p: Page,
    faults: Faults,
    person: person::Person,
    profile_fields: Vec<Field>,
    password_fields: Vec<Field>,
    email_fields: Vec<Field>,
    back: String,
}

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

pub(crate) fn profile_page(
    visit: &SignedIn,
    form: &ProfileForm,
    email: &str,
    faults: ProfileFaults,
) -> ProfilePage {
    let t = &visit.words.text;
    let languages = Language::ALL
        .iter()
        .map(|l| (l.key().to_owned(), own_name(*l).to_owned()))
        .collect();
    let zones = zone_names()
        .into_iter()
        .map(|name| (name.clone(), name.replace('_', " ")))
        .collect();
    let profile_fields = vec![
        Field::new("full_name", fl!(t, "profile-full-name"))
            .value(&form.full_name)
            .autocomplete("name")
            .fault(faults.full_name),
        Field::new("organisation", fl!(t, "profile-organisation"))
            .value(&form.organisation)
            .autocomplete("organization")
            .fault(faults.organisation),
        Field::new("phone", fl!(t, "profile-phone"))
            .kind(Kind::Tel)
            .value(&form.phone)
            .autocomplete("tel")
            .optional(fl!(t, "field-optional"))
            .fault(faults.phone),
        Field::new("language", fl!(t, "layout-language"))
            .value(&form.language)
            .options(languages),
        Field::new("time_zone", fl!(t, "profile-time-zone"))
            .value(&form.time_zone)
            .options(zones),
    ];
    let password_fields = vec![
        Field::new("current_password", fl!(t, "password-current"))
            .kind(Kind::Password)
            .autocomplete("current-password")
            .fault(faults.current_password),
        Field::new("new_password", fl!(t, "password-new"))
            .kind(Kind::Password)
            .autocomplete("new-password")
            .hint(fl!(
                visit.words.plain,
                "password-hint",
                least = person::PASSWORD_LEAST
            ))
            .fault(faults.new_password),
    ];
    let email_fields = vec![
        Field::new("email", fl!(t, "profile-new-email"))
            .kind(Kind::Email)
            .value(email)
            .autocomplete("email")
            .fault(faults.email),
        Field::new("password", fl!(t, "password-current"))
            .kind(Kind::Password)
            .autocomplete("current-password")
            .fault(faults.password),
    ];
    let every: Vec<&Field> = profile_fields
        .iter()
        .chain(&password_fields)
        .chain(&email_fields)
        .collect();
    ProfilePage {
        p: visit.page(&fl!(t, "profile-title")),
        faults: Faults::of(&every),
        person: visit.person.clone(),
        profile_fields,
        password_fields,
        email_fields,
        back: if form.back.is_empty() {
            String::new()
        } else {
            own_path(&form.back).to_owned()
        },
    }
}

#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    back: String,
}

pub async fn profile_form(visit: SignedIn, Query(query): Query<Back>) -> Response {
    render(&profile_page(
        &visit,
        &ProfileForm::of(&visit, &query.back),
        "",
        ProfileFaults::default(),
    ))
}

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
            &profile_page(&visit, &form, "", faults),
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

#[derive(Deserialize)]
pub struct PasswordForm {
    current_password: String,
    new_password: String,
}

pub async fn change_password(
    visit: SignedIn,
    Form(form): Form<PasswordForm>,
) -> Result<Response, PageError> {
    let changed = owner(&visit).change_password(form.current_password, form.new_password);
    let session = match changed.await? {
        Ok(session) => session,
        Err(NotChanged::Refused(refusal)) => return Err(refusal.into()),
        Err(why) => {
            let mut faults = ProfileFaults::default();
            if let NotChanged::Weak(fault) = why {
                faults.new_password = Some(password_fault(&visit, fault));
            } else {
                faults.current_password = Some(fl!(visit.words.text, "password-wrong"));
            }
            let page = profile_page(&visit, &ProfileForm::of(&visit, ""), "", faults);
            return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
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
