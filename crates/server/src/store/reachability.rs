//! Accounts where somebody went who could decide: whether what waits there is still reached by somebody is looked at again, some
//! requests at a time.

use crate::storage::schema::reachability_checks;
use crate::storage::{AnyConnection, Error, Tx, upsert};
use crate::store::put_off::put_off_ids;
use diesel::prelude::*;
use domain::{Moment, SmartAccountId};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = reachability_checks)]
struct CheckRow {
    account_id: String,
    asked_at: i64,
    /// The last request that was looked at.
    last_seen: String,
}

/// Has an account looked at, from its first request on, also where that is under way.
pub fn look_again(tx: &mut Tx, account: &SmartAccountId) -> Result<(), Error> {
    let row = CheckRow {
        account_id: account.to_string(),
        asked_at: tx.now.0,
        last_seen: String::new(),
    };
    let key = reachability_checks::account_id;
    upsert!(tx.db, reachability_checks::table, &row, key, &row)?;
    Ok(())
}

/// Those that are to be looked at, the first asked for first, but for those that could not be and wait.
pub fn due(db: &mut AnyConnection, now: Moment, limit: i64) -> Result<Vec<String>, Error> {
    Ok(reachability_checks::table
        .filter(reachability_checks::asked_at.le(now.0))
        .filter(reachability_checks::account_id.ne_all(put_off_ids!(now)))
        .order((
            reachability_checks::asked_at,
            reachability_checks::account_id,
        ))
        .limit(limit)
        .select(reachability_checks::account_id)
        .load(db)?)
}

/// The last request that was looked at, empty at the beginning; none where nothing is to be looked at.
pub fn last_seen(
    db: &mut AnyConnection,
    account: &SmartAccountId,
) -> Result<Option<String>, Error> {
    Ok(reachability_checks::table
        .find(account.as_str())
        .select(reachability_checks::last_seen)
        .first(db)
        .optional()?)
}

/// Notes how far it is; at the end nothing is left to be looked at.
pub fn goes_on(
    tx: &mut Tx,
    account: &SmartAccountId,
    last_seen: Option<&str>,
) -> Result<(), Error> {
    let row = reachability_checks::table.find(account.as_str());
    match last_seen {
        Some(last) => diesel::update(row)
            .set(reachability_checks::last_seen.eq(last))
            .execute(tx.db)?,
        None => diesel::delete(row).execute(tx.db)?,
    };
    Ok(())
}
