//! Virtual Accounts and groups that go bit by bit: from the first moment they are there for nobody, and no role on them or of them
//! gives anything, though rows still say so.

use crate::storage::schema::deletions;
use crate::storage::{AnyConnection, Error, Tx, insert};
use crate::store::put_off::put_off_ids;
use diesel::prelude::*;
use domain::{Moment, PersonId, SmartAccountId};

/// As much as goes at once, in one transaction; of what more hangs on, as much goes with each bit.
pub const AT_ONCE: i64 = 200;

/// Finds some of what hangs on something.
pub type SomeOf<On, Found> = fn(&mut AnyConnection, &On) -> Result<Found, Error>;

/// A deletion under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletion {
    /// Of the Virtual Account or the group.
    pub id: String,
    pub account: SmartAccountId,
    /// Whoever had it deleted.
    pub began_by: Option<PersonId>,
    pub began_at: Moment,
    /// How much hung on it.
    pub total: i64,
}

type Row = (String, String, Option<String>, i64, i64);

/// Begins it, in the name of whoever writes. In: the id of what goes, and how much hangs on it.
pub(in crate::store) fn begin(
    tx: &mut Tx,
    id: &str,
    account: &SmartAccountId,
    total: u64,
) -> Result<(), Error> {
    let by = tx.author.actor.person().map(ToString::to_string);
    let row = (
        deletions::id.eq(id),
        deletions::account_id.eq(account.as_str()),
        deletions::began_by.eq(by),
        deletions::began_at.eq(tx.now.0),
        deletions::total.eq(i64::try_from(total).unwrap_or(i64::MAX)),
    );
    insert!(tx.db, deletions::table, row)?;
    Ok(())
}

/// Nothing is left of it; nor was there anything of what went at once.
pub(in crate::store) fn end(tx: &mut Tx, id: &str) -> Result<(), Error> {
    diesel::delete(deletions::table.find(id)).execute(tx.db)?;
    Ok(())
}

/// Those under way, the oldest first, but for those that could not go on and wait.
pub fn due(db: &mut AnyConnection, now: Moment, limit: i64) -> Result<Vec<String>, Error> {
    Ok(deletions::table
        .filter(deletions::began_at.le(now.0))
        .filter(deletions::id.ne_all(put_off_ids!(now)))
        .order((deletions::began_at, deletions::id))
        .limit(limit)
        .select(deletions::id)
        .load(db)?)
}

/// The one of this Virtual Account or group, if it is under way.
pub fn find(db: &mut AnyConnection, id: &str) -> Result<Option<Deletion>, Error> {
    let row: Option<Row> = deletions::table.find(id).first(db).optional()?;
    row.map(deletion).transpose()
}

/// Those under way in an account, at most so many.
pub fn of_account(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    limit: i64,
) -> Result<Vec<Deletion>, Error> {
    let rows: Vec<Row> = deletions::table
        .filter(deletions::account_id.eq(account.as_str()))
        .order(deletions::id)
        .limit(limit)
        .load(db)?;
    rows.into_iter().map(deletion).collect()
}

fn deletion((id, account, by, at, total): Row) -> Result<Deletion, Error> {
    let corrupt = |what: &str| Error::corrupt("deletion", &id, what);
    Ok(Deletion {
        account: account.parse().map_err(|_| corrupt("account"))?,
        began_by: by
            .map(|by| by.parse().map_err(|_| corrupt("began_by")))
            .transpose()?,
        began_at: Moment(at),
        total,
        id,
    })
}

/// The ids of all that goes, for a query to leave out.
macro_rules! going {
    () => {
        $crate::storage::schema::deletions::table.select($crate::storage::schema::deletions::id)
    };
}
pub(crate) use going;

/// Of memberships: that what they are held on does not go.
macro_rules! on_what_stays {
    () => {{
        let on = $crate::storage::schema::memberships::virtual_account_id;
        on.is_null().or(on
            .assume_not_null()
            .ne_all($crate::store::deletion::going!()))
    }};
}
pub(crate) use on_what_stays;

/// Of memberships: that they give what they say, as neither what they are held on goes nor the group that holds them.
macro_rules! gives {
    () => {{
        let by = $crate::storage::schema::memberships::group_id;
        let held = by.is_null().or(by
            .assume_not_null()
            .ne_all($crate::store::deletion::going!()));
        $crate::store::deletion::on_what_stays!().and(held)
    }};
}
pub(crate) use gives;
