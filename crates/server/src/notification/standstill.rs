//! While no mail goes out for a reason that is no mail's own, sending backs off as a whole: one mail is tried now and then, by
//! one node, until one goes through. Everything else waits untouched and is due the moment that happens.

use crate::storage::schema::mail_standstills;
use crate::storage::{AnyConnection, Error, Tx, upsert};
use diesel::prelude::*;
use domain::Moment;
use domain::notification::sending::{LONGEST_PAUSE, Trouble};

/// Why no mail goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standstill {
    pub trouble: Trouble,
    /// The server's words.
    pub said: String,
    pub since: Moment,
    /// How often sending was tried since.
    pub times: i64,
    pub next_try_at: Moment,
}

impl Standstill {
    /// Whether one mail is to be tried. A moment further off than any is put comes from a clock that was ahead.
    pub fn is_due(&self, now: Moment) -> bool {
        self.next_try_at <= now || self.next_try_at > now.plus(LONGEST_PAUSE)
    }
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = mail_standstills)]
struct Row {
    id: String,
    trouble: String,
    said: String,
    since: i64,
    times: i64,
    next_try_at: i64,
}

/// There is one way out.
const ONLY: &str = "mail";

/// Nothing as long as mail goes out.
pub fn find(db: &mut AnyConnection) -> Result<Option<Standstill>, Error> {
    let row: Option<Row> = mail_standstills::table
        .find(ONLY)
        .select(Row::as_select())
        .first(db)
        .optional()?;
    row.map(|row| {
        Ok(Standstill {
            trouble: Trouble::from_key(&row.trouble)
                .ok_or_else(|| Error::corrupt("standstill of mail", &row.id, "trouble"))?,
            said: row.said,
            since: Moment(row.since),
            times: row.times,
            next_try_at: Moment(row.next_try_at),
        })
    })
    .transpose()
}

/// In place of what is there: there is one at most.
pub fn save(tx: &mut Tx, still: &Standstill) -> Result<(), Error> {
    let row = Row {
        id: ONLY.into(),
        trouble: still.trouble.key().into(),
        said: still.said.clone(),
        since: still.since.0,
        times: still.times,
        next_try_at: still.next_try_at.0,
    };
    upsert!(
        tx.db,
        mail_standstills::table,
        &row,
        mail_standstills::id,
        &row
    )?;
    Ok(())
}

/// A mail went through, or its reader was answered for.
pub fn end(tx: &mut Tx) -> Result<(), Error> {
    diesel::delete(mail_standstills::table.find(ONLY)).execute(tx.db)?;
    Ok(())
}

/// Sending may be tried at once: the program starts with other settings, or an operator asks for it.
pub fn try_now(tx: &mut Tx) -> Result<(), Error> {
    diesel::update(mail_standstills::table.find(ONLY))
        .set(mail_standstills::next_try_at.eq(tx.now.0))
        .execute(tx.db)?;
    tx.ring();
    Ok(())
}
