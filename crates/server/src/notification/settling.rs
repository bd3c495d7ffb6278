//! What becomes of a mail that was tried.

use crate::back_off::back_off;
use crate::notification;
use crate::notification::outbox::MOST_ATTEMPTS;
use crate::notification::smtp::{SendOutcome, ServerAnswer};
use crate::notification::standstill::Standstill;
use crate::notification::written::WrittenMail;
use crate::storage::schema::outbox;
use crate::storage::{AnyConnection, Error, Tx, fixed};
use crate::store::notification::{
    DEAD, MailRow, WAITING, give_back, mark_dead, mark_kept, mark_sent,
};
use crate::use_cases;
use diesel::prelude::*;
use domain::Moment;
use domain::moment::days;
use domain::notification::sending::{IN_A_ROW, Trouble, pause};
use domain::person::MailFailure;
use std::collections::BTreeSet;
use std::time::Duration;

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
pub fn settle(tx: &mut Tx, ended: &[(WrittenMail, SendOutcome)]) -> Result<Vec<Noted>, Error> {
    let with = |wanted: SendOutcome| {
        let these = ended.iter().filter(move |(_, outcome)| *outcome == wanted);
        these.map(|(mail, _)| mail)
    };
    let sent: Vec<&String> = with(SendOutcome::Taken).map(|mail| &mail.id).collect();
    mark_sent(tx, &sent)?;
    let took: Vec<&str> = with(SendOutcome::Taken)
        .map(|mail| mail.address.as_str())
        .collect();
    use_cases::person::failing::addresses_took_mail(tx, &took)?;
    for mail in with(SendOutcome::Kept) {
        mark_kept(tx, mail)?;
    }
    let before = notification::standstill::find(tx.db)?;
    let mut desk = Desk {
        still: before.clone(),
        stops: false,
        noted: Vec::new(),
    };
    let mut is_answered = !sent.is_empty();
    for (mail, outcome) in ended {
        match outcome {
            SendOutcome::Taken | SendOutcome::Kept => {}
            SendOutcome::Failed(said) => {
                is_answered |= !desk.refuses_everybody();
                desk.try_later(tx, mail, said)?;
            }
            SendOutcome::BrokenOff(said) => desk.try_later(tx, mail, said)?,
            SendOutcome::Silent(said) => {
                desk.try_later(tx, mail, said)?;
                desk.stop(tx, Trouble::Silent, said)?;
            }
            SendOutcome::Ours(trouble, said) => {
                give_back(tx, mail, Moment(mail.next_attempt_at), &said.words)?;
                desk.stop(tx, *trouble, said)?;
            }
            SendOutcome::Refused(said) => {
                is_answered |= !desk.refuses_everybody();
                desk.refuse(tx, mail, said)?;
            }
        }
    }
    // What began in the same breath goes on.
    if let (Some(still), true, false) = (&before, is_answered, desk.stops) {
        notification::standstill::end(tx)?;
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
    fn stop(&mut self, tx: &mut Tx, trouble: Trouble, said: &ServerAnswer) -> Result<(), Error> {
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
        notification::standstill::save(tx, &still)?;
        self.still = Some(still);
        self.stops = true;
        Ok(())
    }

    fn try_later(&mut self, tx: &mut Tx, mail: &MailRow, said: &ServerAnswer) -> Result<(), Error> {
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

    fn give_up(&mut self, tx: &mut Tx, mail: &MailRow, said: &ServerAnswer) -> Result<(), Error> {
        mark_dead(tx, &mail.id, &said.words)?;
        self.note(mail, true, said);
        Ok(())
    }

    fn note(&mut self, mail: &MailRow, is_dead: bool, said: &ServerAnswer) {
        self.noted.push(Noted::Failed {
            mail: mail.id.clone(),
            attempt: mail.attempts + 1,
            is_dead,
            reason: said.reason.clone(),
        });
    }

    /// A mail is refused for good. Where everybody is, that is no fault of theirs, and those refused are spared, but not for
    /// ever, and only once.
    fn refuse(&mut self, tx: &mut Tx, mail: &MailRow, said: &ServerAnswer) -> Result<(), Error> {
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
            let (ids, readers): (Vec<String>, Vec<String>) = row.into_iter().unzip();
            spare(tx, &ids, said)?;
            let readers: Vec<&str> = readers.iter().map(String::as_str).collect();
            use_cases::person::failing::addresses_took_mail(tx, &readers)?;
            return self.stop(tx, Trouble::EveryReader, said);
        }
        use_cases::person::failing::address_fails(
            tx,
            &mail.address,
            MailFailure::Refused,
            &said.words,
        )?;
        Ok(())
    }
}

/// As long as any mail is tried.
const SPARED_FOR: Duration = days(4);

/// As many mails are looked back at as may have been refused in a row.
const MOST_IN_A_ROW: i64 = 500;

/// What was refused since a mail was last taken, with where it went, if so many readers in a row were refused for good that it is hardly
/// about them.
fn refused_in_a_row(db: &mut AnyConnection) -> Result<Option<Vec<(String, String)>>, Error> {
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
    let mails = row.into_iter().map(|(id, _, address, _)| (id, address));
    Ok(is_row.then(|| mails.collect()))
}

fn spare(tx: &mut Tx, ids: &[String], said: &ServerAnswer) -> Result<(), Error> {
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
        .filter(outbox::state.eq(fixed(WAITING)))
        .filter(outbox::spared_at.is_not_null());
    diesel::update(spared)
        .set(outbox::next_attempt_at.eq(tx.now.0))
        .execute(tx.db)?;
    Ok(())
}
