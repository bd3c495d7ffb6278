//! The operators' pages about people: all of them, one, and the page on which somebody is deactivated.

use crate::event_log::Answer;
use crate::pages::operator::accounts::ReasonForm;
use crate::pages::operator::duties::{DutyForm, duties, duty_forms};
use crate::pages::operator::list::{List, Wanted};
use crate::paging::PAGE;
use crate::storage::Tx;
use crate::store::erasure::ErasureStage;
use crate::store::person::Failing;
use crate::use_cases::person::deactivation::Administered;
use crate::web::door::Operator;
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use crate::words::failing::failing_words;
use crate::{store, use_cases, web};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::person::Person;
use domain::text::WORDS;
use domain::{Moment, PersonId, Refusal, text};
use i18n_embed_fl::fl;

#[derive(Template)]
#[template(path = "operator/people.html")]
struct PeoplePage {
    p: Page,
    list: List<(Person, Option<Moment>)>,
}

/// The people that words and a status find, a page at a time. Errors: a status that there is not.
pub async fn people(visit: Operator, Query(wanted): Query<Wanted>) -> Result<Response, PageError> {
    let is_active = match wanted.status.as_str() {
        "" => None,
        "active" => Some(true),
        "deactivated" => Some(false),
        _ => return Err(PageError::BadForm),
    };
    let search = store::person::search::PersonSearch {
        text: wanted.q.clone(),
        is_active,
    };
    let t = &visit.words.text;
    let statuses = vec![
        (String::new(), fl!(t, "filter-all")),
        ("active".to_owned(), fl!(t, "person-active")),
        ("deactivated".to_owned(), fl!(t, "person-deactivated")),
    ];
    let list = List::read(&visit, wanted, statuses, move |db, from| {
        store::person::search::page(db, &search, from, PAGE)
    });
    Ok(render(&PeoplePage {
        list: list.await?,
        p: visit.page(&fl!(t, "operator-people")),
    }))
}

/// Somebody as operators see them.
struct Seen {
    person: Person,
    since: Option<Moment>,
    administered: Vec<Administered>,
    /// Whether too many attempts under their name keep them out.
    is_locked_out: bool,
    /// How mail to their address fails, if it does.
    failing: Option<Failing>,
    /// Since when they are erased, and how far that is.
    erased: Option<(Moment, ErasureStage)>,
}

async fn see(visit: &Operator, id: PersonId) -> Result<Seen, PageError> {
    let (most, now) = (visit.app.config.limits.sign_in_by_name(), visit.now);
    let seen = visit
        .read(move |db| {
            let person = store::person::find(db, &id)?;
            Ok(Seen {
                is_locked_out: use_cases::session::attempts::are_too_many(db, &person, most, now)?,
                person,
                since: store::person::deactivated_at(db, &id)?,
                failing: store::person::failing(db, &id)?,
                erased: store::erasure::of_person(db, &id)?,
                administered: use_cases::person::deactivation::administered(db, &id)?,
            })
        })
        .await?;
    Ok(seen)
}

/// Somebody, and what they administer.
pub(crate) async fn see_person(
    visit: &Operator,
    id: PersonId,
) -> Result<(Person, Vec<Administered>), PageError> {
    let seen = see(visit, id).await?;
    Ok((seen.person, seen.administered))
}

#[derive(Template)]
#[template(path = "operator/person.html")]
struct PersonPage {
    p: Page,
    seen: Seen,
    is_self: bool,
    /// The duties they have, in words.
    duties: String,
    failing: Option<String>,
    duty_forms: Vec<DutyForm>,
    faults: Faults,
    email: Field,
}

/// In: the address typed in place of theirs and what is wrong with it, where one was.
pub(crate) async fn person_page(
    visit: &Operator,
    id: PersonId,
    typed: Option<(String, String)>,
) -> Result<impl Template + use<>, PageError> {
    let seen = see(visit, id).await?;
    let (value, fault) = typed.unzip();
    let email = Field::new("email", fl!(visit.words.text, "person-email-new"))
        .kind(Kind::Email)
        .value(value.unwrap_or_default())
        .hint(fl!(visit.words.text, "person-email-hint"))
        .fault(fault);
    Ok(PersonPage {
        p: visit.page(&seen.person.profile.full_name),
        is_self: seen.person.id == visit.person.id,
        duties: duties(visit, &seen.person),
        failing: (seen.failing.as_ref()).map(|one| failing_words(visit.words, &visit.zone, one)),
        duty_forms: duty_forms(visit, &seen.person, seen.since.is_none()),
        faults: Faults::of(&[&email]),
        email,
        seen,
    })
}

/// The page as it is first shown. Errors: no such person.
pub async fn person(visit: Operator, Path(id): Path<String>) -> Result<Response, PageError> {
    let id = id.parse().map_err(|_| PageError::NotFound)?;
    Ok(render(&person_page(&visit, id, None).await?))
}

#[derive(Template)]
#[template(path = "operator/deactivate-person.html")]
struct DeactivatePage {
    p: Page,
    seen: Seen,
    faults: Faults,
    reason: Field,
    /// Why it was refused, or would be.
    refused: Option<String>,
    /// Whether nothing is in the way as things stand.
    can_deactivate: bool,
}

async fn deactivate_page(
    visit: &Operator,
    id: PersonId,
    typed: &str,
    fault: Option<String>,
    refusal: Option<Refusal>,
) -> Result<DeactivatePage, PageError> {
    let (person, by) = (id.clone(), visit.person.id.clone());
    let obstacle = visit
        .read(move |db| use_cases::person::deactivation::obstacle(db, &person, &by))
        .await?;
    let can_deactivate = obstacle.is_none();
    let refusal = refusal.or(obstacle);
    let seen = see(visit, id).await?;
    let t = &visit.words.text;
    let reason = Field::new("reason", fl!(t, "operator-deactivate-reason"))
        .kind(Kind::Area)
        .value(typed)
        .optional(fl!(t, "field-optional"))
        .hint(fl!(t, "operator-deactivate-reason-hint"))
        .fault(fault);
    Ok(DeactivatePage {
        p: visit.page(&fl!(
            t,
            "operator-deactivate-title",
            name = seen.person.profile.full_name.as_str()
        )),
        faults: Faults::of(&[&reason]),
        seen,
        reason,
        refused: refusal.map(|refusal| web::refusals::words(visit, &refusal)),
        can_deactivate,
    })
}

/// What somebody administers and what stands in the way, before they are deactivated.
pub async fn deactivation_form(
    visit: Operator,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id = id.parse().map_err(|_| PageError::NotFound)?;
    Ok(render(&deactivate_page(&visit, id, "", None, None).await?))
}

/// Deactivates somebody, perhaps with a reason; what is wrong or stands in the way is the page again.
pub async fn deactivate(
    visit: Operator,
    Path(id): Path<String>,
    Form(form): Form<ReasonForm>,
) -> Result<Response, PageError> {
    let id: PersonId = id.parse().map_err(|_| PageError::NotFound)?;
    let (reason, fault) = sorted(
        text::clean_optional(&form.reason, WORDS).map_err(|fault| text_fault(&visit, fault)),
    );
    let Some(reason) = reason else {
        let page = deactivate_page(&visit, id, &form.reason, fault, None).await?;
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let person = id.clone();
    let done = visit
        .write(move |tx| use_cases::person::deactivation::deactivate(tx, &person, reason.clone()))
        .await?;
    if let Err(refusal) = done {
        let page = deactivate_page(&visit, id, &form.reason, None, Some(refusal)).await?;
        return Ok(render_with(StatusCode::CONFLICT, &page));
    }
    let said = fl!(visit.words.plain, "operator-deactivated");
    Ok(back(&visit, &id, &said))
}

/// Back to the person, with what was done.
pub(crate) fn back(visit: &Operator, id: &PersonId, said: &str) -> Response {
    let page = format!("/operator/people/{id}");
    Onward::to(&visit.app, &page).saying(said).into_response()
}

/// Carries out a change and leads back to the person. Errors: a refusal is a page of its own.
pub(crate) async fn changed(
    visit: &Operator,
    id: PersonId,
    said: String,
    change: impl Fn(&mut Tx, &PersonId) -> Answer<()> + Send + 'static,
) -> Result<Response, PageError> {
    let person = id.clone();
    visit.write(move |tx| change(tx, &person)).await??;
    Ok(back(visit, &id, &said))
}

/// Lets somebody try again whom too many attempts to log in keep out.
pub async fn unlock(visit: Operator, Path(id): Path<String>) -> Result<Response, PageError> {
    let id = id.parse().map_err(|_| PageError::NotFound)?;
    let said = fl!(visit.words.plain, "operator-person-unlocked");
    let unlock = use_cases::session::attempts::unlock;
    changed(&visit, id, said, move |tx, id| unlock(tx, id).map(Ok)).await
}

/// Lets somebody back in, with all they held.
pub async fn reactivate(visit: Operator, Path(id): Path<String>) -> Result<Response, PageError> {
    let id = id.parse().map_err(|_| PageError::NotFound)?;
    let said = fl!(visit.words.plain, "operator-person-reactivated");
    let reactivate = use_cases::person::deactivation::reactivate;
    changed(&visit, id, said, reactivate).await
}
