//! The operators' list of people.

use super::store::{PersonRow, person};
use crate::membership::index::of_person;
use crate::search_index::{self, WINDOW, Window};
use crate::storage::schema::{email_addresses, people, person_terms as terms};
use crate::storage::{AnyConnection, Error};
use crate::web::paging::Place;
use diesel::prelude::*;
use domain::Moment;
use domain::person::Person;
use std::collections::{BTreeMap, BTreeSet};

/// Which people operators look for: those of whom each word begins a name, the user ID or the address.
#[derive(Default)]
pub struct Search {
    pub text: String,
    pub is_active: Option<bool>,
}

/// Somebody, and since when they are deactivated.
pub type Found = (Person, Option<Moment>);

type Row = (PersonRow, Option<String>);

/// A page of people: newest first or, where somebody is searched for, by what they are found by; and where the list goes on.
pub fn page(
    db: &mut AnyConnection,
    search: &Search,
    from: Option<&Place>,
    limit: usize,
) -> Result<(Vec<Found>, Option<Place>), Error> {
    let words = search_index::wanted(&search.text);
    let Some(first) = words.first() else {
        if !search.text.trim().is_empty() {
            return Ok((Vec::new(), None));
        }
        let size = limit as i64 + 1;
        let newest = |from: Option<&Place>| {
            let rows = newest(db, search.is_active, from, size)?;
            Ok(Window::of(rows, size))
        };
        return search_index::page(from, limit, newest, |_, _| true);
    };
    search_index::page(
        from,
        limit,
        |from| called(db, first, &words[1..], from),
        |place, (person, since)| {
            search
                .is_active
                .is_none_or(|active| active == since.is_none())
                && search_index::is_found(&words, &of_person(person).terms, &place.key)
        },
    )
}

fn found(row: Row) -> Result<Found, Error> {
    let since = row.0.deactivated_at.map(Moment);
    Ok((person(row)?, since))
}

fn newest(
    db: &mut AnyConnection,
    is_active: Option<bool>,
    from: Option<&Place>,
    size: i64,
) -> Result<Vec<(Place, Found)>, Error> {
    let mut query = people::table
        .left_join(
            email_addresses::table.on(email_addresses::person_id
                .eq(people::id)
                .and(email_addresses::is_main)),
        )
        .select((PersonRow::as_select(), email_addresses::address.nullable()))
        .order(people::id.desc())
        .limit(size)
        .into_boxed();
    query = match is_active {
        None => query,
        Some(true) => query.filter(people::deactivated_at.is_null()),
        Some(false) => query.filter(people::deactivated_at.is_not_null()),
    };
    if let Some(place) = from {
        query = query.filter(people::id.lt(place.id.clone()));
    }
    let rows: Vec<Row> = query.load(db)?;
    let placed = |row: Row| {
        let (key, id) = (String::new(), row.0.id.clone());
        Ok((Place { key, id }, found(row)?))
    };
    rows.into_iter().map(placed).collect()
}

/// People by their terms that begin with a word, and by the other words. The words are looked at in their index; only who is found
/// is read.
fn called(
    db: &mut AnyConnection,
    word: &str,
    others: &[String],
    from: Option<&Place>,
) -> Result<Window<Found>, Error> {
    let (first, end) = search_index::range(word);
    let mut query = terms::table
        .select((terms::term, terms::person_id))
        .filter(terms::term.lt(end))
        .order((terms::term, terms::person_id))
        .limit(WINDOW)
        .into_boxed();
    query = match from {
        None => query.filter(terms::term.ge(first)),
        Some(place) => query.filter(terms::term.ge(place.key.clone())).filter(
            terms::term
                .gt(place.key.clone())
                .or(terms::person_id.gt(place.id.clone())),
        ),
    };
    let led: Vec<(String, String)> = query.load(db)?;
    let place = |(key, id): (String, String)| (Place { key, id }, ());
    let Window { rows, next } = Window::of(led.into_iter().map(place).collect(), WINDOW);
    let mut ids: BTreeSet<String> = rows.iter().map(|(place, ())| place.id.clone()).collect();
    for other in others {
        let (from, to) = search_index::range(other);
        let found: Vec<String> = terms::table
            .filter(terms::person_id.eq_any(&ids))
            .filter(terms::term.ge(from))
            .filter(terms::term.lt(to))
            .select(terms::person_id)
            .load(db)?;
        ids = found.into_iter().collect();
    }
    let read: Vec<Row> = people::table
        .left_join(
            email_addresses::table.on(email_addresses::person_id
                .eq(people::id)
                .and(email_addresses::is_main)),
        )
        .select((PersonRow::as_select(), email_addresses::address.nullable()))
        .filter(people::id.eq_any(&ids))
        .load(db)?;
    let mut read: BTreeMap<String, Row> = read
        .into_iter()
        .map(|row| (row.0.id.clone(), row))
        .collect();
    let mut all = Vec::new();
    for (place, ()) in rows {
        // Somebody found by two terms that begin so is listed at the first.
        if let Some(row) = read.remove(&place.id) {
            all.push((place, found(row)?));
        }
    }
    Ok(Window { rows: all, next })
}
