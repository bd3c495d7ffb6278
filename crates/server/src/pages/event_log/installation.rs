//! The operators' event log: what happened in the whole installation and belongs to no account. What belongs to one stands in its own.

use crate::language::{Words, field_date, machine_time, without_marks};
use crate::pages::event_log::filters::actor_name;
use crate::pages::event_log::log::{People, people, who};
use crate::paging::{After, PAGE, cut};
use crate::standing::event::asker::Asker;
use crate::storage::AnyConnection;
use crate::store::event::Recorded;
use crate::web::csv::{BATCH, Batch, File};
use crate::web::door::Operator;
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render};
use crate::{store, words};
use askama::Template;
use axum::response::Response;
use domain::Moment;
use i18n_embed_fl::fl;

/// What is written of an event in the file: no reasons, no words that somebody typed.
const COLUMNS: [&str; 9] = [
    "id", "at", "event", "what", "who", "who_id", "about", "about_id", "origin",
];

struct Row {
    at: Moment,
    what: String,
    name: &'static str,
    who: String,
    who_id: String,
    about: String,
    about_id: String,
    way: String,
}

#[derive(Template)]
#[template(path = "event_log/installation.html")]
struct EventsPage {
    p: Page,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
}

fn row(words: &'static Words, recorded: &Recorded, people: &People) -> Row {
    let known = |id: &domain::PersonId| {
        let (name, key) = people.get(id.as_str()).cloned().unwrap_or_default();
        (name, key.unwrap_or_else(|| id.to_string()))
    };
    let about = recorded.event.concerns().person;
    let (about, about_id) = about.as_ref().map(known).unwrap_or_default();
    Row {
        at: recorded.at,
        what: words::event::of(words, &recorded.event),
        name: recorded.event.name(),
        who: who(words, &recorded.actor, people),
        who_id: actor_name(&recorded.actor)
            .or_else(|| recorded.actor.person().map(|id| known(id).1))
            .unwrap_or_default(),
        about,
        about_id,
        way: words::event::way(words, &recorded.actor, &recorded.origin),
    }
}

/// The events that belong to no account, the newest first, a page at a time.
pub async fn list(visit: Operator, Query(after): Query<After>) -> Result<Response, PageError> {
    let (cursor, me) = (after.cursor(), visit.person.id.clone());
    let is_first = cursor.is_none();
    let (events, next, people) = visit
        .read(move |db| {
            let mut found = store::event::of_no_account(db, cursor.as_deref(), PAGE as i64 + 1)?;
            let next = cut(&mut found, |recorded| recorded.id.to_string());
            Asker::find(db, &me)?.keep_own(db, &mut found)?;
            let people = people(db, &found)?;
            Ok((found, next, people))
        })
        .await?;
    let words = visit.words;
    Ok(render(&EventsPage {
        p: visit.page(&fl!(words.text, "desk-events")),
        rows: events
            .iter()
            .map(|recorded| row(words, recorded, &people))
            .collect(),
        next,
        is_first,
    }))
}

/// All that [`list`] leads through, as a file with a byte order mark; the program's log notes who takes it away.
pub async fn export(visit: Operator) -> Result<Response, PageError> {
    let (words, me) = (visit.words, visit.person.id.clone());
    let today = field_date(visit.now, &visit.zone);
    visit.takes_away("events", None);
    let file = File::new(&format!("installation-events-{today}"), &COLUMNS).with_mark(true);
    let read = move |db: &mut AnyConnection, before: Option<&String>| {
        let mut found = store::event::of_no_account(db, before.map(String::as_str), BATCH)?;
        let next = (found.len() as i64 == BATCH)
            .then(|| found.last().map(|last| last.id.to_string()))
            .flatten();
        Asker::find(db, &me)?.keep_own(db, &mut found)?;
        let people = people(db, &found)?;
        let rows = found.iter().map(|recorded| {
            let row = row(words, recorded, &people);
            vec![
                recorded.id.to_string(),
                machine_time(row.at),
                row.name.to_owned(),
                without_marks(&row.what),
                row.who,
                row.who_id,
                row.about,
                row.about_id,
                recorded.origin.clone(),
            ]
        });
        Ok(Batch {
            rows: rows.collect(),
            next,
        })
    };
    file.answer(&visit.app.db, read).await
}
