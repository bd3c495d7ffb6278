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
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use domain::PersonId;
use domain::person::Person;
use domain::support_case::{CaseStatus, Opener, Priority, SupportCase};
use std::collections::BTreeMap;

/// Whose cases alone are listed: those of a person, or opened with one of their addresses by somebody who was not logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CasesOf {
    pub person: PersonId,
    /// By their keys.
    pub addresses: Vec<String>,
}

impl CasesOf {
    /// Whether a case is one of them.
    pub fn holds(&self, case: &SupportCase) -> bool {
        match &case.opened_by {
            Opener::Person(person) => *person == self.person,
            Opener::Visitor(visitor) => self.addresses.contains(&visitor.email.key()),
        }
    }
}

/// The cases that somebody opened, or whoever has one of their addresses.
macro_rules! opened_by {
    ($of:expr) => {{
        let address = sql::<Nullable<Text>>("lower(support_cases.visitor_email)");
        cases::opened_by
            .eq($of.person.to_string())
            .or(address.eq_any($of.addresses.clone()))
    }};
}

/// Which cases agents look for.
#[derive(Debug, Clone, Default)]
pub struct CaseFilter {
    /// The beginnings of words of the number, the subject, the opener's name, user ID and address.
    pub text: String,
    /// None is all of them, one after another.
    pub status: Option<CaseStatus>,
    pub assignee: Option<Assignee>,
    pub priority: Option<Priority>,
    pub only_of: Option<CasesOf>,
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
        && filter.only_of.as_ref().is_none_or(|of| of.holds(case))
}

/// A place in the list of the cases of one status.
type PlaceOfStatus = (CaseStatus, i64, String);

/// The place that a page goes on from, if a case could ever have had it.
fn place_of(from: &ListPlace) -> Option<PlaceOfStatus> {
    let (status, place) = from.key.split_once(':')?;
    let status = CaseStatus::from_key(status)?;
    Some((status, place.parse().ok()?, from.id.clone()))
}

/// Cases of one status, or of all of them one after another.
fn in_turn(
    db: &mut AnyConnection,
    filter: &CaseFilter,
    from: Option<&ListPlace>,
    size: i64,
) -> Result<Vec<(ListPlace, Found)>, Error> {
    let statuses = match filter.status {
        Some(status) => vec![status],
        None => CaseStatus::ALL.to_vec(),
    };
    // A place that no case ever had is the beginning.
    let from = from.and_then(place_of);
    let from = from.filter(|(status, ..)| statuses.contains(status));
    let is_before = |status: &CaseStatus| from.as_ref().is_some_and(|(one, ..)| one != status);
    let mut found = Vec::new();
    for status in statuses.into_iter().skip_while(is_before) {
        let left = size - i64::try_from(found.len()).unwrap_or(size);
        if left <= 0 {
            break;
        }
        let from = from.as_ref().filter(|(one, ..)| *one == status);
        let from = from.map(|(_, place, id)| (*place, id.clone()));
        found.extend(of_status(db, filter, status, from, left)?);
    }
    Ok(found)
}

fn of_status(
    db: &mut AnyConnection,
    filter: &CaseFilter,
    status: CaseStatus,
    from: Option<(i64, String)>,
    size: i64,
) -> Result<Vec<(ListPlace, Found)>, Error> {
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
    if let Some(only) = &filter.only_of {
        query = query.filter(opened_by!(only));
    }
    // What is over is looked for by how lately that was.
    let newest_first = status.is_over();
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
        let (key, id) = (
            format!("{}:{}", status.key(), row.0.place),
            row.0.id.clone(),
        );
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

/// How many cases of somebody wait for an answer.
pub fn count_open_of(db: &mut AnyConnection, of: &CasesOf) -> Result<i64, Error> {
    let open = cases::table.filter(cases::status.eq(CaseStatus::Open.key()));
    Ok(open.filter(opened_by!(of)).count().get_result(db)?)
}

/// Cases of somebody that are not closed, at most so many.
pub fn unclosed_of(
    db: &mut AnyConnection,
    of: &CasesOf,
    limit: i64,
) -> Result<Vec<SupportCase>, Error> {
    let rows: Vec<CaseRow> = cases::table
        .filter(cases::status.ne(CaseStatus::Closed.key()))
        .filter(opened_by!(of))
        .order(cases::id)
        .limit(limit)
        .select(CaseRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
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
