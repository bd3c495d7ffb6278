//! The addresses of people.

use crate::storage::schema::{email_addresses, import_names, people};
use crate::storage::{AnyConnection, Error, directly};
use crate::store;
use diesel::prelude::*;
use domain::email::EmailAddress;
use domain::person::MailFailure;
use domain::{Moment, PersonId};
use std::collections::HashMap;

/// Whether an address is anybody's, or about to be by an import, in whatever capitals.
pub fn email_is_taken(db: &mut AnyConnection, email: &EmailAddress) -> Result<bool, Error> {
    let taken = email_addresses::table.find(email.key());
    let kept = import_names::table.find(store::import::email(&email.key()));
    let any = diesel::dsl::exists(taken).or(diesel::dsl::exists(kept));
    Ok(diesel::select(any).get_result(db)?)
}

/// The addresses of somebody: only verified ones are kept.
pub fn verified_emails(db: &mut AnyConnection, id: &PersonId) -> Result<Vec<EmailAddress>, Error> {
    let found: Vec<String> = directly!(db, db => email_addresses::table
        .filter(email_addresses::person_id.eq(id.as_str()))
        .select(email_addresses::address)
        .load(db)?);
    Ok(found.into_iter().map(EmailAddress::stored).collect())
}

/// The verified addresses of several people.
pub fn verified_emails_of(
    db: &mut AnyConnection,
    people: &[String],
) -> Result<Vec<(String, EmailAddress)>, Error> {
    let found: Vec<(String, String)> = email_addresses::table
        .filter(email_addresses::person_id.eq_any(people))
        .select((email_addresses::person_id, email_addresses::address))
        .load(db)?;
    let address = |(person, address)| (person, EmailAddress::stored(address));
    Ok(found.into_iter().map(address).collect())
}

/// Mail to somebody's own address that does not arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failing {
    pub since: Moment,
    pub by: MailFailure,
    /// What the mail server said.
    pub said: String,
}

/// What stands beside an address.
#[derive(Queryable, Selectable)]
#[diesel(table_name = email_addresses)]
struct FailingRow {
    failing_since: Option<i64>,
    failing_by: Option<String>,
    failing_said: Option<String>,
}

/// Whether mail to somebody's own address fails.
pub fn failing(db: &mut AnyConnection, id: &PersonId) -> Result<Option<Failing>, Error> {
    let row: Option<FailingRow> = email_addresses::table
        .filter(email_addresses::person_id.eq(id.as_str()))
        .filter(email_addresses::is_main)
        .select(FailingRow::as_select())
        .first(db)
        .optional()?;
    let Some((since, row)) = row.and_then(|row| Some((row.failing_since?, row))) else {
        return Ok(None);
    };
    let by = row.failing_by.as_deref().and_then(MailFailure::from_key);
    Ok(Some(Failing {
        since: Moment(since),
        by: by.ok_or_else(|| Error::corrupt("person", id.as_str(), "failing address"))?,
        said: row.failing_said.unwrap_or_default(),
    }))
}

/// Of these addresses (by key), those to which mail was refused for good, with whose they are.
pub fn refused_before(
    db: &mut AnyConnection,
    keys: &[String],
) -> Result<Vec<(EmailAddress, PersonId)>, Error> {
    let rows: Vec<(String, String)> = email_addresses::table
        .filter(email_addresses::key.eq_any(keys))
        .filter(email_addresses::failing_by.eq(MailFailure::Refused.key()))
        .select((email_addresses::address, email_addresses::person_id))
        .load(db)?;
    let pair = |(address, id): (String, String)| match id.parse() {
        Ok(person) => Ok((EmailAddress::stored(address), person)),
        Err(_) => Err(Error::corrupt("person", &id, "id")),
    };
    rows.into_iter().map(pair).collect()
}

/// Whom addresses (by key) belong to.
pub fn people_at(
    db: &mut AnyConnection,
    keys: &[String],
) -> Result<HashMap<String, PersonId>, Error> {
    let rows: Vec<(String, String)> = email_addresses::table
        .filter(email_addresses::key.eq_any(keys))
        .select((email_addresses::key, email_addresses::person_id))
        .load(db)?;
    let id = |(key, id): (String, String)| match id.parse() {
        Ok(person) => Ok((key, person)),
        Err(_) => Err(Error::corrupt("person", &id, "id")),
    };
    rows.into_iter().map(id).collect()
}

/// The user IDs that own these addresses (by key).
pub fn owners(db: &mut AnyConnection, keys: &[String]) -> Result<HashMap<String, String>, Error> {
    let rows: Vec<(String, String)> = email_addresses::table
        .inner_join(people::table)
        .filter(email_addresses::key.eq_any(keys))
        .select((email_addresses::key, people::user_id))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// The main addresses of people by user ID.
pub fn emails_of(
    db: &mut AnyConnection,
    user_ids: &[String],
) -> Result<HashMap<String, EmailAddress>, Error> {
    let rows: Vec<(String, String)> = email_addresses::table
        .inner_join(people::table)
        .filter(people::user_id.eq_any(user_ids))
        .filter(email_addresses::is_main)
        .select((people::user_id, email_addresses::address))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(user_id, address)| (user_id, EmailAddress::stored(address)))
        .collect())
}
