//! The event log as a CSV file: what the filters leave of it, from the newest on, however long it is.
//!
//! Columns: `id`, `at` (RFC 3339, UTC), `event` (its stable name), `what` (in the reader's language), `who` and `who_id` (a user
//! ID, or Parvis, a visitor or a program behind an @), `about` and `about_id`, `request`, `virtual_accounts` (names separated by
//! `|`), `origin` (the page or program), `before` and `after` (`label: value; …`), and `data` (JSON; for those who see the
//! whole account).

use crate::language::{Words, field_date, machine_time};
use crate::pages::event_log::filters::{Typed, actor_name};
use crate::pages::event_log::log::{People, part_names, people, who};
use crate::storage::{AnyConnection, Error};
use crate::store::event::Recorded;
use crate::web::csv::{BATCH, Batch, File};
use crate::web::desk::{Desk, SeeEvents};
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::visit::Onward;
use crate::words::event_details::{Change, Reader};
use crate::{standing, storage, words};
use axum::response::{IntoResponse, Response};
use i18n_embed_fl::fl;
use jiff::tz::TimeZone;
use serde::Deserialize;
use std::collections::BTreeMap;

const COLUMNS: [&str; 14] = [
    "id",
    "at",
    "event",
    "what",
    "who",
    "who_id",
    "about",
    "about_id",
    "request",
    "virtual_accounts",
    "origin",
    "before",
    "after",
    "data",
];

/// The filters of the log, and how the file begins.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(flatten)]
    typed: Typed,
    /// `yes` for a byte order mark at the beginning.
    #[serde(default)]
    bom: String,
}

/// What the filters leave of the log within reach, as a file; the program's log notes who takes it away. A search that means too
/// many people leads back. Errors: days that cannot be read.
pub async fn export(
    desk: Desk<SeeEvents>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let typed = asked.typed;
    let (sight, sought) = (desk.sight(), typed.clone());
    let sees_all = sight.is_whole();
    let plain = typed.plain(&desk.zone).map_err(|_| PageError::BadForm)?;
    let meant = desk
        .read({
            let (sight, reader) = (sight.clone(), desk.person.id.clone());
            move |db| sought.meant(db, &sight, &reader, plain)
        })
        .await?;
    if meant.too_many {
        // A file that silently lacks some of it proves nothing.
        let said = fl!(desk.words.plain, "events-too-many-to-export");
        let back = desk.address(&format!("events?{}", typed.query()));
        return Ok(Onward::to(&desk.app, &back).saying(&said).into_response());
    }
    let (reader_of_log, wanted) = (meant.reader, meant.wanted);
    let today = field_date(desk.now, &desk.zone);
    desk.takes_away("events", Some(&desk.account.id));
    let file = File::new(&format!("{}-events-{today}", desk.account.domain), &COLUMNS)
        .with_mark(asked.bom == "yes");
    let sheet = Sheet {
        words: desk.words,
        zone: desk.zone.clone(),
        parts: part_names(&desk),
        sees_all,
    };
    let read = move |db: &mut AnyConnection, before: Option<&String>| {
        let most = usize::try_from(BATCH).unwrap_or(1);
        let before = before.map(String::as_str);
        let found =
            standing::event::search::page(db, &sight, &reader_of_log, &wanted, before, most)?;
        let people = people(db, &found.events)?;
        let reader = sheet.reader(&people);
        let row = |event| row(event, &reader, &people);
        let rows = found.events.iter().map(row);
        Ok(Batch {
            rows: rows.collect::<Result<_, _>>()?,
            next: found.next,
        })
    };
    file.answer(&desk.app.db, read).await
}

/// What rows are written with.
struct Sheet {
    words: &'static Words,
    zone: TimeZone,
    parts: BTreeMap<String, String>,
    sees_all: bool,
}

impl Sheet {
    fn reader(&self, people: &People) -> Reader<'_> {
        Reader {
            words: self.words,
            zone: &self.zone,
            people: people
                .iter()
                .map(|(id, (name, _))| (id.clone(), name.clone()))
                .collect(),
            parts: self.parts.clone(),
            sees_all: self.sees_all,
        }
    }
}

fn row(recorded: &Recorded, reader: &Reader<'_>, people: &People) -> Result<Vec<String>, Error> {
    let event = &recorded.event;
    let concerns = event.concerns();
    let changes = reader.changes(event);
    let known = |id: Option<&domain::PersonId>| {
        id.map_or_else(Default::default, |id| {
            let (name, key) = people.get(id.as_str()).cloned().unwrap_or_default();
            (name, key.unwrap_or_else(|| id.to_string()))
        })
    };
    let (about, about_id) = known(concerns.person.as_ref());
    let who_id = actor_name(&recorded.actor).unwrap_or_else(|| known(recorded.actor.person()).1);
    Ok(vec![
        recorded.id.to_string(),
        machine_time(recorded.at),
        event.name().to_owned(),
        crate::language::without_marks(&words::event::of(reader.words, event)),
        who(reader.words, &recorded.actor, people),
        who_id,
        about,
        about_id,
        concerns.request.map(String::from).unwrap_or_default(),
        reader
            .parts_of(&concerns.virtual_accounts)
            .replace(", ", "|"),
        recorded.origin.clone(),
        side(&changes, |change| change.before.as_deref()),
        side(&changes, |change| change.after.as_deref()),
        if reader.sees_all {
            storage::json::text(event)?
        } else {
            String::new()
        },
    ])
}

/// One side of the changes on one line.
fn side(changes: &[Change], value: impl Fn(&Change) -> Option<&str>) -> String {
    let values: Vec<String> = changes
        .iter()
        .filter_map(|change| value(change).map(|value| format!("{}: {value}", change.label)))
        .collect();
    values.join("; ")
}
