//! When somebody is away, and who decides in their place: one's own page, and the operators' about somebody who fell ill.

use crate::language::{end_of_day, field_date, start_of_day, zone};
use crate::pages::parts::terms_form::last_day;
use crate::store::absence::Known;
use crate::use_cases::person::absence::Planned;
use crate::web::door::{Operator, SignedIn};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Form, Kind};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Onward, Visit};
use crate::{store, use_cases, web};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::person::Person;
use domain::{PersonId, Refusal};
use i18n_embed_fl::fl;
use jiff::tz::TimeZone;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "person/absence.html")]
struct AbsencePage {
    p: Page,
    /// Whom it is about, where that is not the reader.
    other: Option<Person>,
    /// Where the form goes.
    address: String,
    faults: Faults,
    /// What is known, in a sentence.
    known: Option<String>,
    fields: Vec<Field>,
}

/// What the form sends.
#[derive(Deserialize, Default)]
pub struct Typed {
    from: String,
    until: String,
    deputy: String,
}

/// What is wrong with it, by field.
#[derive(Default)]
struct Wrong {
    from: Option<String>,
    until: Option<String>,
    deputy: Option<String>,
}

/// Whom the page is about, and where it stands.
struct Whom {
    person: Person,
    is_oneself: bool,
}

impl Whom {
    fn address(&self) -> String {
        match self.is_oneself {
            true => "/profile/absence".to_owned(),
            false => format!("/operator/people/{}/absence", self.person.id),
        }
    }
}

/// One's own page.
pub async fn form(visit: SignedIn) -> Result<Response, PageError> {
    let whom = oneself(&visit);
    Ok(render(&page(&visit, whom, None, Wrong::default()).await?))
}

/// Notes that one is away; what is wrong is said beside its field.
pub async fn save(visit: SignedIn, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let whom = oneself(&visit);
    go_away(&visit, whom, typed).await
}

/// One is back, or does not go.
pub async fn end(visit: SignedIn) -> Result<Response, PageError> {
    let whom = oneself(&visit);
    come_back(&visit, whom).await
}

/// The operators' page about somebody.
pub async fn form_of(visit: Operator, Path(id): Path<String>) -> Result<Response, PageError> {
    let whom = other(&visit, &id).await?;
    Ok(render(&page(&visit, whom, None, Wrong::default()).await?))
}

/// An operator notes that somebody is away.
pub async fn save_of(
    visit: Operator,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let whom = other(&visit, &id).await?;
    go_away(&visit, whom, typed).await
}

/// An operator notes that somebody is back.
pub async fn end_of(visit: Operator, Path(id): Path<String>) -> Result<Response, PageError> {
    let whom = other(&visit, &id).await?;
    come_back(&visit, whom).await
}

fn oneself(visit: &SignedIn) -> Whom {
    Whom {
        person: visit.person.clone(),
        is_oneself: true,
    }
}

async fn other(visit: &Operator, id: &str) -> Result<Whom, PageError> {
    let id: PersonId = id.parse().map_err(|_| PageError::NotFound)?;
    let is_oneself = id == visit.person.id;
    let person = visit.read(move |db| store::person::find(db, &id)).await?;
    Ok(Whom { person, is_oneself })
}

async fn go_away(visit: &Visit, whom: Whom, typed: Typed) -> Result<Response, PageError> {
    // Days are those of whoever is away. What is shown and left as it is stays the moment that it was.
    let zone = zone(&whom.person.profile.time_zone);
    let person = whom.person.id.clone();
    let before = visit
        .read(move |db| store::absence::find(db, &person))
        .await?;
    let before = before.map(|known| known.absence);
    let shown = |date: &str, is: &str| date.trim() == is;
    let from = match &before {
        Some(one) if shown(&typed.from, &field_date(one.from, &zone)) => Some(one.from),
        _ => start_of_day(&typed.from, &zone),
    };
    let until = match &before {
        Some(one) if shown(&typed.until, &last_day(one.until, &zone)) => Some(one.until),
        _ => end_of_day(&typed.until, &zone),
    };
    let (Some(from), Some(until)) = (from, until) else {
        let fault = || Some(fl!(visit.words.text, "field-date"));
        let wrong = Wrong {
            from: from.is_none().then(fault).flatten(),
            until: until.is_none().then(fault).flatten(),
            deputy: None,
        };
        let page = page(visit, whom, Some(&typed), wrong).await?;
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let planned = Planned {
        from,
        until,
        deputy: typed.deputy.clone(),
    };
    let person = whom.person.id.clone();
    let done = visit
        .write(move |tx| use_cases::person::absence::go_away(tx, &person, &planned))
        .await?;
    if let Err(refusal) = done {
        let words = Some(web::refusals::words(visit, &refusal));
        let mut wrong = Wrong::default();
        match refusal {
            Refusal::OwnDeputy | Refusal::DeputyUnknown | Refusal::DeputyAway => {
                wrong.deputy = words;
            }
            Refusal::EndDateInThePast => {
                wrong.until = Some(fl!(visit.words.text, "field-date-passed"));
            }
            Refusal::AbsenceEndsFirst | Refusal::AbsenceTooLong => wrong.until = words,
            refusal => return Err(refusal.into()),
        }
        let page = page(visit, whom, Some(&typed), wrong).await?;
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let said = fl!(visit.words.plain, "absence-saved");
    Ok(Onward::to(&visit.app, &whom.address())
        .saying(&said)
        .into_response())
}

async fn come_back(visit: &Visit, whom: Whom) -> Result<Response, PageError> {
    let person = whom.person.id.clone();
    let done = visit
        .write(move |tx| use_cases::person::absence::come_back(tx, &person))
        .await?;
    let said = fl!(visit.words.plain, "absence-ended");
    match done {
        // Whoever says it twice has said it.
        Ok(()) | Err(Refusal::NothingToChange) => Ok(Onward::to(&visit.app, &whom.address())
            .saying(&said)
            .into_response()),
        Err(refusal) => Err(refusal.into()),
    }
}

/// In: what was typed, where something was, and what is wrong with it.
async fn page(
    visit: &Visit,
    whom: Whom,
    typed: Option<&Typed>,
    wrong: Wrong,
) -> Result<AbsencePage, PageError> {
    let person = whom.person.id.clone();
    let (known, deputy) = visit
        .read(move |db| {
            let known = store::absence::find(db, &person)?;
            let deputy = known
                .as_ref()
                .and_then(|known| known.absence.deputy.clone());
            let deputy = match deputy {
                Some(deputy) => Some(store::person::find(db, &deputy)?),
                None => None,
            };
            Ok((known, deputy))
        })
        .await?;
    let zone = zone(&whom.person.profile.time_zone);
    let shown = match typed {
        Some(typed) => Typed {
            from: typed.from.clone(),
            until: typed.until.clone(),
            deputy: typed.deputy.clone(),
        },
        None => as_typed(&zone, known.as_ref(), deputy.as_ref()),
    };
    let fields = fields(visit, shown, wrong);
    let t = &visit.words.text;
    let title = match whom.is_oneself {
        true => fl!(t, "absence-title"),
        false => {
            let name = whom.person.profile.full_name.as_str();
            fl!(visit.words.plain, "absence-title-of", name = name)
        }
    };
    Ok(AbsencePage {
        p: visit.page(&title),
        address: whom.address(),
        other: (!whom.is_oneself).then_some(whom.person),
        faults: Faults::of(&fields.iter().collect::<Vec<_>>()),
        known: known.map(|known| known_words(visit, &zone, &known, deputy.as_ref())),
        fields,
    })
}

fn as_typed(zone: &TimeZone, known: Option<&Known>, deputy: Option<&Person>) -> Typed {
    match known {
        None => Typed::default(),
        Some(known) => Typed {
            from: field_date(known.absence.from, zone),
            until: last_day(known.absence.until, zone),
            deputy: deputy.map_or_else(String::new, |one| one.user_id.to_string()),
        },
    }
}

fn fields(visit: &Visit, typed: Typed, wrong: Wrong) -> Vec<Field> {
    let t = &visit.words.text;
    vec![
        Field::new("from", fl!(t, "absence-from"))
            .kind(Kind::Date)
            .value(typed.from)
            .fault(wrong.from),
        Field::new("until", fl!(t, "absence-until"))
            .kind(Kind::Date)
            .value(typed.until)
            .fault(wrong.until),
        Field::new("deputy", fl!(t, "absence-deputy"))
            .value(typed.deputy)
            .optional(fl!(t, "field-optional"))
            .hint(fl!(t, "absence-deputy-hint"))
            .fault(wrong.deputy),
    ]
}

fn known_words(visit: &Visit, zone: &TimeZone, known: &Known, deputy: Option<&Person>) -> String {
    let plain = &visit.words.plain;
    let from = visit.words.date(known.absence.from, zone);
    let until = visit.words.last_day(known.absence.until, zone);
    match deputy {
        None => fl!(plain, "absence-known", from = from, until = until),
        Some(deputy) => fl!(
            plain,
            "absence-known-deputy",
            from = from,
            until = until,
            name = deputy.profile.full_name.as_str()
        ),
    }
}
