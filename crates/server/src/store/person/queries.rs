//! Queries about people.

use crate::storage::schema::{email_addresses, import_names, people};
use crate::storage::{AnyConnection, Error, directly};
use crate::store;
use crate::store::person::row::{WithEmail, people_with_email, person};
use diesel::prelude::*;
use domain::person::{Person, UserId};
use domain::{Moment, PersonId, Refusal};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Somebody by their id. Errors: `NotFound` where nobody has it.
pub fn find(db: &mut AnyConnection, id: &PersonId) -> Result<Person, Error> {
    Ok(find_with_last_active(db, id)?.0)
}

/// Somebody, and when they were last here. Errors: `NotFound` where nobody has the id.
pub fn find_with_last_active(
    db: &mut AnyConnection,
    id: &PersonId,
) -> Result<(Person, Moment), Error> {
    let row: Option<WithEmail> = directly!(db, db => people_with_email!()
        .filter(people::id.eq(id.as_str()))
        .first(db)
        .optional()?);
    let row = row.ok_or(Refusal::NotFound)?;
    let seen = Moment(row.0.last_active_at);
    Ok((person(row)?, seen))
}

/// When somebody was last here.
pub fn last_active(db: &mut AnyConnection, id: &PersonId) -> Result<Moment, Error> {
    let at: Option<i64> = people::table
        .find(id.as_str())
        .select(people::last_active_at)
        .first(db)
        .optional()?;
    Ok(Moment(at.ok_or(Refusal::NotFound)?))
}

/// When people were last here, by id.
pub fn last_active_of(
    db: &mut AnyConnection,
    ids: &[String],
) -> Result<BTreeMap<String, Moment>, Error> {
    let rows: Vec<(String, i64)> = people::table
        .filter(people::id.eq_any(ids))
        .select((people::id, people::last_active_at))
        .load(db)?;
    Ok(rows.into_iter().map(|(id, at)| (id, Moment(at))).collect())
}

/// Several people at once, in no particular order.
pub fn find_all(db: &mut AnyConnection, ids: &[String]) -> Result<Vec<Person>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<WithEmail> = directly!(db, db => people_with_email!()
        .filter(people::id.eq_any(ids))
        .load(db)?);
    rows.into_iter().map(person).collect()
}

/// Those of `ids` who are deactivated.
pub fn deactivated(db: &mut AnyConnection, ids: &[String]) -> Result<HashSet<String>, Error> {
    let found: Vec<String> = people::table
        .filter(people::id.eq_any(ids))
        .filter(people::deactivated_at.is_not_null())
        .select(people::id)
        .load(db)?;
    Ok(found.into_iter().collect())
}

/// Which of these user IDs belong to somebody deactivated.
pub fn deactivated_users(db: &mut AnyConnection, names: &[String]) -> Result<Vec<String>, Error> {
    let query = people::table
        .filter(people::user_id.eq_any(names))
        .filter(people::deactivated_at.is_not_null());
    Ok(query.select(people::user_id).load(db)?)
}

/// Since when somebody is deactivated, if they are.
pub fn deactivated_at(db: &mut AnyConnection, id: &PersonId) -> Result<Option<Moment>, Error> {
    let found: Option<Option<i64>> = people::table
        .find(id.as_str())
        .select(people::deactivated_at)
        .first(db)
        .optional()?;
    Ok(found.ok_or(Refusal::NotFound)?.map(Moment))
}

/// Which of several people are deactivated.
pub fn deactivated_among(
    db: &mut AnyConnection,
    ids: &[PersonId],
) -> Result<HashSet<PersonId>, Error> {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let found = deactivated(db, &ids)?;
    found
        .into_iter()
        .map(|id| id.parse().map_err(|_| Error::corrupt("person", &id, "id")))
        .collect()
}

/// Whether anybody has a user ID, active or not, or is about to have it by an import.
pub fn user_id_is_taken(db: &mut AnyConnection, user_id: &UserId) -> Result<bool, Error> {
    let taken = people::table.filter(people::user_id.eq(user_id.as_str()));
    let kept = import_names::table.find(store::import::user(user_id));
    let any = diesel::dsl::exists(taken).or(diesel::dsl::exists(kept));
    Ok(diesel::select(any).get_result(db)?)
}

/// When somebody signed up, or was brought in.
pub fn registered_at(db: &mut AnyConnection, id: &PersonId) -> Result<Moment, Error> {
    let at = people::table
        .find(id.as_str())
        .select(people::registered_at);
    Ok(Moment(at.first(db)?))
}

/// The ids of people by user ID.
pub fn ids_of(
    db: &mut AnyConnection,
    user_ids: &[String],
) -> Result<HashMap<String, PersonId>, Error> {
    let rows: Vec<(String, String)> = people::table
        .filter(people::user_id.eq_any(user_ids))
        .select((people::user_id, people::id))
        .load(db)?;
    rows.into_iter()
        .map(|(user_id, id)| {
            Ok((
                user_id,
                id.parse()
                    .map_err(|_| Error::corrupt("person", &id, "id"))?,
            ))
        })
        .collect()
}
