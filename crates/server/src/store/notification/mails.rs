//! Queries about the outbox.

use crate::back_off::LONGEST_WAIT;
use crate::storage::schema::{access_requests, notices, outbox};
use crate::storage::{AnyConnection, Error, Tx, fixed};
use crate::store;
use crate::store::notification::row::{DEAD, MailRow, QUIET_AT_MOST, SENT, WAITING};
use diesel::prelude::*;
use domain::moment::days;
use domain::notification::budget::is_counted;
use domain::notification_preference::LetterKind;
use domain::{MailId, Moment, PersonId, RequestId, SmartAccountId};
use std::collections::{HashMap, HashSet};

/// Throws away mail that waits for somebody who is to be told nothing any more.
pub fn forget_waiting(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    let theirs = outbox::table
        .filter(outbox::state.eq(fixed(WAITING)))
        .filter(outbox::person_id.eq(person.as_str()));
    diesel::delete(theirs).execute(tx.db)?;
    Ok(())
}

/// Throws away the copies that wait for an address which gets none any more, of what an account is asked.
pub fn forget_copies(tx: &mut Tx, account: &SmartAccountId, address: &str) -> Result<(), Error> {
    let waiting: Vec<(String, Option<String>)> = outbox::table
        .filter(outbox::state.eq(fixed(WAITING)))
        .filter(outbox::kind.eq(LetterKind::RequestCopy.key()))
        .filter(outbox::address.eq(address))
        .select((outbox::id, outbox::request_id))
        .load(tx.db)?;
    let about = waiting.iter().filter_map(|(_, request)| request.as_ref());
    let here: HashSet<String> = access_requests::table
        .filter(access_requests::queue.eq(account.as_str()))
        .filter(access_requests::id.eq_any(about))
        .select(access_requests::id)
        .load::<String>(tx.db)?
        .into_iter()
        .collect();
    let copies = waiting
        .iter()
        .filter(|(_, request)| request.as_ref().is_some_and(|id| here.contains(id)))
        .map(|(id, _)| id);
    diesel::delete(outbox::table.filter(outbox::id.eq_any(copies))).execute(tx.db)?;
    Ok(())
}

/// Makes due what is put off further than anything ever is: the clock was ahead then and has been set back since.
pub fn hasten(tx: &mut Tx) -> Result<(), Error> {
    let furthest = tx.now.plus(LONGEST_WAIT).0;
    diesel::update(notices::table.filter(notices::next_attempt_at.gt(furthest)))
        .set(notices::next_attempt_at.eq(tx.now.0))
        .execute(tx.db)?;
    let waiting = outbox::table.filter(outbox::state.eq(fixed(WAITING)));
    // Quiet hours may be longer, but not longer than a day.
    let tomorrow = tx.now.plus(QUIET_AT_MOST).0;
    let unquiet = outbox::not_before
        .is_null()
        .or(outbox::not_before.le(tx.now.0))
        .or(outbox::not_before.gt(tomorrow));
    let late = outbox::next_attempt_at.gt(furthest);
    diesel::update(waiting.filter(late).filter(unquiet))
        .set(outbox::next_attempt_at.eq(tx.now.0))
        .execute(tx.db)?;
    store::notification_preference::hasten(tx, tx.now.plus(QUIET_AT_MOST))
}

/// Which mails are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListedMail {
    /// What was given up, and what waits after a try in vain.
    WithFault,
    Waiting,
    Sent,
    All,
}

/// Forgets mail that was settled before a moment, as many as are said, the oldest first. Out: how many.
pub fn forget_settled(tx: &mut Tx, before: Moment, most: i64) -> Result<usize, Error> {
    let old: Vec<String> = outbox::table
        .filter(outbox::settled_at.lt(before.0))
        .order((outbox::settled_at, outbox::id))
        .limit(most)
        .select(outbox::id)
        .load(tx.db)?;
    Ok(diesel::delete(outbox::table.filter(outbox::id.eq_any(old))).execute(tx.db)?)
}

/// Mails, newest first, before the one named.
pub fn page(
    db: &mut AnyConnection,
    listed: ListedMail,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<MailRow>, Error> {
    let mut query = outbox::table.select(MailRow::as_select()).into_boxed();
    query = match listed {
        ListedMail::WithFault => query.filter(outbox::last_error.is_not_null()),
        ListedMail::Waiting => query.filter(outbox::state.eq(fixed(WAITING))),
        ListedMail::Sent => query.filter(outbox::state.eq(fixed(SENT))),
        ListedMail::All => query,
    };
    if let Some(before) = before {
        query = query.filter(outbox::id.lt(before.to_owned()));
    }
    Ok(query.order(outbox::id.desc()).limit(limit).load(db)?)
}

/// What waits to be sent.
#[derive(Debug, Clone, Copy)]
pub struct WaitingMail {
    pub count: i64,
    /// How many of them were tried in vain.
    pub with_fault: i64,
    /// When the oldest was written that waits for no quiet hours to end.
    pub oldest: Option<Moment>,
}

/// How much waits at that moment, for operators to see whether mail goes out.
pub fn waiting(db: &mut AnyConnection, now: Moment) -> Result<WaitingMail, Error> {
    let waiting = || outbox::table.filter(outbox::state.eq(fixed(WAITING)));
    let with_fault = outbox::table
        .filter(outbox::last_error.is_not_null())
        .filter(outbox::state.eq(fixed(WAITING)))
        .count()
        .get_result(db)?;
    let unquiet = outbox::not_before
        .is_null()
        .or(outbox::not_before.le(now.0));
    let oldest: Option<i64> = waiting()
        .filter(unquiet)
        .order(outbox::id)
        .select(outbox::created_at)
        .first(db)
        .optional()?;
    Ok(WaitingMail {
        count: waiting().count().get_result(db)?,
        with_fault,
        oldest: oldest.map(Moment),
    })
}

/// A mail of the outbox, as long as it is kept there.
pub fn find_mail(db: &mut AnyConnection, id: &str) -> Result<Option<MailRow>, Error> {
    Ok(outbox::table
        .find(id)
        .select(MailRow::as_select())
        .first(db)
        .optional()?)
}

/// What became of the mails of one reminder: how many were taken by a server, wait, or failed for good.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    pub sent: i64,
    pub waiting: i64,
    /// Given up: they reached nobody.
    pub dead: i64,
}

/// What became of the mails to the deciders; number 0 is the first notice, others the requester's reminders.
pub fn reached(db: &mut AnyConnection, request: &RequestId) -> Result<Vec<(i64, Reached)>, Error> {
    let rows: Vec<(Option<i64>, String, i64)> = outbox::table
        .filter(outbox::request_id.eq(request.as_str()))
        .filter(outbox::reminder.is_not_null())
        .group_by((outbox::reminder, outbox::state))
        .select((outbox::reminder, outbox::state, diesel::dsl::count_star()))
        .order(outbox::reminder)
        .load(db)?;
    let mut found: Vec<(i64, Reached)> = Vec::new();
    for (reminder, state, count) in rows {
        let reminder = reminder.unwrap_or(0);
        if found.last().is_none_or(|(number, _)| *number != reminder) {
            found.push((reminder, Reached::default()));
        }
        if let Some((_, reached)) = found.last_mut() {
            match state.as_str() {
                SENT => reached.sent += count,
                DEAD => reached.dead += count,
                _ => reached.waiting += count,
            }
        }
    }
    Ok(found)
}

/// When a mail of these kinds to each of these addresses was last given up, as far as it was written since then.
pub fn undelivered(
    db: &mut AnyConnection,
    addresses: &[String],
    kinds: &[LetterKind],
    since: Moment,
) -> Result<HashMap<String, Moment>, Error> {
    // Ids begin with their time (RFC 9562, version 7).
    let first = MailId::new(u128::try_from(since.0).unwrap_or(0) << 80);
    let kinds = kinds.iter().map(|kind| kind.key());
    let rows: Vec<(String, Option<i64>)> = outbox::table
        .filter(outbox::state.eq(fixed(DEAD)))
        .filter(outbox::id.ge(first.as_str()))
        .filter(outbox::address.eq_any(addresses))
        .filter(outbox::kind.eq_any(kinds))
        .group_by(outbox::address)
        .select((outbox::address, diesel::dsl::max(outbox::settled_at)))
        .load(db)?;
    let given_up = |(address, at): (String, Option<i64>)| Some((address, Moment(at?)));
    Ok(rows.into_iter().filter_map(given_up).collect())
}

/// When the last letters to somebody went, or are to go, the newest first, at most so many: those that are counted, of a day.
pub fn newest_to(
    db: &mut AnyConnection,
    person: &PersonId,
    now: Moment,
    most: i64,
) -> Result<Vec<Moment>, Error> {
    let rows: Vec<(String, i64, Option<i64>)> = outbox::table
        .filter(outbox::person_id.eq(person.as_str()))
        .filter(outbox::created_at.gt(now.minus(days(1)).0))
        .order(outbox::id.desc())
        .limit(most)
        .select((outbox::kind, outbox::created_at, outbox::not_before))
        .load(db)?;
    let counted = rows
        .into_iter()
        .filter(|(kind, ..)| LetterKind::from_key(kind).is_some_and(is_counted));
    let went =
        counted.map(|(_, created, not_before)| Moment(not_before.unwrap_or(created).max(created)));
    Ok(went.collect())
}

/// How much waits to be told or sent.
pub fn backlog(db: &mut AnyConnection) -> Result<(i64, i64), Error> {
    let notices: i64 = notices::table.count().get_result(db)?;
    let mails: i64 = outbox::table
        .filter(outbox::state.eq(fixed(WAITING)))
        .count()
        .get_result(db)?;
    Ok((notices, mails))
}

/// How many mails were given up and are still kept.
pub fn count_dead(db: &mut AnyConnection) -> Result<i64, Error> {
    Ok(outbox::table
        .filter(outbox::state.eq(fixed(DEAD)))
        .count()
        .get_result(db)?)
}

/// Throws away a letter that nothing can come of any more.
pub(crate) fn drop_mail(tx: &mut Tx, mail: &MailRow) -> Result<(), Error> {
    diesel::delete(outbox::table.find(&mail.id)).execute(tx.db)?;
    Ok(())
}
