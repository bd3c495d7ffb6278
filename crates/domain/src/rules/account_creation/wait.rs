//! What time does to a creation: reminders to the nominee, warnings, the lapse, and the end of what can be revived.

use crate::account_creation::{Creation, CreationAuthority, CreationFact, CreationStatus};
use crate::moment::days;
use crate::rules::account_creation::settle::abandoned;
use crate::smart_account::{AccountStatus, SmartAccount};
use crate::{Event, Moment, PersonId, Refusal};
use std::time::Duration;

/// When things happen to a creation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreationTimetable {
    /// Reminders to the nominee, counted from when they were asked, ascending.
    pub nominee: Vec<Duration>,
    /// How long everybody has to agree.
    pub life: Duration,
    /// How long before it lapses the creator is warned, descending. The last is the notice that is always given.
    pub warnings: Vec<Duration>,
    /// How long it can be revived after it has lapsed.
    pub revivable: Duration,
    /// By how much an operator extends it.
    pub extension: Duration,
}

impl Default for CreationTimetable {
    fn default() -> Self {
        Self {
            nominee: vec![days(2), days(5), days(10)],
            life: days(90),
            warnings: vec![days(30), days(7)],
            revivable: days(365),
            extension: days(30),
        }
    }
}

/// What time does to a creation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreationStep {
    /// The reminder with this number, from 1.
    RemindNominee(u32),
    /// The warning with this number, from 1.
    Warn(u32),
    Lapse,
    /// Ends what could be revived.
    Close,
}

/// Of numbered steps after `last`, the next; of several that are due only the last, so that nobody is told the same twice.
fn next_of(last: u32, due: impl Iterator<Item = Moment>, now: Moment) -> Option<(u32, Moment)> {
    let mut open = (1..)
        .zip(due)
        .filter(|(number, _)| *number > last)
        .peekable();
    let mut next = open.next()?;
    while let Some(later) = open.next_if(|(_, at)| *at <= now) {
        next = later;
    }
    Some(next)
}

/// The next thing time does to `creation` and when it is due.
///
/// Steps only move forward, whatever the clock does; and it never lapses sooner after the last warning than the timetable
/// says, however late that came.
pub fn next_step(
    creation: &Creation,
    table: &CreationTimetable,
    now: Moment,
) -> Option<(CreationStep, Moment)> {
    match &creation.status {
        CreationStatus::Pending => {}
        CreationStatus::Lapsed { .. } => {
            return revivable_until(creation, table).map(|at| (CreationStep::Close, at));
        }
        _ => return None,
    }
    let progress = &creation.progress;
    let reminder = match &creation.authority {
        CreationAuthority::Asked { at, .. } => {
            let due = table.nominee.iter().map(|offset| at.plus(*offset));
            next_of(progress.reminders, due, now)
        }
        _ => None,
    };
    let due = table
        .warnings
        .iter()
        .map(|before| progress.deadline.minus(*before));
    let ending = match next_of(progress.warnings, due, now) {
        Some((number, at)) => (CreationStep::Warn(number), at),
        None => (CreationStep::Lapse, lapses_at(creation, table)),
    };
    reminder
        .map(|(number, at)| (CreationStep::RemindNominee(number), at))
        .into_iter()
        .chain([ending])
        .min_by_key(|(_, at)| *at)
}

/// When a pending creation lapses: at its deadline, and never sooner after the last warning.
fn lapses_at(creation: &Creation, table: &CreationTimetable) -> Moment {
    let notice = table.warnings.last().copied().unwrap_or_default();
    let deadline = creation.progress.deadline;
    let warned = creation.progress.warned_at;
    warned.map_or(deadline, |at| deadline.max(at.plus(notice)))
}

/// Until when a lapsed creation can be revived.
pub fn revivable_until(creation: &Creation, table: &CreationTimetable) -> Option<Moment> {
    match creation.status {
        CreationStatus::Lapsed { at } => Some(at.plus(table.revivable)),
        _ => None,
    }
}

/// What the passing of time does to the creation at `now`: one step at most.
pub fn pass_time(creation: &Creation, table: &CreationTimetable, now: Moment) -> Vec<Event> {
    let step = match next_step(creation, table, now) {
        Some((step, due)) if due <= now => step,
        _ => return Vec::new(),
    };
    let (fact, follows) = match step {
        CreationStep::RemindNominee(number) => (
            CreationFact::NomineeReminded {
                number,
                at: now,
                nominee: creation.nominee().cloned(),
            },
            Vec::new(),
        ),
        CreationStep::Warn(number) => {
            (CreationFact::LapseAnnounced { number, at: now }, Vec::new())
        }
        // The identifier stays with it for as long as it can be revived.
        CreationStep::Lapse => (
            CreationFact::Lapsed { at: now },
            abandoned(creation, AccountStatus::Pending, false),
        ),
        CreationStep::Close => (
            CreationFact::Closed { at: now },
            abandoned(creation, AccountStatus::Lapsed, true),
        ),
    };
    let mut events = vec![creation.says(fact)];
    events.extend(follows);
    events
}

/// The creator or an operator takes a lapsed creation up again, with all that was filled in. Whoever had agreed still does.
///
/// In: its account, where it has one.
pub fn revive(
    creation: &Creation,
    account: Option<&SmartAccount>,
    by: &PersonId,
    table: &CreationTimetable,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    match revivable_until(creation, table) {
        None => return Err(Refusal::CreationSettled),
        Some(until) if now >= until => return Err(Refusal::CreationSettled),
        Some(_) => {}
    }
    let fact = CreationFact::Revived {
        by: by.clone(),
        at: now,
        deadline: now.plus(table.life),
        nominee: match &creation.authority {
            CreationAuthority::Asked { email, .. } => Some(email.clone()),
            _ => None,
        },
    };
    let mut events = vec![creation.says(fact)];
    events.extend(account.map(|account| account.becomes(AccountStatus::Pending, None)));
    Ok(events)
}

/// An operator gives it more time.
pub fn extend(
    creation: &Creation,
    by: &PersonId,
    table: &CreationTimetable,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    creation.must_be_anothers(by)?;
    creation.must_be_pending()?;
    let before = creation.progress.deadline;
    let fact = CreationFact::Extended {
        by: by.clone(),
        before,
        after: before.max(now).plus(table.extension),
        at: now,
    };
    Ok(vec![creation.says(fact)])
}
