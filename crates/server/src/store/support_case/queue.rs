//! The agents' list of cases, and everybody's of their own.

use crate::paging::ListPlace;
use crate::search_index;
use crate::search_index::{Window, led, narrowed};
use crate::storage::schema::{
    email_addresses, people, support_case_terms as terms, support_cases as cases,
};
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::store::person::{PersonRow, person};
use crate::store::support_case::row::CaseRow;
use crate::store::support_case::terms::{found_by, wanted};
use diesel::prelude::*;
use domain::PersonId;
use domain::person::Person;
use domain::support_case::{CaseStatus, Priority, SupportCase};
use std::collections::BTreeMap;

/// Which cases agents look for.
#[derive(Debug, Clone, Default)]
pub struct CaseFilter {
    /// The beginnings of words of the number, the subject, the opener's name, user ID and address.
    pub text: String,
    /// Where words are looked for, none is all of them; else those that wait for support.
    pub status: Option<CaseStatus>,
    pub assignee: Option<Assignee>,
    pub priority: Option<Priority>,
}

/// Who looks after a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assignee {
    Nobody,
    Somebody(PersonId),
}

/// A case in the list, with the person who opened it, if one did, and the name of who looks after it.
pub struct QueuedCase {
    pub case: SupportCase,
    pub opener: Option<Person>,
    pub assignee: Option<String>,
}

type Found = (SupportCase, Option<Person>);
type Row = (CaseRow, Option<PersonRow>, Option<String>);

macro_rules! with_opener {
    () => {
        cases::table
            .left_join(people::table.on(people::id.nullable().eq(cases::opened_by)))
            .left_join(
                email_addresses::table.on(email_addresses::person_id
                    .nullable()
                    .eq(cases::opened_by)
                    .and(email_addresses::is_main)),
            )
            .select((
                CaseRow::as_select(),
                Option::<PersonRow>::as_select(),
                email_addresses::address.nullable(),
            ))
    };
}

fn found((row, who, email): Row) -> Result<Found, Error> {
    let opener = who.map(|who| person((who, email))).transpose()?;
    Ok((row.try_into()?, opener))
}

/// A page of cases: of one status what is due first, or has stood so for longest, comes first; where words are looked for, in the
/// order of those; and where the list goes on.
pub fn page(
    db: &mut AnyConnection,
    filter: &CaseFilter,
    from: Option<&ListPlace>,
    limit: usize,
) -> Result<(Vec<QueuedCase>, Option<ListPlace>), Error> {
    let words = wanted(&filter.text);
    let (rows, next) = match words.split_first() {
        None => search_index::without_words(&filter.text, from, limit, |from, size| {
            in_turn(db, filter, from, size)
        })?,
        Some((first, others)) => {
            let window = |from: Option<&ListPlace>| called(db, first, others, from);
            search_index::page(from, limit, window, |place, (case, opener)| {
                fits(filter, case)
                    && search_index::is_found(&words, &found_by(case, opener.as_ref()), &place.key)
            })?
        }
    };
    Ok((with_assignees(db, rows)?, next))
}

fn fits(filter: &CaseFilter, case: &SupportCase) -> bool {
    let assignee = match &filter.assignee {
        None => true,
        Some(Assignee::Nobody) => case.assignee.is_none(),
        Some(Assignee::Somebody(person)) => case.assignee.as_ref() == Some(person),
    };
    assignee
        && filter.status.is_none_or(|status| status == case.status())
        && filter.priority.is_none_or(|one| one == case.priority)
}

fn in_turn(
    db: &mut AnyConnection,
    filter: &CaseFilter,
    from: Option<&ListPlace>,
    size: i64,
) -> Result<Vec<(ListPlace, Found)>, Error> {
    let status = filter.status.unwrap_or(CaseStatus::Open);
    let mut query = with_opener!()
        .filter(cases::status.eq(status.key()))
        .limit(size)
        .into_boxed();
    query = match &filter.assignee {
        None => query,
        Some(Assignee::Nobody) => query.filter(cases::assignee_id.is_null()),
        Some(Assignee::Somebody(one)) => query.filter(cases::assignee_id.eq(one.to_string())),
    };
    if let Some(priority) = filter.priority {
        query = query.filter(cases::priority.eq(priority.key()));
    }
    // What is over is looked for by how lately that was.
    let newest_first = status.is_over();
    // A place that no case ever had is the beginning.
    let from = from.and_then(|place| Some((place.key.parse::<i64>().ok()?, place.id.clone())));
    if let Some((key, id)) = from {
        let same = cases::place.eq(key);
        query = match newest_first {
            true => query.filter(cases::place.lt(key).or(same.and(cases::id.lt(id)))),
            false => query.filter(cases::place.gt(key).or(same.and(cases::id.gt(id)))),
        };
    }
    query = match newest_first {
        true => query.order((cases::place.desc(), cases::id.desc())),
        false => query.order((cases::place, cases::id)),
    };
    let rows: Vec<Row> = query.load(db)?;
    let placed = |row: Row| {
        let (key, id) = (row.0.place.to_string(), row.0.id.clone());
        Ok((ListPlace { key, id }, found(row)?))
    };
    rows.into_iter().map(placed).collect()
}

/// Cases by their terms that begin with a word, and by the other words; only what is found is read.
fn called(
    db: &mut AnyConnection,
    word: &str,
    others: &[String],
    from: Option<&ListPlace>,
) -> Result<Window<Found>, Error> {
    let window = led!(db, terms.case_id, word, from);
    let ids = narrowed!(db, terms.case_id, window.keys(), others);
    let rows: Vec<Row> = with_opener!().filter(cases::id.eq_any(ids)).load(db)?;
    let read = rows
        .into_iter()
        .map(|row| Ok((row.0.id.clone(), found(row)?)));
    Ok(window.with(read.collect::<Result<_, Error>>()?))
}

fn with_assignees(db: &mut AnyConnection, rows: Vec<Found>) -> Result<Vec<QueuedCase>, Error> {
    let mut ids: Vec<String> = rows
        .iter()
        .filter_map(|(case, _)| case.assignee.as_ref().map(ToString::to_string))
        .collect();
    ids.sort();
    ids.dedup();
    let names: BTreeMap<PersonId, String> = store::person::find_all(db, &ids)?
        .into_iter()
        .map(|person| (person.id, person.profile.full_name))
        .collect();
    let queued = |(case, opener): Found| QueuedCase {
        assignee: case.assignee.as_ref().and_then(|id| names.get(id).cloned()),
        case,
        opener,
    };
    Ok(rows.into_iter().map(queued).collect())
}

/// Cases that somebody opened, newest first, before the one named.
pub fn of_opener(
    db: &mut AnyConnection,
    opener: &PersonId,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<SupportCase>, Error> {
    let mut query = cases::table
        .filter(cases::opened_by.eq(opener.as_str()))
        .order(cases::id.desc())
        .limit(limit)
        .select(CaseRow::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(cases::id.lt(before.to_owned()));
    }
    let rows: Vec<CaseRow> = query.load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}
