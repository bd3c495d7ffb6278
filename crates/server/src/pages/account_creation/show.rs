//! The creator's page of one creation: what is waited for, until when, and what they can do.

use crate::pages::parts::timeline::TimelineEntry;
use crate::use_cases::account_creation::{CreationChange, change};
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
use domain::account_creation::{
    Clearance, Creation, CreationAuthority, CreationOutcome, CreationStatus,
};
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
    outcome: CreationOutcome,
    steps: Vec<TimelineEntry>,
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
pub fn steps(visit: &Visit, creation: &Creation) -> Vec<TimelineEntry> {
    let asked = fl!(visit.words.text, "creation-step-asked");
    let mut all = vec![
        TimelineEntry::new(asked, "", Some(creation.asked_at)),
        authority_step(visit, creation),
    ];
    all.extend(clearance_step(visit, creation));
    all.push(last_step(visit, creation));
    all
}

/// Who vouches for the creator.
fn authority_step(visit: &Visit, creation: &Creation) -> TimelineEntry {
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    match &creation.authority {
        CreationAuthority::Claimed => {
            TimelineEntry::new(fl!(t, "creation-step-claimed"), "good", None)
        }
        CreationAuthority::Asked { email, at } => {
            let words = fl!(plain, "creation-step-nominee", email = email.as_str());
            let class = if creation.is_pending() { "next" } else { "" };
            TimelineEntry::new(words, class, Some(*at))
        }
        CreationAuthority::Refused {
            email, at, words, ..
        } => {
            let email = email.as_str();
            let declined = fl!(plain, "creation-step-nominee-declined", email = email);
            TimelineEntry::new(declined, "bad", Some(*at)).quoting(Some(words.clone()))
        }
        CreationAuthority::Given { at, .. } => {
            TimelineEntry::new(fl!(t, "creation-step-authorised"), "good", Some(*at))
        }
    }
}

/// What an operator has looked at, or has yet to; nothing where they need not, or no longer.
fn clearance_step(visit: &Visit, creation: &Creation) -> Option<TimelineEntry> {
    let t = &visit.words.text;
    match &creation.clearance {
        Clearance::Wanted if creation.is_pending() => Some(TimelineEntry::new(
            fl!(t, "creation-step-operator"),
            "next",
            None,
        )),
        Clearance::Given { at, .. } => Some(TimelineEntry::new(
            fl!(t, "creation-step-cleared"),
            "good",
            Some(*at),
        )),
        Clearance::NotNeeded | Clearance::Wanted => None,
    }
}

/// How it ended, or when it will if nothing is done.
fn last_step(visit: &Visit, creation: &Creation) -> TimelineEntry {
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    match &creation.status {
        CreationStatus::Pending => {
            let date = visit.words.date(creation.progress.deadline, &visit.zone);
            let words = fl!(plain, "creation-step-will-lapse", date = date);
            TimelineEntry::new(words, "next", None)
        }
        CreationStatus::Active { at } => {
            TimelineEntry::new(fl!(t, "creation-step-active"), "good", Some(*at))
        }
        CreationStatus::Declined { at, words, .. } => {
            let declined = fl!(t, "creation-step-declined");
            TimelineEntry::new(declined, "bad", Some(*at)).quoting(Some(words.clone()))
        }
        CreationStatus::Withdrawn { at } => {
            TimelineEntry::new(fl!(t, "creation-step-withdrawn"), "", Some(*at))
        }
        CreationStatus::Lapsed { at } | CreationStatus::Closed { at } => {
            TimelineEntry::new(fl!(t, "creation-step-lapsed"), "bad", Some(*at))
        }
    }
}

/// Errors: not found, where it is not theirs.
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

/// The page as it stands.
pub async fn show(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let creation = own(&visit, &id).await?;
    Ok(render(&show_page(&visit, creation, "", None)))
}

/// Whom the creator names, as typed.
#[derive(Deserialize)]
pub struct NomineeForm {
    nominee: String,
}

/// Asks somebody else to vouch for them.
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
            match changed(&visit, &creation.id, CreationChange::NameNominee(email)).await? {
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
    what: CreationChange,
) -> Result<Result<(), Refusal>, PageError> {
    let (id, by) = (id.clone(), visit.person.id.clone());
    Ok(visit.write(move |tx| change(tx, &id, &by, &what)).await?)
}

fn back(visit: &SignedIn, id: &CreationId, said: &str) -> Response {
    Onward::to(&visit.app, &format!("/accounts/new/{id}"))
        .saying(said)
        .into_response()
}

/// Calls it off.
pub async fn withdraw(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let creation = own(&visit, &id).await?;
    changed(&visit, &creation.id, CreationChange::Withdraw).await??;
    let said = fl!(visit.words.plain, "creation-withdrawn");
    Ok(back(&visit, &creation.id, &said))
}

/// Takes up again what lapsed.
pub async fn revive(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let creation = own(&visit, &id).await?;
    changed(&visit, &creation.id, CreationChange::Revive).await??;
    let said = fl!(visit.words.plain, "creation-revived");
    Ok(back(&visit, &creation.id, &said))
}
