//! What was due and could not be done waits, longer each time, so that it stands in the way of nothing else; operators see it.

use crate::back_off::back_off;
use crate::storage::schema::put_offs;
use crate::storage::{AnyConnection, Error, Tx, upsert};
use diesel::prelude::*;
use domain::Moment;
use domain::moment::days;

/// Something that was due and failed, and when it is tried next.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = put_offs)]
pub struct PutOff {
    /// Of what could not be done.
    pub id: String,
    /// What was to be done with it.
    pub work: String,
    /// What went wrong the last time.
    pub fault: String,
    /// When it first failed.
    pub since: i64,
    /// How often it failed since.
    pub times: i64,
    pub next_at: i64,
}

/// Puts something off after another try in vain. Out: how it stands now.
pub fn put_off(tx: &mut Tx, work: &str, id: &str, fault: &str) -> Result<PutOff, Error> {
    let before: Option<PutOff> = put_offs::table
        .find(id)
        .select(PutOff::as_select())
        .first(tx.db)
        .optional()?;
    // What was done since, and fails anew, begins anew.
    let before = before.filter(|before| Moment(before.next_at) > tx.now.minus(days(1)));
    let times = before.as_ref().map_or(0, |before| before.times) + 1;
    let row = PutOff {
        id: id.to_owned(),
        work: work.to_owned(),
        fault: fault.to_owned(),
        since: before.map_or(tx.now.0, |before| before.since),
        times,
        next_at: tx.now.plus(back_off(times)).0,
    };
    upsert!(tx.db, put_offs::table, &row, put_offs::id, &row)?;
    Ok(row)
}

/// What waits, at most so many, and how many there are. A row that was done since is due and no longer waits.
pub fn waiting(
    db: &mut AnyConnection,
    now: Moment,
    limit: i64,
) -> Result<(Vec<PutOff>, i64), Error> {
    let waiting = put_offs::table.filter(put_offs::next_at.gt(now.0));
    let count = waiting.count().get_result(db)?;
    let rows = waiting
        .order((put_offs::next_at, put_offs::id))
        .limit(limit)
        .select(PutOff::as_select())
        .load(db)?;
    Ok((rows, count))
}

/// When something that waits is tried again next.
pub fn next(db: &mut AnyConnection, now: Moment) -> Result<Option<Moment>, Error> {
    let waiting = put_offs::table.filter(put_offs::next_at.gt(now.0));
    let next: Option<i64> = waiting
        .order((put_offs::next_at, put_offs::id))
        .select(put_offs::next_at)
        .first(db)
        .optional()?;
    Ok(next.map(Moment))
}

/// Forgets what has been done since.
pub fn tidy(tx: &mut Tx) -> Result<(), Error> {
    let over = put_offs::table.filter(put_offs::next_at.lt(tx.now.minus(days(2)).0));
    diesel::delete(over).execute(tx.db)?;
    Ok(())
}

/// The ids that are put off, for a query to leave out.
macro_rules! put_off_ids {
    ($now:expr) => {
        $crate::storage::schema::put_offs::table
            .filter($crate::storage::schema::put_offs::next_at.gt($now.0))
            .select($crate::storage::schema::put_offs::id)
    };
}
pub(crate) use put_off_ids;
