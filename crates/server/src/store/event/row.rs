//! The row of an event.

use crate::storage;
use crate::storage::Error;
use crate::storage::schema::events;
use diesel::prelude::*;
use domain::{Actor, Event, EventId, Moment};

/// The body is the event as JSON; the other columns are what it is searched by.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = events, treat_none_as_default_value = false)]
pub struct EventRow {
    pub id: String,
    pub at: i64,
    pub name: String,
    /// The [`Actor`] as JSON, which filters compare as text.
    pub actor: String,
    /// The page or program it came from.
    pub origin: String,
    pub account_id: Option<String>,
    pub request_id: Option<String>,
    pub person_id: Option<String>,
    pub body: String,
    pub contract_id: Option<String>,
    pub case_id: Option<String>,
}

/// An event as it was kept.
#[derive(Debug)]
pub struct Recorded {
    pub id: EventId,
    pub at: Moment,
    pub actor: Actor,
    pub origin: String,
    pub event: Event,
}

impl TryFrom<EventRow> for Recorded {
    type Error = Error;
    fn try_from(row: EventRow) -> Result<Self, Error> {
        Ok(Recorded {
            id: row
                .id
                .parse()
                .map_err(|_| Error::corrupt("event", &row.id, "id"))?,
            at: Moment(row.at),
            actor: storage::json::value("event", &row.id, &row.actor)?,
            event: storage::json::value("event", &row.id, &row.body)?,
            origin: row.origin,
        })
    }
}

/// The events of these rows, in their order. Errors: a row that makes no sense.
pub(crate) fn all(rows: Vec<EventRow>) -> Result<Vec<Recorded>, Error> {
    rows.into_iter().map(TryInto::try_into).collect()
}
