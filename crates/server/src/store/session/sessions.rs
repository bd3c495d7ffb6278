//! Queries about sessions. Tokens are kept as hashes only.

use crate::clock::{Secret, hash_of};
use crate::storage::schema::{email_addresses, people, sessions, single_use_links, throttles};
use crate::storage::{AnyConnection, Error, Tx, directly, insert};
use crate::store;
use crate::store::person::{Failing, PersonRow, WithEmail, person};
use diesel::prelude::*;
use domain::moment::days;
use domain::person::Person;
use domain::{Moment, PersonId};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions, treat_none_as_default_value = false)]
struct SessionRow {
    token_hash: String,
    person_id: String,
    began_at: i64,
    ends_at: i64,
}

/// A session that has not ended.
pub struct Session {
    pub person: Person,
    pub began_at: Moment,
    pub ends_at: Moment,
    /// When its owner was last here, by whatever session.
    pub last_active_at: Moment,
    /// Whether mail to its owner's address fails.
    pub failing: Option<Failing>,
}

/// A session that has just begun.
pub struct BegunSession {
    /// For the cookie, and stored nowhere.
    token: Secret,
    /// By which the browser is known from now on.
    pub seal: String,
}

impl BegunSession {
    /// The token.
    pub fn as_str(&self) -> &str {
        self.token.as_str()
    }
}

/// Begins a session of somebody whose password is set.
pub fn begin(tx: &mut Tx, person: &PersonId) -> Result<BegunSession, Error> {
    let token = Secret::new();
    let row = SessionRow {
        token_hash: token.hash(),
        person_id: person.to_string(),
        began_at: tx.now.0,
        ends_at: domain::session::ends_at(tx.now, tx.now).0,
    };
    insert!(tx.db, sessions::table, &row)?;
    let seal = store::session::known_browser::seal(tx, person)?;
    Ok(BegunSession { token, seal })
}

/// The session of a token, if it has one that still lasts and belongs to somebody active.
pub fn find(db: &mut AnyConnection, token: &str, now: Moment) -> Result<Option<Session>, Error> {
    let found: Option<(SessionRow, bool, WithEmail)> = directly!(db, db => sessions::table
        .inner_join(
            people::table.left_join(
                email_addresses::table.on(email_addresses::person_id
                    .eq(people::id)
                    .and(email_addresses::is_main)),
            ),
        )
        .filter(sessions::token_hash.eq(hash_of(token)))
        .filter(sessions::ends_at.gt(now.0))
        .filter(people::deactivated_at.is_null())
        .select((
            SessionRow::as_select(),
            email_addresses::failing_since.nullable().is_not_null(),
            (PersonRow::as_select(), email_addresses::address.nullable()),
        ))
        .first(db)
        .optional()?);
    let Some((row, is_failing, whose)) = found else {
        return Ok(None);
    };
    let last_active_at = Moment(whose.0.last_active_at);
    let person = person(whose)?;
    let failing = match is_failing {
        true => store::person::failing(db, &person.id)?,
        false => None,
    };
    Ok(Some(Session {
        person,
        began_at: Moment(row.began_at),
        ends_at: Moment(row.ends_at),
        last_active_at,
        failing,
    }))
}

/// Lets a session in use last on.
pub fn prolong(tx: &mut Tx, token: &str, began: Moment) -> Result<(), Error> {
    let ends = domain::session::ends_at(began, tx.now).0;
    diesel::update(sessions::table.find(hash_of(token)))
        .set(sessions::ends_at.eq(ends))
        .execute(tx.db)?;
    Ok(())
}

/// Ends the session of a token; nothing follows where it has none.
pub fn end(tx: &mut Tx, token: &str) -> Result<(), Error> {
    diesel::delete(sessions::table.find(hash_of(token))).execute(tx.db)?;
    Ok(())
}

/// Ends every session of a person, as a new password must.
pub fn end_all(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    diesel::delete(sessions::table.filter(sessions::person_id.eq(person.as_str())))
        .execute(tx.db)?;
    Ok(())
}

/// How many links can be followed, and how many sessions last.
pub fn alive(db: &mut AnyConnection, now: Moment) -> Result<(i64, i64), Error> {
    let links = single_use_links::table
        .filter(single_use_links::expires_at.gt(now.0))
        .count()
        .get_result(db)?;
    let log_ins = sessions::table
        .filter(sessions::ends_at.gt(now.0))
        .count()
        .get_result(db)?;
    Ok((links, log_ins))
}

/// Removes what no longer matters: ended sessions, expired links, counts older than a day.
pub fn tidy(tx: &mut Tx) -> Result<(), Error> {
    let now = tx.now.0;
    let day_ago = tx.now.minus(days(1)).0;
    // A letter may wait for longer than its link lasts; it is written anew by what the link allowed.
    let links_until = tx.now.minus(days(7)).0;
    diesel::delete(sessions::table.filter(sessions::ends_at.le(now))).execute(tx.db)?;
    diesel::delete(single_use_links::table.filter(single_use_links::expires_at.le(links_until)))
        .execute(tx.db)?;
    diesel::delete(throttles::table.filter(throttles::since.le(day_ago))).execute(tx.db)?;
    Ok(())
}
