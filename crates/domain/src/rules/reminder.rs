//! Time in the life of a request: who is reminded when, when operators are asked, when it ends by itself.

use crate::Moment;
use crate::access_request::{AccessRequest, RequestStatus, Turn};
use crate::moment::{days, hours};
use std::time::Duration;

/// When things happen to a pending request, counted from when it was sent. Operators may change it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timetable {
    /// The requester's own reminders: the first after this long, further ones this far apart, so many at most.
    pub requester_first: Duration,
    pub requester_every: Duration,
    pub requester_most: u32,
    /// The system's reminders to the deciders, ascending.
    pub deciders: Vec<Duration>,
    /// When operators are told that nobody answers.
    pub escalation: Duration,
    /// When the requester is told that it expires.
    pub expiry_warning: Duration,
    /// Always after the warning.
    pub expiry: Duration,
    /// How long to wait before asking again after a denial.
    pub after_denial: Duration,
    /// When a requester who is asked for a word is reminded of it, counted from when they were asked.
    pub answer_reminder: Duration,
    /// When the request expires if that word does not come. Always after the reminder.
    pub answer: Duration,
}

impl Default for Timetable {
    fn default() -> Self {
        Self {
            requester_first: hours(48),
            requester_every: hours(72),
            requester_most: 3,
            deciders: vec![days(2), days(5), days(10)],
            escalation: days(14),
            expiry_warning: days(21),
            expiry: days(28),
            after_denial: hours(24),
            answer_reminder: days(11),
            answer: days(14),
        }
    }
}

/// What time does to a pending request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReminderStep {
    /// The system's reminder with this number, from 1.
    RemindDeciders(u32),
    /// Operators are told that nobody answers.
    Escalate,
    /// The requester is told that it expires.
    WarnOfExpiry,
    /// It ends, as nobody has answered.
    Expire,
    /// The requester is reminded of the word that is waited for.
    RemindRequester,
    /// It ends, as that word did not come.
    ExpireUnanswered,
}

/// The next thing time does to `request` and when it is due; nothing once it is decided.
///
/// Steps only move forward, whatever the clock does. If several reminders fell due while nothing ran, only the last of
/// them is sent; and a request never expires sooner after its warning than the timetable says, however late that came.
/// While the requester is waited for the clock stands still: all the rest moves by that pause.
pub fn next_step(
    request: &AccessRequest,
    table: &Timetable,
    now: Moment,
) -> Option<(ReminderStep, Moment)> {
    if !matches!(request.status, RequestStatus::Pending) {
        return None;
    }
    if let Some(turn) = &request.progress.turn {
        return Some(match turn.reminded {
            None => (
                ReminderStep::RemindRequester,
                turn.since.plus(table.answer_reminder),
            ),
            Some(_) => (ReminderStep::ExpireUnanswered, answer_due(turn, table)),
        });
    }
    let due = |offset: Duration| clock_start(request).plus(offset);
    let mut steps: Vec<(ReminderStep, Moment)> = Vec::new();
    for (index, offset) in table.deciders.iter().enumerate() {
        let number = index as u32 + 1;
        if number > request.progress.system_reminders {
            steps.push((ReminderStep::RemindDeciders(number), due(*offset)));
        }
    }
    if request.progress.escalated.is_none() {
        steps.push((ReminderStep::Escalate, due(table.escalation)));
    }
    match request.progress.warned {
        None => steps.push((ReminderStep::WarnOfExpiry, due(table.expiry_warning))),
        Some(_) => steps.push((ReminderStep::Expire, expiry(request, table))),
    }
    steps.sort_by_key(|(_, at)| *at);
    let overtaken = |at: &Moment| {
        steps.iter().any(|(step, later)| {
            later > at && *later <= now && matches!(step, ReminderStep::RemindDeciders(_))
        })
    };
    steps
        .iter()
        .find(|(step, at)| !(matches!(step, ReminderStep::RemindDeciders(_)) && overtaken(at)))
        .copied()
}

/// The moment that everything is counted from: when the request was sent, moved by the pauses since.
fn clock_start(request: &AccessRequest) -> Moment {
    request
        .sent_at
        .plus(Duration::from_millis(request.progress.paused))
}

/// When the request expires unless the requester says what is waited for: never sooner after the reminder than the timetable
/// says.
pub fn answer_due(turn: &Turn, table: &Timetable) -> Moment {
    let due = turn.since.plus(table.answer);
    let notice = table.answer.saturating_sub(table.answer_reminder);
    turn.reminded
        .map_or(due, |reminded| due.max(reminded.plus(notice)))
}

/// When a pending request expires unless somebody decides: as the timetable says, and never sooner after the warning.
pub fn expiry(request: &AccessRequest, table: &Timetable) -> Moment {
    let due = clock_start(request).plus(table.expiry);
    let notice = table.expiry.saturating_sub(table.expiry_warning);
    let after_warning = |warned: Moment| warned.plus(notice);
    request
        .progress
        .warned
        .map_or(due, |warned| due.max(after_warning(warned)))
}

/// Whether the requester may send a reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nudge {
    Now,
    From(Moment),
    UsedUp,
    /// It is the requester who is waited for.
    YourTurn,
}

/// When the requester of a pending request may remind the deciders.
pub fn nudge(request: &AccessRequest, table: &Timetable, now: Moment) -> Nudge {
    if request.progress.turn.is_some() {
        return Nudge::YourTurn;
    }
    if request.progress.nudges >= table.requester_most {
        return Nudge::UsedUp;
    }
    let from = match request.progress.last_nudge {
        Some(last) => last.plus(table.requester_every),
        None => clock_start(request).plus(table.requester_first),
    };
    if now >= from {
        Nudge::Now
    } else {
        Nudge::From(from)
    }
}
