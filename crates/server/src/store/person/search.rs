//! The operators' list of people.

use crate::paging::ListPlace;
use crate::search_index;
use crate::search_index::{Window, led, narrowed, of_person};
use crate::storage::schema::{email_addresses, people, person_terms as terms};
use crate::storage::{AnyConnection, Error};
use crate::store::person::row::{PersonRow, people_with_email, person};
use diesel::prelude::*;
use domain::Moment;
use domain::person::Person;

/// Which people operators look for: those of whom each word begins a name, the user ID or the address.
#[derive(Default)]
pub struct PersonSearch {
    pub text: String,
    /// Where it is given, only those who can log in, or only those who are deactivated.
    pub is_active: Option<bool>,
}

/// Somebody, and since when they are deactivated.
pub type FoundPerson = (Person, Option<Moment>);

type Row = (PersonRow, Option<String>);

/// A page of people: newest first or, where somebody is searched for, by what they are found by; and where the list goes on.
pub fn page(
    db: &mut AnyConnection,
    search: &PersonSearch,
    from: Option<&ListPlace>,
    limit: usize,
) -> Result<(Vec<FoundPerson>, Option<ListPlace>), Error> {
    let words = search_index::wanted(&search.text);
    let Some((first, others)) = words.split_first() else {
        return search_index::without_words(&search.text, from, limit, |from, size| {
            newest(db, search.is_active, from, size)
        });
    };
    let window = |from: Option<&ListPlace>| called(db, first, others, from);
    search_index::page(from, limit, window, |place, (person, since)| {
        search
            .is_active
            .is_none_or(|active| active == since.is_none())
            && search_index::is_found(&words, &of_person(person).terms, &place.key)
    })
}

fn found(row: Row) -> Result<FoundPerson, Error> {
    let since = row.0.deactivated_at.map(Moment);
    Ok((person(row)?, since))
}

fn newest(
    db: &mut AnyConnection,
    is_active: Option<bool>,
    from: Option<&ListPlace>,
    size: i64,
) -> Result<Vec<(ListPlace, FoundPerson)>, Error> {
    let mut query = people_with_email!()
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
        Ok((ListPlace { key, id }, found(row)?))
    };
    rows.into_iter().map(placed).collect()
}

/// People by their terms that begin with a word, and by the other words; only who is found is read.
fn called(
    db: &mut AnyConnection,
    word: &str,
    others: &[String],
    from: Option<&ListPlace>,
) -> Result<Window<FoundPerson>, Error> {
    let window = led!(db, terms.person_id, word, from);
    let ids = narrowed!(db, terms.person_id, window.keys(), others);
    let rows: Vec<Row> = people_with_email!()
        .filter(people::id.eq_any(ids))
        .load(db)?;
    let read = rows
        .into_iter()
        .map(|row| Ok((row.0.id.clone(), found(row)?)));
    Ok(window.with(read.collect::<Result<_, Error>>()?))
}
