//! The desk's event log: every change, who made it, and from which page or program; one event, value by value.

use crate::pages::event_log::filters::{Meant, Typed, actor_name};
use crate::paging::{After, PAGE};
use crate::standing::event::asker::Asker;
use crate::storage::{AnyConnection, Error};
use crate::store::event::Recorded;
use crate::web::desk::{Desk, DeskTab, SeeEvents};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Query};
use crate::web::page::{Page, render, render_with};
use crate::words::event_details::{Change, Reader};
use crate::{pages, standing, store, words};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::smart_account::SmartAccount;
use domain::{Actor, EventId, GroupId, Moment, RequestId, Right};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Somebody in a list, and what to filter by to see more of them.
pub struct Named {
    pub name: String,
    pub key: Option<String>,
}

/// An event in the words of whoever looks.
pub struct Row {
    pub id: EventId,
    pub at: Moment,
    pub what: String,
    /// Its stable name, by which it can be filtered.
    pub name: &'static str,
    pub who: Named,
    pub about: Option<Named>,
    /// By way of what, in a word.
    pub way: String,
    /// The page or program it came from.
    pub origin: String,
}

#[derive(Template)]
#[template(path = "event_log/events.html")]
struct EventsPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    filters: Vec<Field>,
    faults: Faults,
    is_filtered: bool,
    too_many: bool,
    query: String,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
}

impl EventsPage {
    /// This list with one filter more.
    fn narrowed(&self, filter: &str, value: &str) -> String {
        let kept = self
            .query
            .split('&')
            .filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(filter));
        let value = crate::web::text::form_urlencoded(value);
        let pairs: Vec<String> = kept
            .map(ToOwned::to_owned)
            .chain([format!("{filter}={value}")])
            .collect();
        format!(
            "/accounts/{}/events?{}",
            self.account.domain,
            pairs.join("&")
        )
    }
}

#[derive(Template)]
#[template(path = "event_log/event.html")]
struct EventPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    row: Row,
    request: Option<RequestId>,
    parts: String,
    changes: Vec<Change>,
    has_before: bool,
    /// The event as it is kept, for those who see the whole account.
    raw: Option<String>,
}

/// Names by id; with the user ID of a person.
pub type People = BTreeMap<String, (String, Option<String>)>;

/// Everybody whom these events name.
pub fn people(db: &mut AnyConnection, events: &[Recorded]) -> Result<People, Error> {
    let (groups, ids): (Vec<String>, Vec<String>) = words::event_details::named_in(events)
        .into_iter()
        .partition(|id| id.starts_with(GroupId::PREFIX));
    let mut names: People = store::person::find_all(db, &ids)?
        .into_iter()
        .map(|p| {
            let known = (p.profile.full_name, Some(p.user_id.to_string()));
            (p.id.to_string(), known)
        })
        .collect();
    if !groups.is_empty() {
        let found = store::group::names(db, &groups)?;
        names.extend(found.into_iter().map(|(id, name)| (id, (name, None))));
    }
    Ok(names)
}

/// Who did something, in words.
pub fn who(words: &crate::language::Words, actor: &Actor, people: &People) -> String {
    match actor {
        Actor::Person(id) => people
            .get(id.as_str())
            .map_or_else(|| id.to_string(), |(name, _)| name.clone()),
        Actor::System => fl!(words.plain, "actor-system"),
        Actor::Program(name) => format!("parvis {name}"),
        Actor::Visitor => fl!(words.plain, "actor-visitor"),
    }
}

/// Whom an event is about, with the group they asked for where it was not for themselves.
fn with_group(recorded: &Recorded, people: &People, named: Named) -> Named {
    let group = match &recorded.event {
        domain::Event::AccessRequest(event) => event.for_group.as_ref(),
        _ => None,
    };
    match group.and_then(|id| people.get(id.as_str())) {
        Some((group, _)) => Named {
            name: format!("{} ({group})", named.name),
            ..named
        },
        None => named,
    }
}

fn row(desk: &Desk<SeeEvents>, recorded: &Recorded, people: &People) -> Row {
    let about = recorded.event.concerns().person;
    let known = |id: &domain::PersonId| people.get(id.as_str()).cloned();
    Row {
        id: recorded.id.clone(),
        at: recorded.at,
        what: words::event::of(desk.words, &recorded.event),
        name: recorded.event.name(),
        who: Named {
            name: who(desk.words, &recorded.actor, people),
            key: actor_name(&recorded.actor).or_else(|| {
                recorded
                    .actor
                    .person()
                    .and_then(known)
                    .and_then(|(_, key)| key)
            }),
        },
        about: about
            .as_ref()
            .and_then(known)
            .map(|(name, key)| Named { name, key })
            .map(|named| with_group(recorded, people, named)),
        way: words::event::way(desk.words, &recorded.actor, &recorded.origin),
        origin: recorded.origin.clone(),
    }
}

/// Names of Virtual Accounts by id, as far as the desk's reach lets them be known.
pub fn part_names(desk: &Desk<SeeEvents>) -> BTreeMap<String, String> {
    let within = desk.within();
    let seen = |id| {
        within
            .as_ref()
            .is_none_or(|within: &Vec<_>| within.contains(id))
    };
    // What was deleted since is still named.
    desk.parts_ever
        .iter()
        .filter(|part| seen(&part.id))
        .map(|part| (part.id.to_string(), part.name.clone()))
        .collect()
}

/// The filters, and the place in the list.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(flatten)]
    typed: Typed,
    #[serde(flatten)]
    after: After,
}

/// The events within reach as the filters leave them, the newest first, a page at a time. Days that cannot be read find nothing
/// and are said to be wrong.
pub async fn list(
    desk: Desk<SeeEvents>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let typed = asked.typed;
    let cursor = asked.after.cursor();
    let is_first = cursor.is_none();
    let plain = typed.plain(&desk.zone);
    let fault = plain.as_ref().err().copied();
    let (sight, sought) = (desk.sight(), typed.clone());
    let reader = desk.person.id.clone();
    let (meant, found, people) = desk
        .read(move |db| {
            let void = standing::event::filter::WantedEvents {
                is_void: true,
                ..Default::default()
            };
            let meant = sought.meant(db, &sight, &reader, plain.unwrap_or(void))?;
            let (reader, wanted) = (&meant.reader, &meant.wanted);
            let found =
                standing::event::search::page(db, &sight, reader, wanted, cursor.as_deref(), PAGE)?;
            let people = people(db, &found.events)?;
            Ok((meant, found, people))
        })
        .await?;
    let Meant {
        kinds, too_many, ..
    } = meant;
    let (filters, faults) = pages::event_log::filters::fields(&desk, &typed, &kinds, fault);
    let page = EventsPage {
        p: desk.page(&fl!(desk.words.text, "desk-events")),
        account: desk.account.clone(),
        tabs: desk.tabs("events"),
        filters,
        faults,
        is_filtered: !typed.is_empty(),
        too_many,
        query: typed.query(),
        rows: found
            .events
            .iter()
            .map(|recorded| row(&desk, recorded, &people))
            .collect(),
        next: found.next,
        is_first,
    };
    Ok(match fault {
        Some(_) => render_with(StatusCode::UNPROCESSABLE_ENTITY, &page),
        None => render(&page),
    })
}

/// One event, value by value. Errors: not found, where it is out of reach or not for this reader.
pub async fn show(
    desk: Desk<SeeEvents>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let id: EventId = id.parse().map_err(|_| PageError::NotFound)?;
    let sight = desk.sight();
    let reader = desk.person.id.clone();
    let sees_all = sight.is_whole();
    let (recorded, people) = desk
        .read(move |db| {
            let mut found: Vec<Recorded> =
                store::event::find(db, &sight, &id)?.into_iter().collect();
            Asker::find(db, &reader)?.keep(db, &sight, &mut found)?;
            let people = people(db, &found)?;
            Ok((found.pop(), people))
        })
        .await?;
    let recorded = recorded.ok_or(PageError::NotFound)?;
    let reader = Reader {
        words: desk.words,
        zone: &desk.zone,
        people: people
            .iter()
            .map(|(id, (name, _))| (id.clone(), name.clone()))
            .collect(),
        parts: part_names(&desk),
        sees_all,
    };
    let concerns = recorded.event.concerns();
    let changes = reader.changes(&recorded.event);
    let row = row(&desk, &recorded, &people);
    let page = EventPage {
        p: desk.page(&row.what),
        account: desk.account.clone(),
        tabs: desk.tabs("events"),
        // Whoever sees a part may not see every request that is named here.
        request: concerns
            .request
            .filter(|_| sees_all && desk.can(Right::RequestDecide)),
        parts: reader.parts_of(&concerns.virtual_accounts),
        has_before: changes.iter().any(|change| change.before.is_some()),
        changes,
        raw: sees_all
            .then(|| serde_json::to_string_pretty(&recorded.event).ok())
            .flatten(),
        row,
    };
    Ok(render(&page))
}
