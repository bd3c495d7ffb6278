//! Notices: what is to be told, until it is written.

use crate::back_off::back_off;
use crate::storage;
use crate::storage::schema::notices;
use crate::storage::{AnyConnection, Error, Tx, insert};
use crate::store::due::{DueList, EVER, first_due};
use crate::store::notification::row::NoticeRow;
use diesel::prelude::*;
use domain::notification::Notice;
use domain::notification::sending::Urgency;
use domain::{Moment, NoticeId};

/// Queues a notice that is told at once, in the transaction of what it tells of.
pub fn announce(tx: &mut Tx, notice: &Notice) -> Result<(), Error> {
    let now = tx.now;
    add_notice_for(tx, notice, now)
}

/// Queues a notice that is told at `due`.
pub fn add_notice_for(tx: &mut Tx, notice: &Notice, due: Moment) -> Result<(), Error> {
    let row = NoticeRow {
        id: NoticeId::new(tx.new_id()).into(),
        notice: storage::json::text(notice)?,
        created_at: tx.now.0,
        attempts: 0,
        next_attempt_at: due.0,
        last_error: None,
        priority: Urgency::of_notice(notice).priority(),
    };
    insert!(tx.db, notices::table, &row)?;
    tx.ring();
    Ok(())
}

/// The notices that are due, the most urgent first. One query for each urgency, as each is a stretch of the index.
pub fn due_notices(db: &mut AnyConnection, now: Moment, limit: i64) -> Result<Vec<String>, Error> {
    let mut due = Vec::new();
    for urgency in Urgency::ALL {
        let room = limit - i64::try_from(due.len()).unwrap_or(limit);
        if room > 0 {
            due.extend(of_urgency(db, urgency, now, room)?);
        }
    }
    Ok(due.into_iter().map(|(_, id)| id).collect())
}

/// When a notice is due next.
pub fn next_notice(db: &mut AnyConnection) -> Result<Option<Moment>, Error> {
    let mut next = None;
    for urgency in Urgency::ALL {
        let first = of_urgency(db, urgency, EVER, 1)?;
        next = first.into_iter().map(|(at, _)| at).chain(next).min();
    }
    Ok(next)
}

fn of_urgency(
    db: &mut AnyConnection,
    urgency: Urgency,
    until: Moment,
    most: i64,
) -> Result<DueList<String>, Error> {
    let rows = notices::table.filter(notices::priority.eq(urgency.priority()));
    let (at, id) = (notices::next_attempt_at, notices::id);
    first_due!(db, "notice", rows, at, id, until, most)
}

/// Takes a notice out of the queue. Out: nothing if another node has taken it.
pub fn take_notice(tx: &mut Tx, id: &str) -> Result<Option<Notice>, Error> {
    let row: Option<NoticeRow> = notices::table
        .find(id)
        .select(NoticeRow::as_select())
        .first(tx.db)
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    diesel::delete(notices::table.find(id)).execute(tx.db)?;
    storage::json::value("notice", &row.id, &row.notice).map(Some)
}

/// Puts a notice that could not be turned into mail off, longer each time.
pub fn postpone_notice(tx: &mut Tx, id: &str, fault: &str) -> Result<(), Error> {
    let before: Option<i64> = notices::table
        .find(id)
        .select(notices::attempts)
        .first(tx.db)
        .optional()?;
    let attempt = before.unwrap_or(0) + 1;
    diesel::update(notices::table.find(id))
        .set((
            notices::attempts.eq(attempt),
            notices::next_attempt_at.eq(tx.now.plus(back_off(attempt)).0),
            notices::last_error.eq(fault),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// A notice that could not be turned into mail.
#[derive(Debug, Clone, Queryable)]
pub struct NoticeWithFault {
    pub id: String,
    pub created_at: i64,
    pub attempts: i64,
    pub next_attempt_at: i64,
    pub fault: Option<String>,
}

/// Notices that could not be turned into mail, oldest first.
pub fn notices_with_fault(
    db: &mut AnyConnection,
    limit: i64,
) -> Result<Vec<NoticeWithFault>, Error> {
    Ok(notices::table
        .filter(notices::last_error.is_not_null())
        .order(notices::id)
        .limit(limit)
        .select((
            notices::id,
            notices::created_at,
            notices::attempts,
            notices::next_attempt_at,
            notices::last_error,
        ))
        .load(db)?)
}
