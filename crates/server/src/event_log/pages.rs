//! The desk's event log: every change, who made it, and from which page or program.

use super::store::{self, Recorded};
use crate::person;
use crate::smart_account::desk::{Desk, DeskTab, SeeEvents};
use crate::storage::{AnyConnection, Error};
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render};
use crate::web::paging::{After, PAGE, cut};
use askama::Template;
use axum::response::Response;
use domain::smart_account::SmartAccount;
use domain::{Actor, Event, Moment};
use i18n_embed_fl::fl;
use std::collections::BTreeMap;

pub struct Row {
    pub at: Moment,
    pub what: String,
    pub name: &'static str,
    pub who: String,
    pub about: Option<String>,
    pub origin: String,
}

#[derive(Template)]
#[template(path = "smart_account/events.html")]
struct EventsPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
}

/// The full names of everybody these events name.
fn names(db: &mut AnyConnection, events: &[Recorded]) -> Result<BTreeMap<String, String>, Error> {
    let mut ids: Vec<String> = events
        .iter()
        .flat_map(|recorded| {
            [
                recorded.actor.person().cloned(),
                recorded.event.concerns().person,
            ]
        })
        .flatten()
        .map(String::from)
        .collect();
    ids.sort();
    ids.dedup();
    Ok(person::store::find_all(db, &ids)?
        .into_iter()
        .map(|p| (p.id.to_string(), p.profile.full_name))
        .collect())
}

pub async fn list(
    desk: Desk<SeeEvents>,
    Query(after): Query<After>,
) -> Result<Response, PageError> {
    let (account, within, cursor) = (desk.account.id.clone(), desk.within(), after.cursor());
    let is_first = cursor.is_none();
    let (found, next, names) = desk
        .app
        .db
        .read(move |db| {
            let mut found = store::page_of_account(
                db,
                &account,
                within.as_deref(),
                cursor.as_deref(),
                PAGE as i64 + 1,
            )?;
            let next = cut(&mut found, |recorded| recorded.id.to_string());
            let names = names(db, &found)?;
            Ok((found, next, names))
        })
        .await?;
    let t = &desk.words.text;
    let rows = found
        .into_iter()
        .map(|recorded| Row {
            at: recorded.at,
            what: crate::event_log::words::of(desk.words, &recorded.event),
            name: recorded.event.name(),
            who: match &recorded.actor {
                Actor::Person(id) => names
                    .get(id.as_str())
                    .cloned()
                    .unwrap_or_else(|| id.to_string()),
                Actor::System => fl!(t, "actor-system"),
                Actor::Program(name) => format!("parvis {name}"),
                Actor::Visitor => fl!(t, "actor-visitor"),
            },
            about: about(&recorded.event).and_then(|id| names.get(id.as_str()).cloned()),
            origin: recorded.origin,
        })
        .collect();
    let page = EventsPage {
        p: desk.page(&fl!(t, "desk-events")),
        account: desk.account.clone(),
        tabs: desk.tabs("events"),
        rows,
        next,
        is_first,
    };
    Ok(render(&page))
}

fn about(event: &Event) -> Option<domain::PersonId> {
    event.concerns().person
}
