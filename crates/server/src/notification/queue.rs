//! The outbox as a queue: mails are taken, and what became of them is noted.

use super::outbox::MOST_ATTEMPTS;
use super::renewal::Link;
use super::smtp::{Outcome, Said};
use super::standstill::Standstill;
use super::{due, renewal, standstill};
use crate::back_off::back_off;
use crate::storage::schema::outbox;
use crate::storage::{AnyConnection, Error, Tx};
use crate::store::notification::{DEAD, MailRow, SENT, WAITING, drop_mail};
use diesel::prelude::*;
use domain::Moment;
use domain::moment::days;
use domain::notification::sending::{IN_A_ROW, Trouble, Urgency, pause};
use std::collections::BTreeSet;
use std::time::Duration;

/// A letter whose own reader could not be reached so often is not written anew when its link is dead.
const MOST_BEFORE_RENEWAL: i64 = 5;

/// Mails taken to be sent, and whether no more are due.
pub struct Taken {
    pub mails: Vec<MailRow>,
    pub is_all: bool,
}

/// Takes the mails that are due first, the most urgent before all others, and puts them off until the lease ends, so that no
/// other node sends them meanwhile and a node that dies gives them back. While mail stands still one is taken, and only when
/// it is time to try.
pub fn take(tx: &mut Tx, room: usize, lease: Duration, public_url: &str) -> Result<Taken, Error> {
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
            Link::Works => {
                if let Some(mail) = due::look_again(tx, mail)? {
                    mails.push(renewal::hand_out(tx, mail)?);
                }
            }
            // Delayed by its own reader for as long as that, it would be for ever.
            Link::IsDead(_) if mail.attempts > MOST_BEFORE_RENEWAL => {
                let words = mail.last_error.as_deref().unwrap_or_default();
                mark_dead(tx, &mail.id, words)?;
            }
            Link::IsDead(link) => renewal::write_anew(tx, &mail, &link, public_url)?,
            Link::IsOver => drop_mail(tx, &mail)?,
        }
    }
    // What was written anew is due, too.
    let is_all = mails.len() == found && (still.is_some() || found < room);
    if mails.is_empty() {
        return Ok(Taken { mails, is_all });
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
    let ids: Vec<&String> = mails.iter().map(|mail| &mail.id).collect();
    diesel::update(outbox::table.filter(outbox::id.eq_any(ids)))
        .set((
            outbox::next_attempt_at.eq(tx.now.plus(lease).0),
            outbox::attempts.eq(outbox::attempts + 1),
        ))
        .execute(tx.db)?;
    Ok(Taken { mails, is_all })
}

fn due_first(db: &mut AnyConnection, now: Moment, room: usize) -> Result<Vec<MailRow>, Error> {
    let mut due: Vec<MailRow> = Vec::new();
    for urgency in Urgency::ALL {
        let room = i64::try_from(room - due.len()).unwrap_or(0);
        if room > 0 {
            let query = outbox::table
                .filter(outbox::state.eq(WAITING))
                .filter(outbox::priority.eq(urgency.priority()))
                .filter(outbox::next_attempt_at.le(now.0))
                .order((outbox::next_attempt_at, outbox::id))
                .select(MailRow::as_select());
            due.extend(query.limit(room).load(db)?);
        }
    }
    Ok(due)
}

/// The same, but for those that were refused together with everything else.
fn due_unspared(db: &mut AnyConnection, now: Moment, room: usize) -> Result<Vec<MailRow>, Error> {
    let query = outbox::table
        .filter(outbox::state.eq(WAITING))
        .filter(outbox::spared_at.is_null())
        .filter(outbox::next_attempt_at.le(now.0))
        .order((outbox::priority, outbox::next_attempt_at, outbox::id))
        .select(MailRow::as_select());
    Ok(query.limit(i64::try_from(room).unwrap_or(0)).load(db)?)
}

/// What is worth a line in the log once it is committed.
#[derive(Debug, Clone)]
pub enum Noted {
    /// A mail is tried again, or given up.
    Failed {
        mail: String,
        attempt: i64,
        is_dead: bool,
        reason: String,
    },
    /// No mail goes out; so many tries so far.
    StandsStill {
        trouble: Trouble,
        times: i64,
        reason: String,
    },
    /// Mail goes out again, after so many tries and so long.
    GoesAgain { times: i64, after: Duration },
}

/// Notes what became of mails that were taken, as they were before.
pub fn settle(tx: &mut Tx, ended: &[(MailRow, Outcome)]) -> Result<Vec<Noted>, Error> {
    let with = |wanted: Outcome| {
        let these = ended.iter().filter(move |(_, outcome)| *outcome == wanted);
        these.map(|(mail, _)| mail)
    };
    let sent: Vec<&String> = with(Outcome::Taken).map(|mail| &mail.id).collect();
    mark_sent(tx, &sent)?;
    for mail in with(Outcome::Kept) {
        mark_kept(tx, mail)?;
    }
    let before = standstill::find(tx.db)?;
    let mut desk = Desk {
        still: before.clone(),
        stops: false,
        noted: Vec::new(),
    };
    let mut is_answered = !sent.is_empty();
    for (mail, outcome) in ended {
        match outcome {
            Outcome::Taken | Outcome::Kept => {}
            Outcome::Failed(said) => {
                is_answered |= !desk.refuses_everybody();
                desk.try_later(tx, mail, said)?;
            }
            Outcome::BrokenOff(said) => desk.try_later(tx, mail, said)?,
            Outcome::Silent(said) => {
                desk.try_later(tx, mail, said)?;
                desk.stop(tx, Trouble::Silent, said)?;
            }
            Outcome::Ours(trouble, said) => {
                give_back(tx, mail, Moment(mail.next_attempt_at), said)?;
                desk.stop(tx, *trouble, said)?;
            }
            Outcome::Refused(said) => {
                is_answered |= !desk.refuses_everybody();
                desk.refuse(tx, mail, said)?;
            }
        }
    }
    // What began in the same breath goes on.
    if let (Some(still), true, false) = (&before, is_answered, desk.stops) {
        standstill::end(tx)?;
        hasten_spared(tx)?;
        desk.noted.push(Noted::GoesAgain {
            times: still.times,
            after: tx.now.since(still.since),
        });
    }
    Ok(desk.noted)
}

/// What is known while mails are settled.
struct Desk {
    still: Option<Standstill>,
    /// Whether one of these mails says that no other need be tried just now.
    stops: bool,
    noted: Vec<Noted>,
}

impl Desk {
    fn refuses_everybody(&self) -> bool {
        let still = self.still.as_ref();
        still.is_some_and(|still| still.trouble == Trouble::EveryReader)
    }

    /// No other mail need be tried just now.
    fn stop(&mut self, tx: &mut Tx, trouble: Trouble, said: &Said) -> Result<(), Error> {
        let (since, times, next_try_at) = match &self.still {
            // Those that were under way together count as one.
            Some(still) => (still.since, still.times, still.next_try_at),
            None => (tx.now, 1, tx.now.plus(pause(1))),
        };
        let still = Standstill {
            trouble,
            said: said.words.clone(),
            since,
            times,
            next_try_at,
        };
        let before = self.still.as_ref().map(|before| before.trouble);
        // Said once, and then ever more seldom; those that were under way with the first say it no second time.
        if before != Some(trouble) || (times > 1 && times.count_ones() == 1) {
            self.noted.push(Noted::StandsStill {
                trouble,
                times,
                reason: said.reason.clone(),
            });
        }
        standstill::save(tx, &still)?;
        self.still = Some(still);
        self.stops = true;
        Ok(())
    }

    fn try_later(&mut self, tx: &mut Tx, mail: &MailRow, said: &Said) -> Result<(), Error> {
        let attempt = mail.attempts + 1;
        if attempt >= MOST_ATTEMPTS {
            return self.give_up(tx, mail, said);
        }
        let next = tx.now.plus(back_off(attempt));
        diesel::update(outbox::table.find(&mail.id))
            .set((
                outbox::next_attempt_at.eq(next.0),
                outbox::last_error.eq(&said.words),
            ))
            .execute(tx.db)?;
        self.note(mail, false, said);
        Ok(())
    }

    fn give_up(&mut self, tx: &mut Tx, mail: &MailRow, said: &Said) -> Result<(), Error> {
        mark_dead(tx, &mail.id, &said.words)?;
        self.note(mail, true, said);
        Ok(())
    }

    fn note(&mut self, mail: &MailRow, is_dead: bool, said: &Said) {
        self.noted.push(Noted::Failed {
            mail: mail.id.clone(),
            attempt: mail.attempts + 1,
            is_dead,
            reason: said.reason.clone(),
        });
    }

    /// A mail is refused for good. Where everybody is, that is no fault of theirs, and those refused are spared, but not for
    /// ever, and only once.
    fn refuse(&mut self, tx: &mut Tx, mail: &MailRow, said: &Said) -> Result<(), Error> {
        if self.refuses_everybody() {
            if Moment(mail.created_at) < tx.now.minus(SPARED_FOR) {
                return self.give_up(tx, mail, said);
            }
            spare(tx, std::slice::from_ref(&mail.id), said)?;
            return self.stop(tx, Trouble::EveryReader, said);
        }
        self.give_up(tx, mail, said)?;
        if mail.spared_at.is_none()
            && let Some(row) = refused_in_a_row(tx.db)?
        {
            spare(tx, &row, said)?;
            self.stop(tx, Trouble::EveryReader, said)?;
        }
        Ok(())
    }
}

/// As long as any mail is tried.
const SPARED_FOR: Duration = days(4);

/// As many mails are looked back at as may have been refused in a row.
const MOST_IN_A_ROW: i64 = 500;

/// What was refused since a mail was last taken, if so many readers in a row were refused for good that it is hardly about them.
fn refused_in_a_row(db: &mut AnyConnection) -> Result<Option<Vec<String>>, Error> {
    let last: Vec<(String, String, String, Option<i64>)> = outbox::table
        .filter(outbox::settled_at.is_not_null())
        .order((outbox::settled_at.desc(), outbox::id.desc()))
        .limit(MOST_IN_A_ROW)
        .select((
            outbox::id,
            outbox::state,
            outbox::address,
            outbox::spared_at,
        ))
        .load(db)?;
    let row: Vec<_> = last
        .into_iter()
        .take_while(|(_, state, _, spared)| state == DEAD && spared.is_none())
        .collect();
    let readers: BTreeSet<&String> = row.iter().map(|(_, _, address, _)| address).collect();
    let is_row = readers.len() >= IN_A_ROW;
    Ok(is_row.then(|| row.into_iter().map(|(id, ..)| id).collect()))
}

fn spare(tx: &mut Tx, ids: &[String], said: &Said) -> Result<(), Error> {
    // Behind the others, so that another is tried next.
    let next = tx.now.plus(pause(1));
    diesel::update(outbox::table.filter(outbox::id.eq_any(ids)))
        .set((
            outbox::state.eq(WAITING),
            outbox::settled_at.eq(None::<i64>),
            outbox::spared_at.eq(tx.now.0),
            outbox::next_attempt_at.eq(next.0),
            outbox::last_error.eq(&said.words),
        ))
        .execute(tx.db)?;
    let counted = outbox::table
        .filter(outbox::id.eq_any(ids))
        .filter(outbox::attempts.gt(0));
    diesel::update(counted)
        .set(outbox::attempts.eq(outbox::attempts - 1))
        .execute(tx.db)?;
    Ok(())
}

/// Those spared are due as soon as one mail goes through.
fn hasten_spared(tx: &mut Tx) -> Result<(), Error> {
    let spared = outbox::table
        .filter(outbox::last_error.is_not_null())
        .filter(outbox::state.eq(WAITING))
        .filter(outbox::spared_at.is_not_null());
    diesel::update(spared)
        .set(outbox::next_attempt_at.eq(tx.now.0))
        .execute(tx.db)?;
    Ok(())
}

/// The try was none of this mail's: it is as it was, but for what was said.
fn give_back(tx: &mut Tx, mail: &MailRow, due: Moment, said: &Said) -> Result<(), Error> {
    diesel::update(outbox::table.find(&mail.id))
        .set((
            outbox::attempts.eq(mail.attempts),
            outbox::next_attempt_at.eq(due.0),
            outbox::last_error.eq(&said.words),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Makes mails due that were taken and are given back.
pub fn make_due(tx: &mut Tx, ids: &BTreeSet<String>) -> Result<(), Error> {
    let waiting = outbox::table
        .filter(outbox::id.eq_any(ids))
        .filter(outbox::state.eq(WAITING));
    diesel::update(waiting)
        .set(outbox::next_attempt_at.eq(tx.now.0))
        .execute(tx.db)?;
    Ok(())
}

/// The server took these. Their text is forgotten: it may hold a link, and the readers have it now.
fn mark_sent(tx: &mut Tx, ids: &[&String]) -> Result<(), Error> {
    if ids.is_empty() {
        return Ok(());
    }
    diesel::update(outbox::table.filter(outbox::id.eq_any(ids)))
        .set((
            outbox::state.eq(SENT),
            outbox::settled_at.eq(tx.now.0),
            outbox::text_body.eq(""),
            outbox::html_body.eq(""),
            outbox::unsubscribe.eq(None::<String>),
            outbox::last_error.eq(None::<String>),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Stays to be read as it would have been sent, as in a demonstration.
fn mark_kept(tx: &mut Tx, mail: &MailRow) -> Result<(), Error> {
    diesel::update(outbox::table.find(&mail.id))
        .set((
            outbox::state.eq(SENT),
            outbox::settled_at.eq(tx.now.0),
            outbox::text_body.eq(&mail.text_body),
            outbox::html_body.eq(&mail.html_body),
        ))
        .execute(tx.db)?;
    Ok(())
}

fn mark_dead(tx: &mut Tx, id: &str, fault: &str) -> Result<(), Error> {
    diesel::update(outbox::table.find(id))
        .set((
            outbox::state.eq(DEAD),
            outbox::settled_at.eq(tx.now.0),
            outbox::last_error.eq(fault),
        ))
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
