//! Whom the logs speak of: for each account, and each Virtual Account for its administrators, what those who occur in its events
//! are called and where they work. The requests of an account are found by the same.

use crate::search_index::{of_person_with_organisation, range};
use crate::storage::schema::{event_person_terms as terms, events};
use crate::storage::{AnyConnection, Error, Tx, insert_missing};
use crate::store::event::row::EventRow;
use crate::{storage, store};
use diesel::prelude::*;
use domain::{Actor, Event, PersonId};
use std::collections::{BTreeMap, BTreeSet};

/// Rows in one statement, far fewer values than either engine takes.
const ROWS: usize = 1000;
/// As many are looked at of whom one word is true, to find those of whom all are; of whom only one has to be, fewer.
const WINDOW: i64 = 1000;
const WINDOW_OF_ONE: i64 = 200;

/// Places, each with somebody who occurs there.
pub type Occurrences = BTreeSet<(String, String)>;

/// Where an event stands, and who occurs in it: whoever did something, and whom it is about.
pub fn occurrences(row: &EventRow, actor: &Actor, event: &Event) -> Occurrences {
    let who = actor.person().map(ToString::to_string);
    let who: BTreeSet<String> = who.into_iter().chain(row.person_id.clone()).collect();
    let parts = event.concerns().virtual_accounts;
    let parts = parts.iter().map(ToString::to_string);
    let places = row.account_id.clone().into_iter().chain(parts);
    places
        .flat_map(|place| who.iter().map(move |who| (place.clone(), who.clone())))
        .collect()
}

/// Makes those findable who occur somewhere for the first time.
pub fn note(tx: &mut Tx, all: &Occurrences) -> Result<(), Error> {
    let others: Occurrences = all.difference(&tx.findable).cloned().collect();
    if others.is_empty() {
        return Ok(());
    }
    let known = known(tx.db, &others)?;
    let new: Vec<&(String, String)> = others.difference(&known).collect();
    // One act says several things of the same people; all that a large one says is not kept in mind.
    tx.findable.clone_from(&others);
    if new.is_empty() {
        return Ok(());
    }
    let who: BTreeSet<String> = new.iter().map(|(_, person)| person.clone()).collect();
    let who: Vec<String> = who.into_iter().collect();
    let called: BTreeMap<String, BTreeSet<String>> = store::person::find_all(tx.db, &who)?
        .iter()
        .map(|person| (person.id.to_string(), of_person_with_organisation(person)))
        .collect();
    let mut rows = Vec::new();
    for (place, person) in new {
        for term in called.get(person).into_iter().flatten() {
            rows.push((
                terms::place.eq(place),
                terms::term.eq(term),
                terms::person_id.eq(person),
            ));
        }
    }
    for rows in rows.chunks(ROWS) {
        insert_missing!(tx.db, terms::table, rows)?;
    }
    Ok(())
}

/// Of whom there is no need to write again. On a server everything is written as if it were new, since whoever reads what is there meets
/// all who add something near it.
fn known(db: &mut AnyConnection, all: &Occurrences) -> Result<Occurrences, Error> {
    if let AnyConnection::Postgres(_) = db {
        return Ok(Occurrences::new());
    }
    let places: BTreeSet<&String> = all.iter().map(|(place, _)| place).collect();
    let people: BTreeSet<&String> = all.iter().map(|(_, person)| person).collect();
    let known: Vec<(String, String)> = terms::table
        .filter(terms::person_id.eq_any(people))
        .filter(terms::place.eq_any(places))
        .select((terms::place, terms::person_id))
        .distinct()
        .load(db)?;
    Ok(known.into_iter().collect())
}

/// Follows somebody's new name or address wherever they occur.
pub fn follow_person(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    let own = terms::table.filter(terms::person_id.eq(person.as_str()));
    let places: Vec<String> = own.select(terms::place).distinct().load(tx.db)?;
    diesel::delete(own).execute(tx.db)?;
    tx.findable.clear();
    let again = |place: String| (place, person.to_string());
    note(tx, &places.into_iter().map(again).collect())
}

/// Some of those who are called so, and whether there are more.
pub struct Called {
    pub people: Vec<PersonId>,
    pub more: bool,
}

/// Who occurs in these places and is found by all the words: at most so many.
pub fn called(
    db: &mut AnyConnection,
    places: &[String],
    words: &[String],
    most: usize,
) -> Result<Called, Error> {
    let mut found: Option<BTreeSet<String>> = None;
    let mut more = false;
    let window = match words {
        [_] => WINDOW_OF_ONE,
        _ => WINDOW,
    };
    for word in words {
        let (from, to) = range(word);
        let mut query = terms::table
            .filter(terms::place.eq_any(places))
            .filter(terms::term.ge(from))
            .filter(terms::term.lt(to))
            .select(terms::person_id)
            .into_boxed();
        query = match &found {
            Some(found) => query.filter(terms::person_id.eq_any(found.clone())),
            None => query.limit(window),
        };
        let rows: Vec<String> = query.load(db)?;
        more |= found.is_none() && rows.len() as i64 == window;
        found = Some(rows.into_iter().collect());
    }
    let mut people = found
        .into_iter()
        .flatten()
        .map(|id| id.parse().map_err(|_| Error::corrupt("person", &id, "id")))
        .collect::<Result<Vec<PersonId>, Error>>()?;
    more |= people.len() > most;
    people.truncate(most);
    Ok(Called { people, more })
}

/// Indexes those who occur in events after the one named. Out: the last event that was looked at.
pub fn fill(tx: &mut Tx, after: &str, limit: i64) -> Result<Option<String>, Error> {
    let rows: Vec<EventRow> = events::table
        .filter(events::id.gt(after))
        .order(events::id)
        .limit(limit)
        .select(EventRow::as_select())
        .load(tx.db)?;
    let event = |row: &EventRow| storage::json::value("event", &row.id, &row.body);
    let events: Vec<Event> = rows.iter().map(event).collect::<Result<_, Error>>()?;
    let mut all = Occurrences::new();
    for (row, event) in rows.iter().zip(&events) {
        let actor: Actor = storage::json::value("event", &row.id, &row.actor)?;
        all.extend(occurrences(row, &actor, event));
    }
    note(tx, &all)?;
    Ok(rows.last().map(|row| row.id.clone()))
}
