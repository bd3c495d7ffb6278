//! The outbox as a queue: mails are taken, and what became of them is noted.

use super::renewal::RenewalLink;
use super::standstill::Standstill;
use super::written::WrittenMail;
use super::{due, renewal, standstill};
use crate::standing::person::must_be_operator;
use crate::storage::schema::outbox;
use crate::storage::{AnyConnection, Error, Tx, fixed};
use crate::store::due::EVER;
use crate::store::notification::{MailRow, WAITING, drop_mail, mark_dead};
use diesel::prelude::*;
use domain::Moment;
use domain::notification::sending::{Trouble, Urgency, pause};
use std::collections::BTreeSet;
use std::time::Duration;

/// A letter whose own reader could not be reached so often is not written anew when its link is dead.
const MOST_BEFORE_RENEWAL: i64 = 5;

/// Mails taken to be sent, and whether no more are due.
pub struct TakenMail {
    pub mails: Vec<WrittenMail>,
    pub is_all: bool,
}

/// Takes the mails that are due first, the most urgent before all others, and puts them off until the lease ends, so that no
/// other node sends them meanwhile and a node that dies gives them back. While mail stands still one is taken, and only when
/// it is time to try.
pub fn take(
    tx: &mut Tx,
    room: usize,
    lease: Duration,
    public_url: &str,
) -> Result<TakenMail, Error> {
    let still = standstill::find(tx.db)?;
    let room = match &still {
        Some(still) if !still.is_due(tx.now) => 0,
        Some(_) => 1,
        None => room,
    };
    // Where everybody is refused, somebody who was not refused yet tells more.
    let mut due = match &still {
        Some(still) if still.trouble == Trouble::EveryReader => due_unspared(tx.db, tx.now, room)?,
        _ => Vec::new(),
    };
    if due.is_empty() {
        due = due_first(tx.db, tx.now, room)?;
    }
    let found = due.len();
    let mut mails = Vec::new();
    for mail in due {
        match renewal::look(tx, &mail)? {
            RenewalLink::Works => {
                if let Some(mail) = due::look_again(tx, mail)? {
                    let mail = renewal::hand_out(tx, mail)?;
                    mails.push(WrittenMail::written(mail, &tx.rules.contact)?);
                }
            }
            // Delayed by its own reader for as long as that, it would be for ever.
            RenewalLink::IsDead(_) if mail.attempts > MOST_BEFORE_RENEWAL => {
                let words = mail.last_error.as_deref().unwrap_or_default();
                mark_dead(tx, &mail.id, words)?;
            }
            RenewalLink::IsDead(link) => renewal::write_anew(tx, &mail, &link, public_url)?,
            RenewalLink::IsOver => drop_mail(tx, &mail)?,
        }
    }
    // What was written anew is due, too.
    let is_all = mails.len() == found && (still.is_some() || found < room);
    if mails.is_empty() {
        return Ok(TakenMail { mails, is_all });
    }
    if let Some(still) = still {
        let times = still.times + 1;
        let next_try_at = tx.now.plus(pause(times));
        let tried = Standstill {
            times,
            next_try_at,
            ..still
        };
        standstill::save(tx, &tried)?;
    }
    lend(tx, &mails, lease)?;
    Ok(TakenMail { mails, is_all })
}

/// Counts a try of each, and keeps others from trying them until it is over.
fn lend(tx: &mut Tx, mails: &[WrittenMail], lease: Duration) -> Result<(), Error> {
    let ids: Vec<&String> = mails.iter().map(|mail| &mail.id).collect();
    diesel::update(outbox::table.filter(outbox::id.eq_any(ids)))
        .set((
            outbox::next_attempt_at.eq(tx.now.plus(lease).0),
            outbox::attempts.eq(outbox::attempts + 1),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// The mails of one urgency that are to be tried until a moment, in the order they are: a stretch of the index.
macro_rules! of_urgency {
    ($urgency:expr, $until:expr) => {
        outbox::table
            .filter(outbox::state.eq(fixed(WAITING)))
            .filter(outbox::priority.eq($urgency.priority()))
            .filter(outbox::next_attempt_at.le($until.0))
            .order((outbox::next_attempt_at, outbox::id))
    };
}

fn due_first(db: &mut AnyConnection, now: Moment, room: usize) -> Result<Vec<MailRow>, Error> {
    let mut due: Vec<MailRow> = Vec::new();
    for urgency in Urgency::ALL {
        let room = i64::try_from(room - due.len()).unwrap_or(0);
        if room > 0 {
            let query = of_urgency!(urgency, now).select(MailRow::as_select());
            due.extend(query.limit(room).load(db)?);
        }
    }
    Ok(due)
}

/// When a mail is to be tried next, as things are now.
pub fn next(db: &mut AnyConnection, now: Moment) -> Result<Option<Moment>, Error> {
    let mut next: Option<i64> = None;
    for urgency in Urgency::ALL {
        let query = of_urgency!(urgency, EVER).select(outbox::next_attempt_at);
        let first: Option<i64> = query.first(db).optional()?;
        next = first.into_iter().chain(next).min();
    }
    let still = match next {
        Some(_) => standstill::find(db)?,
        None => None,
    };
    let still = still.filter(|still| !still.is_due(now));
    Ok(next.map(|at| still.map_or(Moment(at), |still| Moment(at).max(still.next_try_at))))
}

/// The same, but for those that were refused together with everything else.
fn due_unspared(db: &mut AnyConnection, now: Moment, room: usize) -> Result<Vec<MailRow>, Error> {
    let query = outbox::table
        .filter(outbox::state.eq(fixed(WAITING)))
        .filter(outbox::spared_at.is_null())
        .filter(outbox::next_attempt_at.le(now.0))
        .order((outbox::priority, outbox::next_attempt_at, outbox::id))
        .select(MailRow::as_select());
    Ok(query.limit(i64::try_from(room).unwrap_or(0)).load(db)?)
}

/// Makes mails due that were taken and are given back.
pub fn make_due(tx: &mut Tx, ids: &BTreeSet<String>) -> Result<(), Error> {
    let waiting = outbox::table
        .filter(outbox::id.eq_any(ids))
        .filter(outbox::state.eq(fixed(WAITING)));
    diesel::update(waiting)
        .set(outbox::next_attempt_at.eq(tx.now.0))
        .execute(tx.db)?;
    Ok(())
}

/// Which mails are to be tried again.
#[derive(Debug, Clone)]
pub enum Which {
    These(Vec<String>),
    /// Everything with a fault.
    All,
}

/// Makes mails that failed due at once, as if they were new. Out: how many, of so many at most.
pub fn try_again(tx: &mut Tx, which: &Which, most: i64) -> Result<usize, Error> {
    must_be_operator(tx)?;
    let with_fault = outbox::table
        .filter(outbox::last_error.is_not_null())
        .select(outbox::id)
        .limit(most)
        .into_boxed();
    let ids: Vec<String> = match which {
        Which::These(ids) => with_fault.filter(outbox::id.eq_any(ids)).load(tx.db)?,
        Which::All => with_fault.load(tx.db)?,
    };
    // That there was a try stays known: the mail may have arrived, and its link works on.
    let tried = outbox::table
        .filter(outbox::id.eq_any(&ids))
        .filter(outbox::attempts.gt(1));
    diesel::update(tried)
        .set(outbox::attempts.eq(1))
        .execute(tx.db)?;
    let changed = diesel::update(outbox::table.filter(outbox::id.eq_any(&ids)))
        .set((
            outbox::state.eq(WAITING),
            outbox::next_attempt_at.eq(tx.now.0),
            outbox::last_error.eq(None::<String>),
            outbox::settled_at.eq(None::<i64>),
            outbox::spared_at.eq(None::<i64>),
        ))
        .execute(tx.db)?;
    standstill::try_now(tx)?;
    Ok(changed)
}
