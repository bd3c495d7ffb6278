//! Where somebody went who could decide: whether what waits there is still reached by somebody is looked at again, some requests at a time.
//! A row stands for an account, or for somebody in all of whose accounts that is so.

use crate::storage::schema::reachability_checks;
use crate::storage::{AnyConnection, Error, Tx, insert};
use diesel::prelude::*;
use domain::Moment;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = reachability_checks)]
struct CheckRow {
    id: String,
    asked_at: i64,
    /// The last request, or account, that was looked at.
    last_seen: String,
}

/// Has an account, or those of a person, looked at from a moment on, from the first of it on, also where that is under way. In: its or
/// their id.
pub fn look_again(tx: &mut Tx, id: &str, from: Moment) -> Result<(), Error> {
    let before: Option<i64> = reachability_checks::table
        .find(id)
        .select(reachability_checks::asked_at)
        .first(tx.db)
        .optional()?;
    match before {
        Some(before) => {
            diesel::update(reachability_checks::table.find(id))
                .set((
                    reachability_checks::asked_at.eq(before.min(from.0)),
                    reachability_checks::last_seen.eq(""),
                ))
                .execute(tx.db)?;
        }
        None => {
            let row = CheckRow {
                id: id.to_owned(),
                asked_at: from.0,
                last_seen: String::new(),
            };
            insert!(tx.db, reachability_checks::table, &row)?;
        }
    }
    tx.ring();
    Ok(())
}

/// What is to be looked at until a moment, the first asked for first, at most so many, and from when.
pub fn due(
    db: &mut AnyConnection,
    until: Moment,
    limit: i64,
) -> Result<Vec<(Moment, String)>, Error> {
    let rows: Vec<(i64, String)> = reachability_checks::table
        .filter(reachability_checks::asked_at.le(until.0))
        .order((reachability_checks::asked_at, reachability_checks::id))
        .limit(limit)
        .select((reachability_checks::asked_at, reachability_checks::id))
        .load(db)?;
    Ok(rows.into_iter().map(|(at, id)| (Moment(at), id)).collect())
}

/// Puts off what could not be looked at.
pub fn postpone(tx: &mut Tx, id: &str, until: Moment) -> Result<(), Error> {
    diesel::update(reachability_checks::table.find(id))
        .set(reachability_checks::asked_at.eq(until.0))
        .execute(tx.db)?;
    Ok(())
}

/// The last that was looked at, empty at the beginning; none where nothing is to be looked at.
pub fn last_seen(db: &mut AnyConnection, id: &str) -> Result<Option<String>, Error> {
    Ok(reachability_checks::table
        .find(id)
        .select(reachability_checks::last_seen)
        .first(db)
        .optional()?)
}

/// Notes how far it is; at the end nothing is left to be looked at.
pub fn goes_on(tx: &mut Tx, id: &str, last_seen: Option<&str>) -> Result<(), Error> {
    let row = reachability_checks::table.find(id);
    match last_seen {
        Some(last) => diesel::update(row)
            .set(reachability_checks::last_seen.eq(last))
            .execute(tx.db)?,
        None => diesel::delete(row).execute(tx.db)?,
    };
    Ok(())
}
