//! The creator's page of one creation: what is waited for, until when, and what they can do.

use crate::pages::parts::timeline::Entry;
use crate::use_cases::account_creation::{Change, change};
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Form, Kind};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Onward, Visit};
use crate::{store, web};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::account_creation::{Authority, Clearance, Creation, Outcome, Status};
use domain::email::EmailAddress;
use domain::rules::account_creation::revivable_until;
use domain::{CreationId, Moment, Refusal};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "account_creation/show.html")]
struct ShowPage {
    p: Page,
    creation: Creation,
    outcome: Outcome,
    steps: Vec<Entry>,
    /// How many days are left, while it is pending.
    days_left: Option<u64>,
    revivable_until: Option<Moment>,
    /// The form to name a nominee, where one can be named.
    nominee: Option<Field>,
    faults: Faults,
}

impl ShowPage {
    fn days(&self) -> u64 {
        self.days_left.unwrap_or(0)
    }
}

/// Whole days from `now` to `end`, begun ones counted.
pub fn days_left(end: Moment, now: Moment) -> u64 {
    end.since(now).as_secs().div_ceil(86_400)
}

/// What has to happen, what has, and how it ended. To the creator it is always an operator who looks at an identifier, whatever
/// the cause: nothing here may tell of an account they may not know of.
pub fn steps(visit: &Visit, creation: &Creation) -> Vec<Entry> {
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    let entry = |words: String, at: Option<Moment>, class: &'static str| Entry {
        words,
        at,
        class,
        quote: None,
    };
    let pending = creation.is_pending();
    let mut all = vec![entry(
        fl!(t, "creation-step-asked"),
        Some(creation.asked_at),
        "",
    )];
    match &creation.authority {
        Authority::Claimed => all.push(entry(fl!(t, "creation-step-claimed"), None, "good")),
        Authority::Asked { email, at } => {
            let words = fl!(plain, "creation-step-nominee", email = email.as_str());
            all.push(entry(words, Some(*at), if pending { "next" } else { "" }));
        }
        Authority::Refused {
            email, at, words, ..
        } => all.push(Entry {
            words: fl!(
                plain,
                "creation-step-nominee-declined",
                email = email.as_str()
            ),
            at: Some(*at),
            class: "bad",
            quote: Some(words.clone()),
        }),
        Authority::Given { at, .. } => {
            all.push(entry(fl!(t, "creation-step-authorised"), Some(*at), "good"));
        }
    }
    match &creation.clearance {
        Clearance::NotNeeded => {}
        Clearance::Wanted if pending => {
            all.push(entry(fl!(t, "creation-step-operator"), None, "next"));
        }
        Clearance::Wanted => {}
        Clearance::Given { at, .. } => {
            all.push(entry(fl!(t, "creation-step-cleared"), Some(*at), "good"));
        }
    }
    all.extend(match &creation.status {
        Status::Pending => {
            let date = visit.words.date(creation.progress.deadline, &visit.zone);
            Some(entry(
                fl!(plain, "creation-step-will-lapse", date = date),
                None,
                "next",
            ))
        }
        Status::Active { at } => Some(entry(fl!(t, "creation-step-active"), Some(*at), "good")),
        Status::Declined { at, words, .. } => Some(Entry {
            words: fl!(t, "creation-step-declined"),
            at: Some(*at),
            class: "bad",
            quote: Some(words.clone()),
        }),
        Status::Withdrawn { at } => Some(entry(fl!(t, "creation-step-withdrawn"), Some(*at), "")),
        Status::Lapsed { at } | Status::Closed { at } => {
            Some(entry(fl!(t, "creation-step-lapsed"), Some(*at), "bad"))
        }
    });
    all
}

async fn own(visit: &SignedIn, id: &str) -> Result<Creation, PageError> {
    let id: CreationId = id.parse().map_err(|_| PageError::NotFound)?;
    let found = visit
        .read(move |db| store::account_creation::find(db, &id))
        .await?;
    if found.creator != visit.person.id {
        return Err(PageError::NotFound);
    }
    Ok(found)
}

fn show_page(visit: &SignedIn, creation: Creation, typed: &str, fault: Option<String>) -> ShowPage {
    let t = &visit.words.text;
    let may_name = creation.is_pending() && !creation.is_authorised();
    let nominee = may_name.then(|| {
        Field::new("nominee", fl!(t, "creation-nominee"))
            .kind(Kind::Email)
            .value(typed)
            .hint(fl!(t, "creation-nominee-another-hint"))
            .fault(fault)
    });
    let table = &visit.app.db.rules().creation;
    ShowPage {
        p: visit.page(&creation.plan.name),
        faults: nominee
            .as_ref()
            .map_or_else(Faults::default, |field| Faults::of(&[field])),
        nominee,
        steps: steps(visit, &creation),
        days_left: creation
            .is_pending()
            .then(|| days_left(creation.progress.deadline, visit.now)),
        revivable_until: revivable_until(&creation, table).filter(|until| visit.now < *until),
        outcome: creation.outcome(),
        creation,
    }
}

pub async fn show(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let creation = own(&visit, &id).await?;
    Ok(render(&show_page(&visit, creation, "", None)))
}

#[derive(Deserialize)]
pub struct NomineeForm {
    nominee: String,
}

pub async fn name_nominee(
    visit: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<NomineeForm>,
) -> Result<Response, PageError> {
    let creation = own(&visit, &id).await?;
    let (status, fault) = match EmailAddress::parse(&form.nominee) {
        Err(_) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            fl!(visit.words.text, "field-email"),
        ),
        Ok(email) => {
            let said = said_of_nominee(&visit, &creation, &email);
            match changed(&visit, &creation.id, Change::NameNominee(email)).await? {
                Ok(()) => return Ok(back(&visit, &creation.id, &said)),
                Err(refusal) if is_about_nominee(&refusal) => (
                    web::refusals::status(&refusal),
                    web::refusals::words(&visit, &refusal),
                ),
                Err(refusal) => return Err(refusal.into()),
            }
        }
    };
    let page = show_page(&visit, creation, &form.nominee, Some(fault));
    Ok(render_with(status, &page))
}

/// What is said to whoever names this nominee.
pub fn said_of_nominee(visit: &Visit, creation: &Creation, email: &EmailAddress) -> String {
    let (t, named) = (&visit.words.plain, email.as_str());
    let asked = creation.nominee().map(EmailAddress::key);
    if asked == Some(email.key()) {
        fl!(t, "creation-nominee-named-already", email = named)
    } else {
        fl!(t, "creation-nominee-named", email = named)
    }
}

/// Whether it is the address that is refused, and may be mended beside its field.
pub fn is_about_nominee(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::NominatesSelf | Refusal::LettersTooSoon { .. } | Refusal::OwnLettersTooSoon { .. }
    )
}

async fn changed(
    visit: &SignedIn,
    id: &CreationId,
    what: Change,
) -> Result<Result<(), Refusal>, PageError> {
    let (id, by) = (id.clone(), visit.person.id.clone());
    Ok(visit.write(move |tx| change(tx, &id, &by, &what)).await?)
}

fn back(visit: &SignedIn, id: &CreationId, said: &str) -> Response {
    Onward::to(&visit.app, &format!("/accounts/new/{id}"))
        .saying(said)
        .into_response()
}

pub async fn withdraw(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let creation = own(&visit, &id).await?;
    changed(&visit, &creation.id, Change::Withdraw).await??;
    let said = fl!(visit.words.plain, "creation-withdrawn");
    Ok(back(&visit, &creation.id, &said))
}

pub async fn revive(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let creation = own(&visit, &id).await?;
    changed(&visit, &creation.id, Change::Revive).await??;
    let said = fl!(visit.words.plain, "creation-revived");
    Ok(back(&visit, &creation.id, &said))
}
