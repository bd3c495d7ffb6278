//! Queries about preferences, letters kept for the daily mail, and who was told of what.

use crate::clock::Secret;
use crate::language::{next_hour, zone};
use crate::storage;
use crate::storage::schema::{
    access_request_readers as readers, access_requests, digest_letters, digests,
    installation_secrets as secrets, notification_preferences as preferences, people,
};
use crate::storage::{AnyConnection, Error, Tx, fixed, insert, upsert};
use crate::store::due::{DueList, EVER, first_due};
use diesel::prelude::*;
use domain::access_request::RequestOutcome;
use domain::notification_preference::{NotificationPreferenceFact, Preferences};
use domain::{Moment, PersonId, RequestId};
use std::collections::{BTreeSet, HashMap};

/// What somebody has chosen; the defaults where nothing was.
pub fn find(db: &mut AnyConnection, person: &PersonId) -> Result<Preferences, Error> {
    let found = find_all(db, &[person.to_string()])?.into_values().next();
    Ok(found.unwrap_or_default())
}

/// Forgets what somebody chose, and what waits for their daily mail.
pub(in crate::store) fn forget(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    let id = person.as_str();
    diesel::delete(preferences::table.find(id)).execute(tx.db)?;
    diesel::delete(digests::table.find(id)).execute(tx.db)?;
    forget_kept(tx, id)
}

/// What several people have chosen, by person; nobody who keeps to the defaults.
pub fn find_all(
    db: &mut AnyConnection,
    people: &[String],
) -> Result<HashMap<String, Preferences>, Error> {
    let rows: Vec<(String, String)> = preferences::table
        .filter(preferences::person_id.eq_any(people))
        .select((preferences::person_id, preferences::preferences))
        .load(db)?;
    rows.into_iter()
        .map(|(person, chosen)| {
            let chosen = storage::json::value("notification preference", &person, &chosen)?;
            Ok((person, chosen))
        })
        .collect()
}

/// Carries out what an event says about somebody's preferences.
pub(in crate::store) fn apply(tx: &mut Tx, fact: &NotificationPreferenceFact) -> Result<(), Error> {
    let NotificationPreferenceFact::Changed { person, after, .. } = fact;
    let chosen = storage::json::text(after)?;
    upsert!(
        tx.db,
        preferences::table,
        (
            preferences::person_id.eq(person.as_str()),
            preferences::preferences.eq(&chosen)
        ),
        preferences::person_id,
        preferences::preferences.eq(&chosen)
    )?;
    // What is kept already comes at the hour chosen now.
    let of: String = people::table
        .find(person.as_str())
        .select(people::time_zone)
        .first(tx.db)?;
    let due = next_hour(tx.now, &zone(&of), after.daily_at);
    let daily = digest_letters::table
        .filter(digest_letters::person_id.eq(person.as_str()))
        .filter(digest_letters::is_daily);
    diesel::update(daily)
        .set(digest_letters::due_at.eq(due.0))
        .execute(tx.db)?;
    note_next(tx, person.as_str())
}

/// A letter kept for the daily mail, as JSON; by its topic and request it is left out if it matters to its reader no more.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = digest_letters, treat_none_as_default_value = false)]
pub struct KeptRow {
    pub id: String,
    pub person_id: String,
    pub topic: String,
    pub request_id: Option<String>,
    pub letter: String,
    /// When it is to come.
    pub due_at: i64,
    /// Whether it waits for the daily mail.
    pub is_daily: bool,
}

/// Keeps a letter until its moment.
pub fn keep(tx: &mut Tx, row: &KeptRow) -> Result<(), Error> {
    insert!(tx.db, digest_letters::table, row)?;
    note_next(tx, &row.person_id)
}

/// Notes when the first of what is kept for a person is to come; nothing where nothing is kept.
fn note_next(tx: &mut Tx, person: &str) -> Result<(), Error> {
    let theirs = digest_letters::table.filter(digest_letters::person_id.eq(person));
    let first: Option<i64> = theirs
        .select(diesel::dsl::min(digest_letters::due_at))
        .first(tx.db)?;
    let Some(first) = first else {
        return Ok(());
    };
    let due = (digests::person_id.eq(person), digests::due_at.eq(first));
    upsert!(
        tx.db,
        digests::table,
        due,
        digests::person_id,
        digests::due_at.eq(first)
    )?;
    Ok(())
}

/// The people whose daily mail is due until a moment, at most so many, and when.
pub fn due_digests(
    db: &mut AnyConnection,
    until: Moment,
    most: i64,
) -> Result<DueList<String>, Error> {
    let (at, person) = (digests::due_at, digests::person_id);
    first_due!(db, "digest", digests::table, at, person, until, most)
}

/// When a daily mail is due next.
pub fn next_digest(db: &mut AnyConnection) -> Result<Option<Moment>, Error> {
    let first = due_digests(db, EVER, 1)?;
    Ok(first.first().map(|(at, _)| *at))
}

/// Takes a person's daily mail on, if it is due. Out: whether it was; not if another node was faster.
pub fn take_digest(tx: &mut Tx, person: &str) -> Result<bool, Error> {
    let due = digests::table
        .find(person)
        .filter(digests::due_at.le(tx.now.0));
    Ok(diesel::delete(due).execute(tx.db)? > 0)
}

/// What is kept for a person and is to come by now, oldest first, after the one named.
pub fn kept_after(
    db: &mut AnyConnection,
    person: &str,
    after: &str,
    now: Moment,
    most: i64,
) -> Result<Vec<KeptRow>, Error> {
    Ok(digest_letters::table
        .filter(digest_letters::person_id.eq(person))
        .filter(digest_letters::id.gt(after))
        .filter(digest_letters::due_at.le(now.0))
        .order(digest_letters::id)
        .limit(most)
        .select(KeptRow::as_select())
        .load(db)?)
}

/// Keeps nothing for a person any more.
pub fn forget_kept(tx: &mut Tx, person: &str) -> Result<(), Error> {
    diesel::delete(digest_letters::table.filter(digest_letters::person_id.eq(person)))
        .execute(tx.db)?;
    Ok(())
}

/// Keeps nothing for a person any more that was to come by now; the rest has its moment.
pub fn forget_due(tx: &mut Tx, person: &str) -> Result<(), Error> {
    let due = digest_letters::table
        .filter(digest_letters::person_id.eq(person))
        .filter(digest_letters::due_at.le(tx.now.0));
    diesel::delete(due).execute(tx.db)?;
    note_next(tx, person)
}

/// Puts a daily mail that could not be written off until `next`.
pub fn postpone_digest(tx: &mut Tx, person: &str, next: Moment) -> Result<(), Error> {
    diesel::update(digests::table.find(person))
        .set(digests::due_at.eq(next.0))
        .execute(tx.db)?;
    Ok(())
}

/// Makes due what is put off further than a day: the clock was ahead then and has been set back since.
pub fn hasten(tx: &mut Tx, furthest: Moment) -> Result<(), Error> {
    diesel::update(digest_letters::table.filter(digest_letters::due_at.gt(furthest.0)))
        .set(digest_letters::due_at.eq(tx.now.0))
        .execute(tx.db)?;
    diesel::update(digests::table.filter(digests::due_at.gt(furthest.0)))
        .set(digests::due_at.eq(tx.now.0))
        .execute(tx.db)?;
    Ok(())
}

/// Whether somebody can log in.
pub fn is_active(db: &mut AnyConnection, person: &PersonId) -> Result<bool, Error> {
    let row = people::table
        .find(person.as_str())
        .filter(people::deactivated_at.is_null());
    Ok(diesel::select(diesel::dsl::exists(row)).get_result(db)?)
}

/// Which of these requests nobody has answered yet.
pub fn pending_among(
    db: &mut AnyConnection,
    requests: &[&String],
) -> Result<BTreeSet<String>, Error> {
    let query = access_requests::table
        .filter(access_requests::id.eq_any(requests))
        .filter(access_requests::outcome.eq(fixed(RequestOutcome::Pending.key())));
    let ids: Vec<String> = query.select(access_requests::id).load(db)?;
    Ok(ids.into_iter().collect())
}

/// Remembers who was told that they may decide which request.
pub fn note_readers(tx: &mut Tx, told: &BTreeSet<(RequestId, PersonId)>) -> Result<(), Error> {
    for (request, person) in told {
        upsert!(
            tx.db,
            readers::table,
            (
                readers::request_id.eq(request.as_str()),
                readers::person_id.eq(person.as_str())
            ),
            (readers::request_id, readers::person_id),
            readers::person_id.eq(person.as_str())
        )?;
    }
    Ok(())
}

/// Who was told of a request as somebody who may decide it, and can still log in.
pub fn readers(db: &mut AnyConnection, request: &RequestId) -> Result<Vec<String>, Error> {
    let query = readers::table
        .inner_join(people::table)
        .filter(readers::request_id.eq(request.as_str()))
        .filter(people::deactivated_at.is_null());
    Ok(query
        .order(readers::person_id)
        .select(readers::person_id)
        .load(db)?)
}

/// A secret of the installation, if it was made.
pub fn secret(db: &mut AnyConnection, name: &str) -> Result<Option<String>, Error> {
    Ok(secrets::table
        .find(name)
        .select(secrets::secret)
        .first(db)
        .optional()?)
}

/// A secret of the installation; made now if there is none yet.
pub fn secret_or_new(tx: &mut Tx, name: &str) -> Result<String, Error> {
    if let Some(secret) = secret(tx.db, name)? {
        return Ok(secret);
    }
    let secret = Secret::new().as_str().to_owned();
    let row = (secrets::name.eq(name), secrets::secret.eq(&secret));
    insert!(tx.db, secrets::table, row)?;
    Ok(secret)
}
