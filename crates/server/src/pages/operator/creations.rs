//! The operators' pages about accounts that people ask for: all of them, and one with what can be decided.

use crate::pages::account_creation::show::{days_left, is_about_nominee, said_of_nominee, steps};
use crate::pages::parts::by_status::ByStatus;
use crate::pages::parts::timeline::TimelineEntry;
use crate::paging::{PAGE, cut};
use crate::store::account_creation::CreationFilter;
use crate::use_cases::account_creation::{CreationChange, change};
use crate::web::door::Operator;
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use crate::{store, web};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::account_creation::{Creation, CreationOutcome};
use domain::email::EmailAddress;
use domain::person::Person;
use domain::rules::account_creation::revivable_until;
use domain::smart_account::SmartAccount;
use domain::text::WORDS;
use domain::{CreationId, Moment, Refusal, text};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "operator/creations.html")]
struct CreationsPage {
    p: Page,
    rows: Vec<(Creation, Option<Person>, CreationOutcome)>,
    next: Option<String>,
    is_first: bool,
    status: String,
    statuses: Vec<(String, String)>,
}

/// The creations of one status, the newest first, a page at a time; without one, those in which an operator has something to
/// decide.
pub async fn creations(
    visit: Operator,
    Query(wanted): Query<ByStatus>,
) -> Result<Response, PageError> {
    let filter = match wanted.status.as_str() {
        "" => CreationFilter::ForOperators,
        "all" => CreationFilter::All,
        key => CreationFilter::Of(CreationOutcome::from_key(key).ok_or(PageError::BadForm)?),
    };
    let cursor = wanted.after.cursor();
    let is_first = cursor.is_none();
    let (mut found, people) = visit
        .read(move |db| {
            let found =
                store::account_creation::page(db, filter, cursor.as_deref(), PAGE as i64 + 1)?;
            let ids: Vec<String> = found.iter().map(|one| one.creator.to_string()).collect();
            Ok((found, store::person::find_all(db, &ids)?))
        })
        .await?;
    let next = cut(&mut found, |creation| creation.id.to_string());
    let t = &visit.words.text;
    let mut statuses = vec![
        (String::new(), fl!(t, "creation-for-operators")),
        ("all".to_owned(), fl!(t, "filter-all")),
    ];
    statuses.extend(
        CreationOutcome::ALL
            .iter()
            .map(|one| (one.key().to_owned(), visit.words.creation_outcome(*one))),
    );
    let rows = found
        .into_iter()
        .map(|creation| {
            let creator = people.iter().find(|one| one.id == creation.creator);
            (creation.clone(), creator.cloned(), creation.outcome())
        })
        .collect();
    Ok(render(&CreationsPage {
        p: visit.page(&fl!(t, "operator-creations")),
        rows,
        next,
        is_first,
        status: wanted.status,
        statuses,
    }))
}

#[derive(Template)]
#[template(path = "operator/creation.html")]
struct CreationPage {
    p: Page,
    seen: Seen,
    outcome: CreationOutcome,
    steps: Vec<TimelineEntry>,
    days_left: Option<u64>,
    revivable_until: Option<Moment>,
    is_own: bool,
    faults: Faults,
    words: Field,
    /// Where somebody has yet to authorise it: whom to ask instead.
    nominee: Option<Field>,
}

/// What was typed into one of the forms of the page, and what is wrong with it.
#[derive(Default)]
struct Typed {
    words: String,
    words_fault: Option<String>,
    nominee: String,
    nominee_fault: Option<String>,
    /// What is wrong with none of the fields.
    whole: Option<String>,
}

impl CreationPage {
    fn days(&self) -> u64 {
        self.days_left.unwrap_or(0)
    }
}

/// A creation as operators see it.
struct Seen {
    creation: Creation,
    creator: Person,
    objector: Option<Person>,
    /// The account above it, and the one that has its identifier though it is not its own.
    parent: Option<SmartAccount>,
    holder: Option<SmartAccount>,
}

async fn creation_page(
    visit: &Operator,
    id: CreationId,
    typed: Typed,
) -> Result<CreationPage, PageError> {
    let seen = visit
        .read(move |db| {
            let creation = store::account_creation::find(db, &id)?;
            let creator = store::person::find(db, &creation.creator)?;
            let objector = match &creation.progress.objection {
                Some(objection) => Some(store::person::find(db, &objection.by)?),
                None => None,
            };
            let parent = store::smart_account::find_if_any(db, creation.progress.parent.as_ref())?;
            let holder = store::smart_account::find_by_identifier(db, &creation.plan.domain)?
                .filter(|holder| Some(&holder.id) != creation.account.as_ref());
            Ok(Seen {
                creation,
                creator,
                objector,
                parent,
                holder,
            })
        })
        .await?;
    let t = &visit.words.text;
    let words = Field::new("words", fl!(t, "decision-words"))
        .kind(Kind::Area)
        .value(typed.words)
        .hint(fl!(t, "creation-decline-hint"))
        .fault(typed.words_fault);
    let creation = &seen.creation;
    let may_name = creation.is_pending() && !creation.is_authorised();
    let nominee = may_name.then(|| {
        Field::new("nominee", fl!(t, "creation-nominee"))
            .kind(Kind::Email)
            .value(typed.nominee)
            .hint(fl!(t, "creation-nominee-another-hint"))
            .fault(typed.nominee_fault)
    });
    let fields: Vec<&Field> = [Some(&words), nominee.as_ref()]
        .into_iter()
        .flatten()
        .collect();
    let table = &visit.app.db.rules().creation;
    Ok(CreationPage {
        p: visit.page(&creation.plan.name),
        outcome: creation.outcome(),
        steps: steps(visit, creation),
        days_left: creation
            .is_pending()
            .then(|| days_left(creation.progress.deadline, visit.now)),
        revivable_until: revivable_until(creation, table).filter(|until| visit.now < *until),
        is_own: creation.is_own(&visit.person.id),
        faults: Faults::of(&fields).with("main", typed.whole),
        words,
        nominee,
        seen,
    })
}

fn parsed(id: &str) -> Result<CreationId, PageError> {
    id.parse().map_err(|_| PageError::NotFound)
}

/// One creation with what can be decided. Errors: there is none.
pub async fn creation(visit: Operator, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = creation_page(&visit, parsed(&id)?, Typed::default()).await?;
    Ok(render(&page))
}

async fn carry_out(
    visit: &Operator,
    id: &CreationId,
    what: CreationChange,
) -> Result<Result<(), Refusal>, PageError> {
    let (creation, by) = (id.clone(), visit.person.id.clone());
    Ok(visit
        .write(move |tx| change(tx, &creation, &by, &what))
        .await?)
}

/// Back to the creation, with what was done.
fn back(visit: &Operator, id: &CreationId, said: &str) -> Response {
    let page = format!("/operator/creations/{id}");
    Onward::to(&visit.app, &page).saying(said).into_response()
}

/// Carries out a change and leads back to the creation, or shows why not.
async fn changed(
    visit: &Operator,
    id: CreationId,
    what: CreationChange,
    said: String,
) -> Result<Response, PageError> {
    if let Err(refusal) = carry_out(visit, &id, what).await? {
        let status = web::refusals::status(&refusal);
        let typed = Typed {
            whole: Some(web::refusals::words(visit, &refusal)),
            ..Typed::default()
        };
        let page = creation_page(visit, id, typed).await?;
        return Ok(render_with(status, &page));
    }
    Ok(back(visit, &id, &said))
}

/// The version of the creation that the page showed.
#[derive(Deserialize)]
pub struct SeenForm {
    version: u32,
}

/// Clears the identifier, unless another account has it, the creation was changed since, or it is the operator's own affair.
pub async fn approve(
    visit: Operator,
    Path(id): Path<String>,
    Form(form): Form<SeenForm>,
) -> Result<Response, PageError> {
    let what = CreationChange::Approve {
        seen_version: form.version,
    };
    let said = fl!(visit.words.plain, "creation-approved");
    changed(&visit, parsed(&id)?, what, said).await
}

/// As [`SeenForm`], with the words that the creator reads.
#[derive(Deserialize)]
pub struct DeclineForm {
    version: u32,
    words: String,
}

/// Ends the creation and what was set up for it, as [`approve`] against the version that was seen. The words must not be empty.
pub async fn decline(
    visit: Operator,
    Path(id): Path<String>,
    Form(form): Form<DeclineForm>,
) -> Result<Response, PageError> {
    let id = parsed(&id)?;
    let words = text::clean(&form.words, WORDS).map_err(|fault| text_fault(&visit, fault));
    let words = match sorted(words) {
        (Some(words), _) => words,
        (None, fault) => {
            let typed = Typed {
                words: form.words,
                words_fault: fault,
                ..Typed::default()
            };
            let page = creation_page(&visit, id, typed).await?;
            return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let what = CreationChange::Decline {
        seen_version: form.version,
        words,
    };
    let said = fl!(visit.words.plain, "creation-declined");
    changed(&visit, id, what, said).await
}

/// Lets an active account be to which somebody objected, once that was looked at.
pub async fn settle_objection(
    visit: Operator,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let said = fl!(visit.words.plain, "creation-objection-settled");
    changed(&visit, parsed(&id)?, CreationChange::SettleObjection, said).await
}

/// Takes a lapsed creation up again, in the creator's stead.
pub async fn revive(visit: Operator, Path(id): Path<String>) -> Result<Response, PageError> {
    let said = fl!(visit.words.plain, "creation-revived");
    changed(&visit, parsed(&id)?, CreationChange::Revive, said).await
}

/// Gives a pending creation more time.
pub async fn extend(visit: Operator, Path(id): Path<String>) -> Result<Response, PageError> {
    let said = fl!(visit.words.plain, "creation-extended");
    changed(&visit, parsed(&id)?, CreationChange::Extend, said).await
}

/// Gives up a lapsed creation before its time, so that its identifier is free.
pub async fn close(visit: Operator, Path(id): Path<String>) -> Result<Response, PageError> {
    let said = fl!(visit.words.plain, "creation-given-up");
    changed(&visit, parsed(&id)?, CreationChange::Close, said).await
}

/// Whom the operator names, as typed.
#[derive(Deserialize)]
pub struct NomineeForm {
    nominee: String,
}

/// Asks somebody else to authorise, in the creator's stead.
pub async fn name_nominee(
    visit: Operator,
    Path(id): Path<String>,
    Form(form): Form<NomineeForm>,
) -> Result<Response, PageError> {
    let id = parsed(&id)?;
    let (status, fault) = match EmailAddress::parse(&form.nominee) {
        Ok(email) => {
            let found = id.clone();
            let creation = visit
                .read(move |db| store::account_creation::find(db, &found))
                .await?;
            let said = said_of_nominee(&visit, &creation, &email);
            match carry_out(&visit, &id, CreationChange::NameNominee(email)).await? {
                Ok(()) => return Ok(back(&visit, &id, &said)),
                // Where nobody has to be asked any more, there is no field to say so beside.
                Err(refusal) if is_about_nominee(&refusal) => (
                    web::refusals::status(&refusal),
                    web::refusals::words(&visit, &refusal),
                ),
                Err(refusal) => return Err(refusal.into()),
            }
        }
        Err(_) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            fl!(visit.words.text, "field-email"),
        ),
    };
    let typed = Typed {
        nominee: form.nominee,
        nominee_fault: Some(fault),
        ..Typed::default()
    };
    let page = creation_page(&visit, id, typed).await?;
    Ok(render_with(status, &page))
}
