//! How long events are kept, and their words.

use crate::storage;
use crate::storage::schema::{
    access_requests, event_virtual_accounts as scopes, events, support_cases,
};
use crate::storage::{Error, Tx};
use crate::store::event::row::EventRow;
use diesel::prelude::*;
use domain::access_request::RequestOutcome;
use domain::rules::erasure::take_words;
use domain::{CaseId, Event, Moment};
use std::collections::HashSet;

/// As many events of a case as are looked at in one query: it holds far fewer messages.
const AT_ONCE: i64 = 500;

/// Takes what was said out of the events of a case that is gone.
pub(in crate::store) fn take_words_of_case(tx: &mut Tx, case: &CaseId) -> Result<(), Error> {
    let mut after = String::new();
    loop {
        let rows: Vec<(String, String)> = events::table
            .filter(events::case_id.eq(case.as_str()))
            .filter(events::id.gt(&after))
            .order(events::id)
            .limit(AT_ONCE)
            .select((events::id, events::body))
            .load(tx.db)?;
        let Some((last, _)) = rows.last() else {
            return Ok(());
        };
        after.clone_from(last);
        for (id, body) in rows {
            let before: Event = storage::json::value("event", &id, &body)?;
            let mut event = before.clone();
            take_words(&mut event);
            if event != before {
                diesel::update(events::table.find(&id))
                    .set(events::body.eq(storage::json::text(&event)?))
                    .execute(tx.db)?;
            }
        }
    }
}

/// What was looked at of old events.
pub struct Looked {
    /// The last event looked at; none where nothing older than the moment is left.
    pub last: Option<String>,
    pub removed: usize,
}

/// Removes events from before a moment, of those after the one named, as many as are said. What stays is about something that is
/// not over: a request that waits or was settled since, a support case that is still kept.
pub fn forget_before(tx: &mut Tx, before: Moment, after: &str, most: i64) -> Result<Looked, Error> {
    type Row = (String, i64, Option<String>, Option<String>);
    let mut rows: Vec<Row> = events::table
        .filter(events::id.gt(after))
        .order(events::id)
        .limit(most)
        .select((events::id, events::at, events::request_id, events::case_id))
        .load(tx.db)?;
    let is_all = rows.iter().all(|(_, at, ..)| *at < before.0);
    rows.retain(|(_, at, ..)| *at < before.0);
    let requests: HashSet<&String> = rows.iter().filter_map(|row| row.2.as_ref()).collect();
    let cases: HashSet<&String> = rows.iter().filter_map(|row| row.3.as_ref()).collect();
    let is_not_over = access_requests::outcome
        .eq(RequestOutcome::Pending.key())
        .or(access_requests::settled_at.ge(before.0));
    let mut stays: HashSet<String> = access_requests::table
        .filter(access_requests::id.eq_any(requests))
        .filter(is_not_over.nullable())
        .select(access_requests::id)
        .load::<String>(tx.db)?
        .into_iter()
        .collect();
    let kept: Vec<String> = support_cases::table
        .filter(support_cases::id.eq_any(cases))
        .select(support_cases::id)
        .load(tx.db)?;
    stays.extend(kept);
    let is_kept = |id: &Option<String>| id.as_ref().is_some_and(|id| stays.contains(id));
    let gone: Vec<&String> = rows
        .iter()
        .filter(|(_, _, request, case)| !is_kept(request) && !is_kept(case))
        .map(|(id, ..)| id)
        .collect();
    diesel::delete(scopes::table.filter(scopes::event_id.eq_any(&gone))).execute(tx.db)?;
    let removed = diesel::delete(events::table.filter(events::id.eq_any(&gone))).execute(tx.db)?;
    let last = rows.last().filter(|_| is_all).map(|(id, ..)| id.clone());
    Ok(Looked { last, removed })
}

/// Notes of events after the one named which case they are about, where that is not noted. Out: the last that was looked at.
pub fn fill_cases(tx: &mut Tx, after: &str, limit: i64) -> Result<Option<String>, Error> {
    let rows: Vec<EventRow> = events::table
        .filter(events::id.gt(after))
        .order(events::id)
        .limit(limit)
        .select(EventRow::as_select())
        .load(tx.db)?;
    for row in &rows {
        if row.case_id.is_some() || !row.name.starts_with("support-case.") {
            continue;
        }
        let event: Event = storage::json::value("event", &row.id, &row.body)?;
        diesel::update(events::table.find(&row.id))
            .set(events::case_id.eq(event.concerns().case.map(String::from)))
            .execute(tx.db)?;
    }
    Ok(rows.last().map(|row| row.id.clone()))
}
