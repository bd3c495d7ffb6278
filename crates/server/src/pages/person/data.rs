//! A copy of all that is kept of somebody, for themselves: one file of JSON, which people can read and programs as well.

use crate::language::{Words, field_date, machine_time, without_marks};
use crate::pages::parts::timeline::said_in;
use crate::standing::event::asker::Asker;
use crate::storage::{AnyConnection, Error};
use crate::store::event::Recorded;
use crate::store::personal_data;
use crate::store::personal_data::{BATCH, Part};
use crate::web::door::SignedIn;
use crate::web::download::{Piece, headers, streamed};
use crate::web::errors::PageError;
use crate::web::page::{Page, render, render_with};
use crate::{store, use_cases, web, words};
use askama::Template;
use axum::response::{IntoResponse, Response};
use domain::{Event, PersonId, Refusal};
use i18n_embed_fl::fl;
use serde_json::{Value, json};

#[derive(Template)]
#[template(path = "person/data.html")]
struct DataPage {
    p: Page,
    refused: Option<String>,
}

fn page(visit: &SignedIn, refusal: Option<&Refusal>) -> DataPage {
    DataPage {
        p: visit.page(&fl!(visit.words.text, "own-data-title")),
        refused: refusal.map(|refusal| web::refusals::words(visit, refusal)),
    }
}

/// What the file holds, and the button that fetches it.
pub async fn form(visit: SignedIn) -> Response {
    render(&page(&visit, None))
}

/// Where the file goes on: which of its lists, after which of its rows, and whether one of them has been written.
#[derive(Clone)]
struct Place {
    list: usize,
    after: String,
    has_row: bool,
}

/// A list of the file.
enum List {
    Of(&'static Part),
    /// What happened to them.
    About,
    /// What they did.
    Done,
}

impl List {
    fn all() -> Vec<Self> {
        let parts = personal_data::parts().map(List::Of);
        parts.chain([List::About, List::Done]).collect()
    }

    fn name(&self) -> &'static str {
        match self {
            List::Of(part) => part.name,
            List::About => "events_about_you",
            List::Done => "events_by_you",
        }
    }
}

/// The file. Errors: as [`use_cases::person::own_data::take`], on the page again.
pub async fn take(visit: SignedIn) -> Result<Response, PageError> {
    let person = visit.person.id.clone();
    let by = person.clone();
    let taken = visit
        .write(move |tx| use_cases::person::own_data::take(tx, &by))
        .await?;
    if let Err(refusal) = taken {
        let page = page(&visit, Some(&refusal));
        return Ok(render_with(web::refusals::status(&refusal), &page));
    }
    let (words, lists) = (visit.words, List::all());
    let head = json!({
        "what_this_is": fl!(words.plain, "own-data-file", address = visit.app.config.public_url.as_str()),
        "made_at": machine_time(visit.now),
    });
    let head = head.to_string();
    let head = head.trim_end_matches('}').as_bytes().to_vec();
    let read = move |db: &mut AnyConnection, from: Option<&Place>| {
        let first = Place {
            list: 0,
            after: String::new(),
            has_row: false,
        };
        piece(db, words, &lists, &person, from.unwrap_or(&first))
    };
    let body = streamed(&visit.app.db, head, read).await?;
    let name = format!(
        "parvis-{}-{}.json",
        visit.person.user_id,
        field_date(visit.now, &visit.zone)
    );
    Ok((headers("application/json", &name), body).into_response())
}

/// Some rows of a list, and all that stands around them.
fn piece(
    db: &mut AnyConnection,
    words: &'static Words,
    lists: &[List],
    person: &PersonId,
    from: &Place,
) -> Result<Piece<Place>, Error> {
    let Some(list) = lists.get(from.list) else {
        return Ok(Piece {
            bytes: b"\n}\n".to_vec(),
            next: None,
        });
    };
    let (rows, more) = match list {
        List::Of(part) => personal_data::rows(db, part, person, &from.after)?,
        List::About | List::Done => events(db, words, list, person, &from.after)?,
    };
    let mut text = String::new();
    if from.after.is_empty() {
        text.push_str(&format!(",\n\n\"{}\": [", list.name()));
    }
    let mut has_row = from.has_row;
    for row in rows {
        text.push_str(if has_row { ",\n  " } else { "\n  " });
        text.push_str(&row.to_string());
        has_row = true;
    }
    let next = match more {
        Some(after) => Place {
            list: from.list,
            after,
            has_row,
        },
        None => {
            text.push_str(if has_row { "\n]" } else { "]" });
            Place {
                list: from.list + 1,
                after: String::new(),
                has_row: false,
            }
        }
    };
    Ok(Piece {
        bytes: text.into_bytes(),
        next: Some(next),
    })
}

/// Events as pages tell them: in words, and without what is for others. What they say of themselves in their profile, and of how they
/// want to be told, stands there as it was.
fn events(
    db: &mut AnyConnection,
    words: &'static Words,
    list: &List,
    person: &PersonId,
    after: &str,
) -> Result<(Vec<Value>, Option<String>), Error> {
    let mut found = match list {
        List::Done => store::event::done_by(db, person, after, BATCH as i64)?,
        List::Of(_) | List::About => store::event::about(db, person, after, BATCH as i64)?,
    };
    let more = (found.len() == BATCH)
        .then(|| found.last().map(|last| last.id.to_string()))
        .flatten();
    Asker::find(db, person)?.keep_own(db, &mut found)?;
    Ok((found.iter().map(|one| told(words, one)).collect(), more))
}

fn told(words: &'static Words, recorded: &Recorded) -> Value {
    let details = match &recorded.event {
        Event::Person(fact) => fact.is_their_word().then(|| json!(fact)),
        Event::NotificationPreference(fact) => Some(json!(fact)),
        _ => None,
    };
    let mut told = json!({
        "at": machine_time(recorded.at),
        "event": recorded.event.name(),
        "what": without_marks(&words::event::of(words, &recorded.event)),
    });
    // What both sides of a request wrote to each other stands in its events alone.
    let said = match &recorded.event {
        Event::AccessRequest(event) => said_in(&event.fact).map(|said| json!(said)),
        _ => None,
    };
    if let Some(told) = told.as_object_mut() {
        let more = [("details", details), ("said", said)];
        told.extend(
            more.into_iter()
                .filter_map(|(name, value)| Some((name.into(), value?))),
        );
    }
    told
}
