//! The page that an invitation's link leads to: what is offered, and the ways to accept or decline it.

use crate::pages::parts::message::{Token, dead_link};
use crate::pages::person::registration_form::{
    Proven, Registration, RegistrationFaults, read, registration_fields, suggested_user_id,
};
use crate::storage::Author;
use crate::use_cases::person::Taken;
use crate::web::door::{Anybody, SignedIn};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Form, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::text::form_urlencoded;
use crate::web::visit::{Onward, Visit};
use crate::words::invitation::offer_words;
use crate::{store, use_cases};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::email::EmailAddress;
use domain::invitation::Invitation;
use domain::person::Person;
use domain::smart_account::SmartAccount;
use domain::virtual_account::VirtualAccount;
use i18n_embed_fl::fl;
use std::collections::BTreeSet;

/// What the reader can do, by who they are.
enum Way {
    /// Logged in with the invited address.
    Answer,
    /// Logged in with another: who they are.
    OtherAddress(String),
    /// Somebody has the invited address; they log in: where.
    LogIn(String),
    /// Nobody has it yet.
    Register(Vec<Field>),
}

#[derive(Template)]
#[template(path = "invitation/show.html")]
struct ShowPage {
    p: Page,
    account: SmartAccount,
    invitation: Invitation,
    offers: Vec<String>,
    by: String,
    token: String,
    faults: Faults,
    way: Way,
}

struct Loaded {
    invitation: Invitation,
    account: SmartAccount,
    parts: Vec<VirtualAccount>,
    givers: Vec<Person>,
    /// Whether somebody has the invited address.
    is_known: bool,
    /// Whether it is one of the reader's.
    is_own: bool,
}

/// What a link leads to; nothing where it does not work any more.
async fn load(visit: &Visit, token: &str) -> Result<Option<Loaded>, PageError> {
    let (token, now) = (token.to_owned(), visit.now);
    let reader = visit.person.as_ref().map(|person| person.id.clone());
    let loaded = visit.read(move |db| {
        let Some(invitation) = use_cases::invitation::by_link(db, &token, now)? else {
            return Ok(None);
        };
        let account = store::smart_account::find(db, &invitation.account)?;
        let parts = store::virtual_account::virtual_accounts(db, &account.id)?;
        let givers: BTreeSet<String> = invitation
            .offers
            .iter()
            .map(|offer| offer.by.to_string())
            .collect();
        let givers: Vec<String> = givers.into_iter().collect();
        let own = match &reader {
            Some(reader) => store::person::verified_emails(db, reader)?,
            None => Vec::new(),
        };
        let key = invitation.email.key();
        Ok(Some(Loaded {
            givers: store::person::find_all(db, &givers)?,
            is_known: store::person::email_is_taken(db, &invitation.email)?,
            is_own: own.iter().any(|email| email.key() == key),
            account,
            parts,
            invitation,
        }))
    });
    Ok(loaded.await?)
}

fn show_page(
    visit: &Visit,
    loaded: Loaded,
    form: &Registration,
    faults: RegistrationFaults,
) -> ShowPage {
    let mut listed = Faults::default();
    let way = match &visit.person {
        Some(_) if loaded.is_own => Way::Answer,
        Some(person) => Way::OtherAddress(person.user_id.to_string()),
        None if loaded.is_known => {
            let here = format!("/invitation?token={}", form.token);
            Way::LogIn(format!("/sign-in?next={}", form_urlencoded(&here)))
        }
        None => {
            let proven = proven(&loaded.invitation.email);
            let (fields, wrong) = registration_fields(visit, &proven, form, faults);
            listed = wrong;
            Way::Register(fields)
        }
    };
    let offers = loaded.invitation.offers.iter();
    let givers: Vec<String> = loaded
        .givers
        .iter()
        .map(|giver| giver.profile.full_name.clone())
        .collect();
    ShowPage {
        p: visit.page(&fl!(
            visit.words.plain,
            "invitation-title",
            account = loaded.account.name.as_str()
        )),
        offers: offers
            .map(|offer| offer_words(visit.words, &visit.zone, offer, &loaded.parts))
            .collect(),
        by: visit.words.list(&givers),
        token: form.token.clone(),
        faults: listed,
        way,
        account: loaded.account,
        invitation: loaded.invitation,
    }
}

fn proven(email: &EmailAddress) -> Proven {
    Proven {
        email: Some(email.clone()),
        ..Proven::default()
    }
}

/// What is offered, with the form for those who have no sign-in yet.
pub async fn show(visit: Anybody, Query(query): Query<Token>) -> Result<Response, PageError> {
    let Some(loaded) = load(&visit, &query.token).await? else {
        return Ok(dead_link(&visit));
    };
    let form = Registration {
        user_id: suggested_user_id(&loaded.invitation.email),
        token: query.token,
        ..Registration::default()
    };
    let faults = RegistrationFaults::default();
    Ok(render(&show_page(&visit, loaded, &form, faults)))
}

/// Whoever has accepted sees what they hold now.
fn welcome(visit: &Visit, loaded: &Loaded) -> Onward {
    let account = loaded.account.name.as_str();
    let said = fl!(visit.words.plain, "invitation-accepted", account = account);
    Onward::to(&visit.app, "/access/smart-accounts").saying(&said)
}

/// Accepts, in the name of whoever is signed in.
pub async fn accept(visit: SignedIn, Form(form): Form<Token>) -> Result<Response, PageError> {
    let Some(loaded) = load(&visit, &form.token).await? else {
        return Ok(dead_link(&visit));
    };
    let (token, person) = (form.token, visit.person.id.clone());
    let accepted = visit
        .write(move |tx| use_cases::invitation::accept(tx, &token, &person))
        .await?;
    Ok(match accepted {
        Some(_) => welcome(&visit, &loaded).into_response(),
        None => dead_link(&visit),
    })
}

/// Makes a person of whoever was invited, who accepts by that.
pub async fn register(
    visit: Anybody,
    Form(form): Form<Registration>,
) -> Result<Response, PageError> {
    let Some(loaded) = load(&visit, &form.token).await? else {
        return Ok(dead_link(&visit));
    };
    let new = match read(&visit, &proven(&loaded.invitation.email), &form).await? {
        Ok(new) => new,
        Err(faults) => {
            let status = faults.status();
            let page = show_page(&visit, loaded, &form, faults);
            return Ok(render_with(status, &page));
        }
    };
    let (token, client) = (form.token.clone(), visit.client.clone());
    let author = Author::visitor(visit.path());
    let registered = visit
        .app
        .db
        .write(author, move |tx| {
            use_cases::invitation::register(tx, &token, &client, &new)
        })
        .await?;
    Ok(match registered {
        Ok(session) => welcome(&visit, &loaded)
            .with_session(&visit, &session)
            .into_response(),
        Err(Taken::Link) => dead_link(&visit),
        Err(taken) => {
            let faults = RegistrationFaults::taken(&visit, taken);
            let page = show_page(&visit, loaded, &form, faults);
            render_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    })
}

/// Whoever has the link may decline: it was sent to nobody else.
pub async fn decline(visit: Anybody, Form(form): Form<Token>) -> Result<Response, PageError> {
    let token = form.token;
    let declined = visit
        .write(move |tx| use_cases::invitation::decline(tx, &token))
        .await?;
    if declined {
        let said = fl!(visit.words.plain, "invitation-declined");
        Ok(Onward::to(&visit.app, "/").saying(&said).into_response())
    } else {
        Ok(dead_link(&visit))
    }
}
