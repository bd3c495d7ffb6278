//! What is counted, and for how long.

use crate::storage::schema::throttles;
use crate::storage::{AnyConnection, Error, Tx, directly, upsert};
use diesel::prelude::*;
use domain::Moment;
use domain::session::{Attempts, Throttle};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = throttles, treat_none_as_default_value = false)]
struct ThrottleRow {
    key: String,
    since: i64,
    count: i64,
}

impl From<ThrottleRow> for Attempts {
    fn from(row: ThrottleRow) -> Self {
        Self {
            since: Moment(row.since),
            count: u32::try_from(row.count).unwrap_or(u32::MAX),
        }
    }
}

fn attempts(db: &mut AnyConnection, key: &str) -> Result<Option<Attempts>, Error> {
    let row: Option<ThrottleRow> = throttles::table
        .find(key)
        .select(ThrottleRow::as_select())
        .first(db)
        .optional()?;
    Ok(row.map(Attempts::from))
}

/// Whether another attempt under `key` would be let through now, or from when; it is not counted.
pub fn check(
    db: &mut AnyConnection,
    key: &str,
    throttle: Throttle,
    now: Moment,
) -> Result<Result<(), Moment>, Error> {
    let before = attempts(db, key)?;
    Ok(throttle.count(before, now).map(|_| ()))
}

/// Counts one attempt under `key`. Out: nothing, or the moment from which to try again.
pub fn count(tx: &mut Tx, key: &str, throttle: Throttle) -> Result<Result<(), Moment>, Error> {
    let counted = count_one(tx, key, throttle)?;
    let before = match counted {
        None => attempts(tx.db, key)?,
        Some(first) if first.count == 1 && first.since == tx.now => None,
        Some(seen) => Some(Attempts {
            count: seen.count - 1,
            ..seen
        }),
    };
    match throttle.count(before, tx.now) {
        Err(from) => Ok(Err(from)),
        Ok(attempts) if counted == Some(attempts) => Ok(Ok(())),
        Ok(attempts) => keep_count(tx, key, attempts).map(Ok),
    }
}

/// Counts one more as if it were let through, where no more than those are counted. Nothing is read for it: on a server, whoever reads
/// a row meets all who count something under a key beside its own. Out: what is counted now; none where there were too many.
fn count_one(tx: &mut Tx, key: &str, throttle: Throttle) -> Result<Option<Attempts>, Error> {
    use diesel::query_dsl::methods::FilterDsl as _;
    let first = ThrottleRow {
        key: key.to_owned(),
        since: tx.now.0,
        count: 1,
    };
    let row: Option<ThrottleRow> = directly!(tx.db, db => diesel::insert_into(throttles::table)
        .values(&first)
        .on_conflict(throttles::key)
        .do_update()
        .set(throttles::count.eq(throttles::count + 1))
        .filter(throttles::count.lt(i64::from(throttle.most)))
        .returning(ThrottleRow::as_select())
        .get_result(db)
        .optional()?);
    Ok(row.map(Attempts::from))
}

/// How many more would be let through under `key`, and when the window of those before ends.
pub fn left(tx: &mut Tx, key: &str, throttle: Throttle) -> Result<(u32, Moment), Error> {
    let before = attempts(tx.db, key)?;
    Ok(throttle.left(before, tx.now))
}

/// Counts several under `key` that were let through ([`left`]).
pub fn count_all(tx: &mut Tx, key: &str, throttle: Throttle, count: u32) -> Result<(), Error> {
    if count == 0 {
        return Ok(());
    }
    let before = attempts(tx.db, key)?;
    keep_count(tx, key, throttle.count_all(before, tx.now, count))
}

fn keep_count(tx: &mut Tx, key: &str, attempts: Attempts) -> Result<(), Error> {
    let row = ThrottleRow {
        key: key.to_owned(),
        since: attempts.since.0,
        count: attempts.count.into(),
    };
    let change = (
        throttles::since.eq(row.since),
        throttles::count.eq(row.count),
    );
    upsert!(tx.db, throttles::table, &row, throttles::key, change)?;
    Ok(())
}

/// Forgets the attempts counted under `key`: the right password was given.
pub fn forgive(tx: &mut Tx, key: &str) -> Result<(), Error> {
    diesel::delete(throttles::table.find(key)).execute(tx.db)?;
    Ok(())
}

/// Takes back one attempt counted under `key`, which turned out to be none.
pub fn give_back(tx: &mut Tx, key: &str) -> Result<(), Error> {
    let counted = throttles::table.find(key).filter(throttles::count.gt(0));
    diesel::update(counted)
        .set(throttles::count.eq(throttles::count - 1))
        .execute(tx.db)?;
    Ok(())
}
