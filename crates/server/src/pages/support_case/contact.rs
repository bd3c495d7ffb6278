//! Writing to support without being logged in: the form, and the page that the link of the mail leads to.
//!
//! The form does the same work whatever address it is given: one notice is queued, and nothing is looked up.

use crate::pages::parts::message::{Token, check_your_mail, dead_link_to};
use crate::use_cases::support_case::{
    ask_without_account, confirm, has_arrived, may_send_another, send_another, unconfirmed,
};
use crate::web;
use crate::web::door::Anybody;
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Onward, Visit};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::email::EmailAddress;
use domain::notification::Contact;
use domain::text::{LINE, WORDS};
use domain::{person, text};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "support_case/contact.html")]
struct ContactPage {
    p: Page,
    faults: Faults,
    fields: Vec<Field>,
    is_signed_in: bool,
}

#[derive(Template)]
#[template(path = "support_case/confirmation.html")]
struct ConfirmationPage {
    p: Page,
    contact: Contact,
    token: String,
}

/// What is typed to write to support.
#[derive(Deserialize, Default)]
pub struct ContactForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    words: String,
}

/// What is wrong with each field.
#[derive(Default)]
struct ContactFaults {
    name: Option<String>,
    email: Option<String>,
    subject: Option<String>,
    words: Option<String>,
}

fn contact_page(visit: &Visit, form: &ContactForm, faults: ContactFaults) -> ContactPage {
    let t = &visit.words.text;
    let fields = vec![
        Field::new("name", fl!(t, "contact-name"))
            .value(&form.name)
            .autocomplete("name")
            .fault(faults.name),
        Field::new("email", fl!(t, "contact-email"))
            .kind(Kind::Email)
            .value(&form.email)
            .autocomplete("email")
            .hint(fl!(t, "contact-email-hint"))
            .fault(faults.email),
        Field::new("subject", fl!(t, "support-case-subject"))
            .value(&form.subject)
            .fault(faults.subject),
        Field::new("words", fl!(t, "contact-words"))
            .kind(Kind::Area)
            .value(&form.words)
            .hint(fl!(t, "contact-words-hint"))
            .fault(faults.words),
    ];
    ContactPage {
        p: visit.page(&fl!(t, "contact-title")),
        faults: Faults::of(&fields.iter().collect::<Vec<_>>()),
        fields,
        is_signed_in: visit.person.is_some(),
    }
}

/// The form, with nothing typed.
pub async fn form(visit: Anybody) -> Response {
    let page = contact_page(&visit, &ContactForm::default(), ContactFaults::default());
    render(&page)
}

/// What was typed, where all of it can be sent.
fn read(visit: &Visit, form: &ContactForm) -> Result<Contact, ContactFaults> {
    let (name, name_fault) =
        sorted(person::name(&form.name).map_err(|fault| text_fault(visit, fault)));
    let (email, email_fault) =
        sorted(EmailAddress::parse(&form.email).map_err(|_| fl!(visit.words.text, "field-email")));
    let (subject, subject_fault) =
        sorted(text::clean(&form.subject, LINE).map_err(|fault| text_fault(visit, fault)));
    let (words, words_fault) =
        sorted(text::clean(&form.words, WORDS).map_err(|fault| text_fault(visit, fault)));
    match (name, email, subject, words) {
        (Some(name), Some(email), Some(subject), Some(words)) => Ok(Contact {
            name,
            email,
            subject,
            words,
            language: visit.words.language,
        }),
        _ => Err(ContactFaults {
            name: name_fault,
            email: email_fault,
            subject: subject_fault,
            words: words_fault,
        }),
    }
}

/// Has a link sent to the address, by which what was written reaches support; the answer is the same for every address. That too much
/// was written from there, or at all, is said beside the words, which stay.
pub async fn create(visit: Anybody, Form(form): Form<ContactForm>) -> Result<Response, PageError> {
    let contact = match read(&visit, &form) {
        Ok(contact) => contact,
        Err(faults) => {
            let page = contact_page(&visit, &form, faults);
            return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let client = visit.client.clone();
    let asked = visit
        .write(move |tx| ask_without_account(tx, &client, &contact))
        .await?;
    if let Err(refusal) = asked {
        let faults = ContactFaults {
            words: Some(web::refusals::words(&visit, &refusal)),
            ..ContactFaults::default()
        };
        let page = contact_page(&visit, &form, faults);
        return Ok(render_with(web::refusals::status(&refusal), &page));
    }
    let sent = fl!(visit.words.text, "contact-sent");
    Ok(check_your_mail(&visit, &sent))
}

#[derive(Template)]
#[template(path = "support_case/expired.html")]
struct ExpiredPage {
    p: Page,
    token: String,
}

/// That a link leads nowhere any more, with the way to another one or, where there is none, to write again.
pub(super) async fn dead_contact(visit: &Visit, token: &str) -> Result<Response, PageError> {
    let t = &visit.words.text;
    let (link, now) = (token.to_owned(), visit.now);
    let has_another = visit
        .read(move |db| may_send_another(db, &link, now))
        .await?;
    if has_another {
        let page = ExpiredPage {
            p: visit.page(&fl!(t, "link-dead")),
            token: token.to_owned(),
        };
        return Ok(render_with(StatusCode::GONE, &page));
    }
    let link = Some(("/contact", fl!(t, "contact-title")));
    Ok(dead_link_to(visit, &fl!(t, "contact-link-dead"), link))
}

/// That what was written has reached support, where the link has done that already; else that it leads nowhere.
async fn used_up(visit: &Visit, token: &str) -> Result<Response, PageError> {
    let (link, now) = (token.to_owned(), visit.now);
    match visit.read(move |db| has_arrived(db, &link, now)).await? {
        true => Ok(check_your_mail(
            visit,
            &fl!(visit.words.text, "contact-arrived"),
        )),
        false => dead_contact(visit, token).await,
    }
}

/// Has another link sent in the place of one whose time is over.
pub async fn create_link(visit: Anybody, Form(form): Form<Token>) -> Result<Response, PageError> {
    let token = form.token.clone();
    match visit.write(move |tx| send_another(tx, &token)).await? {
        true => Ok(check_your_mail(
            &visit,
            &fl!(visit.words.text, "contact-link-sent"),
        )),
        false => dead_contact(&visit, &form.token).await,
    }
}

/// What was written, and the button that sends it. Changes nothing: programs follow links in mails without asking anybody.
pub async fn confirmation_form(
    visit: Anybody,
    Query(query): Query<Token>,
) -> Result<Response, PageError> {
    let (token, now) = (query.token.clone(), visit.now);
    let written = visit.read(move |db| unconfirmed(db, &token, now)).await?;
    Ok(match written {
        Some(contact) => render(&ConfirmationPage {
            p: visit.page(&fl!(visit.words.text, "contact-confirm-title")),
            contact,
            token: query.token,
        }),
        None => used_up(&visit, &query.token).await?,
    })
}

/// Opens the case, once, and leads to it.
pub async fn create_confirmation(
    visit: Anybody,
    Form(form): Form<Token>,
) -> Result<Response, PageError> {
    let token = form.token.clone();
    let opened = visit.write(move |tx| confirm(tx, &token)).await?;
    Ok(match opened {
        Some(token) => {
            let said = fl!(visit.words.plain, "contact-confirmed");
            let case = format!("/contact/case?token={}", token.as_str());
            Onward::to(&visit.app, &case).saying(&said).into_response()
        }
        None => used_up(&visit, &form.token).await?,
    })
}
