//! Pages for signing up, for the forgotten, and for the first operator.
//!
//! Sign-up and forgotten do the same work whatever they are given: one notice is queued, and the worker, whom nobody can
//! time, finds out whether the address is known.

use super::password::{self, PasswordFault};
use super::{NewPerson, Taken};
use crate::clock::hash_of;
use crate::notification::announce;
use crate::session::store::{self as links, Link};
use crate::storage::Author;
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Anybody, Onward, Visit, own_path};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::notification::Notice;
use domain::person::{self, EmailAddress, Language, Phone, UserId};
use domain::session::{MAIL_BY_ADDRESS, MAIL_BY_RECIPIENT};
use domain::text::TextFault;
use i18n_embed_fl::fl;
use serde::Deserialize;

/// A text fault in words.
pub fn text_fault(visit: &Visit, fault: TextFault) -> String {
    let t = &visit.words.text;
    match fault {
        TextFault::Missing => fl!(t, "field-missing"),
        TextFault::TooShort { least, found } => fl!(
            visit.words.plain,
            "field-too-short",
            least = least,
            found = found
        ),
        TextFault::TooLong { most, found } => fl!(
            visit.words.plain,
            "field-too-long",
            most = most,
            found = found
        ),
        TextFault::NotShowable => fl!(t, "field-not-showable"),
    }
}

pub fn password_fault(visit: &Visit, fault: PasswordFault) -> String {
    let t = &visit.words.text;
    match fault {
        PasswordFault::TooShort => fl!(
            visit.words.plain,
            "password-too-short",
            least = person::PASSWORD_LEAST
        ),
        PasswordFault::TooLong => fl!(
            visit.words.plain,
            "password-too-long",
            most = person::PASSWORD_MOST
        ),
        PasswordFault::TooEasy => fl!(t, "password-too-easy"),
    }
}

/// Splits what was typed into what can be used and what is wrong with it.
pub fn sorted<T>(result: Result<T, String>) -> (Option<T>, Option<String>) {
    match result {
        Ok(value) => (Some(value), None),
        Err(fault) => (None, Some(fault)),
    }
}

#[derive(Template)]
#[template(path = "person/sign-up.html")]
struct SignUpPage {
    p: Page,
    faults: Faults,
    fields: Vec<Field>,
    next: String,
}

#[derive(Deserialize)]
pub struct SignUp {
    full_name: String,
    organisation: String,
    email: String,
    #[serde(default)]
    next: String,
}

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

pub async fn sign_up_form(visit: Anybody, Query(query): Query<Next>) -> Response {
    let empty = SignUp {
        full_name: String::new(),
        organisation: String::new(),
        email: String::new(),
        next: query.next,
    };
    render(&sign_up_page(&visit, &empty, [None, None, None]))
}

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
    let recipient = email.key();
    let notice = Notice::SignUp {
        email,
        full_name,
        organisation,
        language: visit.words.language,
        next,
    };
    queue_mail(&visit, recipient, notice).await?;
    Ok(check_your_mail(
        &visit,
        &fl!(visit.words.text, "sign-up-sent-words"),
    ))
}

/// Queues a notice for a stranger, unless too many were.
async fn queue_mail(visit: &Visit, recipient: String, notice: Notice) -> Result<(), PageError> {
    let by_recipient = format!("mail:recipient:{}", hash_of(&recipient));
    let by_address = format!("mail:address:{}", visit.client);
    let counted = visit
        .app
        .db
        .write(visit.author(), move |tx| {
            let by_address = links::count(tx, &by_address, MAIL_BY_ADDRESS)?;
            // Too many to one reader: say nothing of it and send nothing, as the answer must not tell what is known.
            if by_address.is_ok() && links::count(tx, &by_recipient, MAIL_BY_RECIPIENT)?.is_ok() {
                announce(tx, &notice)?;
            }
            Ok(by_address)
        })
        .await?;
    counted.map_err(|_| PageError::TooOften)
}

#[derive(Template)]
#[template(path = "person/message.html")]
struct MessagePage<'a> {
    p: Page,
    words: &'a str,
    icon: &'static str,
    link: Option<(&'static str, String)>,
}

fn check_your_mail(visit: &Visit, words: &str) -> Response {
    let page = MessagePage {
        p: visit.page(&fl!(visit.words.text, "mail-check")),
        words,
        icon: "mail",
        link: None,
    };
    render(&page)
}

fn dead_link(visit: &Visit) -> Response {
    let t = &visit.words.text;
    let link = Some(("/forgot", fl!(t, "session-forgotten")));
    let words = fl!(t, "link-dead-words");
    let page = MessagePage {
        p: visit.page(&fl!(t, "link-dead")),
        words: &words,
        icon: "clock",
        link,
    };
    render_with(StatusCode::GONE, &page)
}

#[derive(Template)]
#[template(path = "person/form.html")]
struct FormPage {
    p: Page,
    faults: Faults,
    lead: String,
    fields: Vec<Field>,
    token: String,
    action: &'static str,
    button: String,
}

#[derive(Deserialize)]
pub struct Token {
    #[serde(default)]
    token: String,
}

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

async fn link_of(visit: &Visit, token: &str) -> Result<Option<Link>, PageError> {
    let (token, now) = (token.to_owned(), visit.now);
    Ok(visit
        .app
        .db
        .read(move |db| links::link(db, &token, now))
        .await?)
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
        token: String::new(),
        action: "/forgot",
        button: fl!(t, "forgot-send"),
    }
}

pub async fn forgotten_form(visit: Anybody) -> Response {
    render(&forgotten_page(&visit, "", None))
}

pub async fn forgotten(visit: Anybody, Form(form): Form<Forgotten>) -> Result<Response, PageError> {
    let name: String = form.name.trim().chars().take(320).collect();
    if name.is_empty() {
        let page = forgotten_page(&visit, "", Some(fl!(visit.words.text, "field-missing")));
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    queue_mail(
        &visit,
        name.to_lowercase(),
        Notice::Forgotten {
            name: name.replace('\0', ""),
        },
    )
    .await?;
    Ok(check_your_mail(
        &visit,
        &fl!(visit.words.text, "forgot-sent-words"),
    ))
}

#[derive(Deserialize)]
pub struct Reset {
    token: String,
    password: String,
}

fn reset_page(visit: &Visit, token: &str, fault: Option<String>) -> FormPage {
    let t = &visit.words.text;
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
        p: visit.page(&fl!(t, "password-choose")),
        faults: Faults::of(&fields.iter().collect::<Vec<_>>()),
        lead: fl!(t, "password-choose-lead"),
        fields,
        token: token.to_owned(),
        action: "/forgot/password",
        button: fl!(t, "password-save"),
    }
}

pub async fn reset_form(visit: Anybody, Query(query): Query<Token>) -> Result<Response, PageError> {
    match link_of(&visit, &query.token).await? {
        Some(Link::Reset { .. }) => Ok(render(&reset_page(&visit, &query.token, None))),
        _ => Ok(dead_link(&visit)),
    }
}

pub async fn reset(visit: Anybody, Form(form): Form<Reset>) -> Result<Response, PageError> {
    if let Err(fault) = password::check(&form.password, &["parvis"]) {
        let page = reset_page(&visit, &form.token, Some(password_fault(&visit, fault)));
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    if !matches!(
        link_of(&visit, &form.token).await?,
        Some(Link::Reset { .. })
    ) {
        return Ok(dead_link(&visit));
    }
    let hash = visit.app.hasher.hash(form.password).await?;
    let token = form.token.clone();
    match visit
        .app
        .db
        .write(visit.author(), move |tx| {
            super::reset_password(tx, &token, &hash)
        })
        .await?
    {
        Some(session) => {
            let said = fl!(visit.words.plain, "password-saved");
            Ok(Onward::to(&visit.app, "/")
                .with_session(session.as_str())
                .saying(&said)
                .into_response())
        }
        None => Ok(dead_link(&visit)),
    }
}
