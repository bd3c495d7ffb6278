//! The desk's page of notification addresses.

use crate::language::own_name;
use crate::use_cases::notification_address::{add, domains, remove, renew};
use crate::web::desk::{Desk, DeskTab, ManageNotifications};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Form, Kind};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Onward, Visit};
use crate::{store, web};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::email::EmailAddress;
use domain::moment::days;
use domain::notification_address::{MOST, NotificationAddress, State};
use domain::notification_preference::LetterKind;
use domain::person::Language;
use domain::rules::notification_address::NewNotificationAddress;
use domain::smart_account::SmartAccount;
use domain::{Moment, NotificationAddressId, PersonId, Refusal, SmartAccountId};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::HashMap;
use std::time::Duration;

/// A mail that could not be delivered longer ago says nothing about today.
const UNDELIVERED_FOR: Duration = days(30);
/// What is sent to notification addresses.
const KINDS: [LetterKind; 2] = [LetterKind::NotificationAddress, LetterKind::RequestCopy];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Confirmed,
    Waiting,
    /// Nobody followed the link in time.
    Lapsed,
    /// The account's domain has moved away from it.
    Outside,
}

struct Row {
    address: NotificationAddress,
    shown: Shown,
    by: String,
    since: Moment,
    until: Option<Moment>,
    /// When a mail to it was last given up.
    undelivered: Option<Moment>,
}

#[derive(Template)]
#[template(path = "notification_address/list.html")]
struct ListPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    rows: Vec<Row>,
    faults: Faults,
    /// The form, where another can be added.
    fields: Option<[Field; 2]>,
    is_open: bool,
}

/// What the form sends; `language` is the key of the one that its letters are written in.
#[derive(Deserialize)]
pub struct AddressForm {
    email: String,
    language: String,
}

fn fields(visit: &Visit, typed: &AddressForm, domains: &str, fault: Option<String>) -> [Field; 2] {
    let t = &visit.words.text;
    let hint = if domains.is_empty() {
        fl!(t, "refusal-address-no-domain")
    } else {
        let (plain, most) = (&visit.words.plain, MOST);
        fl!(
            plain,
            "notification-address-hint",
            domains = domains,
            most = most
        )
    };
    let languages = Language::ALL
        .iter()
        .map(|one| (one.key().to_owned(), own_name(*one).to_owned()));
    [
        Field::new("email", fl!(t, "profile-email"))
            .kind(Kind::Email)
            .value(&typed.email)
            .autocomplete("off")
            .hint(hint)
            .fault(fault),
        Field::new("language", fl!(t, "notification-address-language"))
            .value(&typed.language)
            .options(languages.collect()),
    ]
}

fn row(
    address: NotificationAddress,
    is_inside: bool,
    names: &HashMap<String, String>,
    undelivered: &HashMap<String, Moment>,
    now: Moment,
) -> Row {
    let (since, until, shown) = match address.state {
        State::Confirmed { at } => (at, None, Shown::Confirmed),
        State::Waiting { lapses_at } if now < lapses_at => {
            (address.added_at, Some(lapses_at), Shown::Waiting)
        }
        State::Waiting { lapses_at } => (address.added_at, Some(lapses_at), Shown::Lapsed),
    };
    let by = address.added_by.as_str();
    let failed = undelivered.get(address.email.as_str()).copied();
    Row {
        by: names.get(by).cloned().unwrap_or_else(|| by.to_owned()),
        shown: if is_inside { shown } else { Shown::Outside },
        since,
        until,
        // What was sent before it was added, perhaps for another account, is not shown.
        undelivered: failed.filter(|at| *at >= address.added_at),
        address,
    }
}

/// The page, with what was typed and what is wrong with it or with what was done.
async fn page(
    desk: &Desk<ManageNotifications>,
    typed: &AddressForm,
    fault: Option<String>,
    whole: Option<String>,
) -> Result<ListPage, PageError> {
    let (account, now) = (desk.account.id.clone(), desk.now);
    let read = desk.read(move |db| {
        let (kept, domains) = (
            store::notification_address::all(db, &account)?,
            domains(db, &account)?,
        );
        let mut ids: Vec<String> = kept.iter().map(|one| one.added_by.to_string()).collect();
        ids.sort();
        ids.dedup();
        let people = store::person::find_all(db, &ids)?.into_iter();
        let names: HashMap<String, String> = people
            .map(|person| (person.id.to_string(), person.profile.full_name))
            .collect();
        let written: Vec<String> = kept.iter().map(|one| one.email.to_string()).collect();
        let since = now.minus(UNDELIVERED_FOR);
        let dead = store::notification::undelivered(db, &written, &KINDS, since)?;
        Ok((kept, domains, names, dead))
    });
    let (kept, domains, names, dead) = read.await?;
    let is_open = desk.account.is_open();
    let is_full = kept.len() >= MOST;
    let rows: Vec<Row> = kept
        .into_iter()
        .map(|address| {
            let is_inside = domains.hold(&address.email);
            row(address, is_inside, &names, &dead, now)
        })
        .collect();
    let shown: Vec<String> = domains.all().iter().map(|one| one.shown()).collect();
    // Beside what is wrong stands its field, though there is no room.
    let fields = (is_open && (!is_full || fault.is_some()))
        .then(|| fields(desk, typed, &desk.words.list(&shown), fault));
    let mut faults = Faults::default().with("main", whole);
    if let Some([email, language]) = &fields {
        faults = faults.also(&[email, language]);
    }
    Ok(ListPage {
        p: desk.page(&fl!(desk.words.text, "notification-addresses")),
        account: desk.account.clone(),
        tabs: desk.tabs("properties"),
        subtabs: desk.subtabs("properties", "properties/notifications"),
        rows,
        faults,
        fields,
        is_open,
    })
}

/// The form as it is first shown.
fn first(visit: &Visit) -> AddressForm {
    AddressForm {
        email: String::new(),
        language: visit.words.language.key().into(),
    }
}

/// All addresses, those that nobody has confirmed among them; with a form while there is room for another.
pub async fn list(desk: Desk<ManageNotifications>) -> Result<Response, PageError> {
    Ok(render(&page(&desk, &first(&desk), None, None).await?))
}

fn onward(desk: &Desk<ManageNotifications>, said: &str) -> Response {
    Onward::to(&desk.app, &desk.address("properties/notifications"))
        .saying(said)
        .into_response()
}

/// Adds an address and has the letter sent by which its reader confirms it; what is wrong or refused is the page again. Errors: a
/// language that the form does not offer.
pub async fn create(
    desk: Desk<ManageNotifications>,
    Form(form): Form<AddressForm>,
) -> Result<Response, PageError> {
    let language = Language::from_key(&form.language).ok_or(PageError::BadForm)?;
    let Ok(email) = EmailAddress::parse(&form.email) else {
        let fault = Some(if form.email.trim().is_empty() {
            fl!(desk.words.text, "field-missing")
        } else {
            fl!(desk.words.text, "field-email")
        });
        let page = page(&desk, &form, fault, None).await?;
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let new = NewNotificationAddress { email, language };
    let (account, by) = (desk.account.id.clone(), desk.person.id.clone());
    let added = desk.write(move |tx| add(tx, &account, &by, &new)).await?;
    match added {
        Ok(added) => {
            let (plain, email) = (&desk.words.plain, added.email.as_str());
            let said = fl!(plain, "notification-address-added", email = email);
            Ok(onward(&desk, &said))
        }
        Err(Refusal::NotFound) => Err(PageError::NotFound),
        Err(refusal) => {
            let words = Some(web::refusals::words(&desk, &refusal));
            let (fault, whole) = match refusal {
                Refusal::AccountNotOpen => (None, words),
                _ => (words, None),
            };
            let page = page(&desk, &form, fault, whole).await?;
            Ok(render_with(web::refusals::status(&refusal), &page))
        }
    }
}

/// What a change to one address needs to know: the account, who changes it, and which it is.
fn whose(
    desk: &Desk<ManageNotifications>,
    address: &str,
) -> Result<(SmartAccountId, PersonId, NotificationAddressId), PageError> {
    let id = address.parse().map_err(|_| PageError::NotFound)?;
    Ok((desk.account.id.clone(), desk.person.id.clone(), id))
}

/// Has another letter sent, with a new link; the old one is dead.
pub async fn create_letter(
    desk: Desk<ManageNotifications>,
    Path((_, address)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (account, by, id) = whose(&desk, &address)?;
    let sent = desk.write(move |tx| renew(tx, &id, &account, &by)).await?;
    match sent {
        Ok(sent) => {
            let (plain, email) = (&desk.words.plain, sent.email.as_str());
            let said = fl!(plain, "notification-address-renewed", email = email);
            Ok(onward(&desk, &said))
        }
        Err(Refusal::NotFound) => Err(PageError::NotFound),
        Err(refusal) => {
            let whole = Some(web::refusals::words(&desk, &refusal));
            let page = page(&desk, &first(&desk), None, whole).await?;
            Ok(render_with(web::refusals::status(&refusal), &page))
        }
    }
}

/// Removes an address; where somebody was faster, it says so and nothing is wrong.
pub async fn create_removal(
    desk: Desk<ManageNotifications>,
    Path((_, address)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (account, by, id) = whose(&desk, &address)?;
    let removed = desk.write(move |tx| remove(tx, &id, &account, &by)).await?;
    let plain = &desk.words.plain;
    let said = match removed {
        Some(removed) => {
            let email = removed.email.as_str();
            fl!(plain, "notification-address-removed", email = email)
        }
        None => fl!(plain, "notification-address-gone"),
    };
    Ok(onward(&desk, &said))
}
