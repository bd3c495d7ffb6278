//! What people are found by throughout the installation: the words of their names, their user IDs and addresses.

use crate::search_index::{Indexed, all_encoded, indexed, pairs, stale};
use crate::storage::schema::{email_addresses, people, person_terms as terms};
use crate::storage::{AnyConnection, Error, Tx, insert};
use crate::{search_index, store};
use diesel::prelude::*;
use domain::email::EmailAddress;
use domain::person::Person;
use domain::{PersonId, Refusal};

/// Rows in one statement, far fewer values than either engine takes.
const ROWS: usize = 1000;

/// The encoded term of each of several people.
pub fn of_people(db: &mut AnyConnection, ids: &[String]) -> Result<Indexed, Error> {
    let found = store::person::find_all(db, ids)?;
    let terms = |person: &Person| all_encoded(&search_index::of_person(person).terms);
    Ok(found
        .iter()
        .map(|person| (person.id.to_string(), terms(person)))
        .collect())
}

/// Makes somebody findable by what they are called now.
pub fn follow(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    let all = of_people(tx.db, &[person.to_string()])?;
    if all.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    put(tx, &all, &[person.to_string()])
}

/// Indexes these of the people anew.
fn put(tx: &mut Tx, all: &Indexed, ids: &[String]) -> Result<(), Error> {
    diesel::delete(terms::table.filter(terms::person_id.eq_any(ids))).execute(tx.db)?;
    let rows: Vec<_> = pairs(all, ids)
        .map(|(term, id)| (terms::term.eq(term), terms::person_id.eq(id)))
        .collect();
    for rows in rows.chunks(ROWS) {
        insert!(tx.db, terms::table, rows)?;
    }
    Ok(())
}

/// Indexes people after the one named who are not indexed as they should be. Out: the last that was looked at.
pub fn fill(tx: &mut Tx, after: &str, limit: i64) -> Result<Option<String>, Error> {
    let ids: Vec<String> = people::table
        .filter(people::id.gt(after))
        .order(people::id)
        .limit(limit)
        .select(people::id)
        .load(tx.db)?;
    let should_be = of_people(tx.db, &ids)?;
    let is = terms::table
        .filter(terms::person_id.eq_any(&ids))
        .select((terms::person_id, terms::term))
        .load(tx.db)?;
    put(tx, &should_be, &stale(&indexed(is), &should_be))?;
    fill_organisations(tx, &ids)?;
    Ok(ids.last().cloned())
}

/// Notes to which organisations the addresses of these people belong, where that is not noted.
fn fill_organisations(tx: &mut Tx, ids: &[String]) -> Result<(), Error> {
    let unsaid: Vec<(String, String)> = email_addresses::table
        .filter(email_addresses::person_id.eq_any(ids))
        .filter(email_addresses::organisation_domain.is_null())
        .select((email_addresses::key, email_addresses::address))
        .load(tx.db)?;
    for (key, address) in unsaid {
        let Some(domain) = EmailAddress::stored(address).organisation() else {
            continue;
        };
        diesel::update(email_addresses::table.find(key))
            .set(email_addresses::organisation_domain.eq(domain.to_string()))
            .execute(tx.db)?;
    }
    Ok(())
}
