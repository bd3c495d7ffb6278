//! Time in the life of a request: who is reminded when, when operators are asked, when it ends by itself.

use crate::Moment;
use crate::access_request::{AccessRequest, Status};
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
    pub escalation: Duration,
    pub expiry_warning: Duration,
    /// Always after the warning.
    pub expiry: Duration,
    /// How long to wait before asking again after a denial.
    pub after_denial: Duration,
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
        }
    }
}

/// What time does to a pending request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The system's reminder with this number, from 1.
    RemindDeciders(u32),
    Escalate,
    WarnOfExpiry,
    Expire,
}

/// The next thing time does to `request` and when it is due; nothing once it is decided.
///
/// Steps only move forward, whatever the clock does. If several reminders fell due while nothing ran, only the last of
/// them is sent; and a request never expires sooner after its warning than the timetable says, however late that came.
pub fn next_step(
    request: &AccessRequest,
    table: &Timetable,
    now: Moment,
) -> Option<(Step, Moment)> {
    if !matches!(request.status, Status::Pending) {
        return None;
    }
    let due = |offset: Duration| request.sent_at.plus(offset);
    let mut steps: Vec<(Step, Moment)> = Vec::new();
    for (index, offset) in table.deciders.iter().enumerate() {
        let number = index as u32 + 1;
        if number > request.progress.system_reminders {
            steps.push((Step::RemindDeciders(number), due(*offset)));
        }
    }
    if request.progress.escalated.is_none() {
        steps.push((Step::Escalate, due(table.escalation)));
    }
    match request.progress.warned {
        None => steps.push((Step::WarnOfExpiry, due(table.expiry_warning))),
        Some(_) => steps.push((Step::Expire, expiry(request, table))),
    }
    steps.sort_by_key(|(_, at)| *at);
    let overtaken = |at: &Moment| {
        steps.iter().any(|(step, later)| {
            later > at && *later <= now && matches!(step, Step::RemindDeciders(_))
        })
    };
    steps
        .iter()
        .find(|(step, at)| !(matches!(step, Step::RemindDeciders(_)) && overtaken(at)))
        .copied()
}

/// When a pending request expires unless somebody decides: as the timetable says, and never sooner after the warning.
pub fn expiry(request: &AccessRequest, table: &Timetable) -> Moment {
    let due = request.sent_at.plus(table.expiry);
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
}

/// When the requester of a pending request may remind the deciders.
pub fn nudge(request: &AccessRequest, table: &Timetable, now: Moment) -> Nudge {
    if request.progress.nudges >= table.requester_most {
        return Nudge::UsedUp;
    }
    let from = match request.progress.last_nudge {
        Some(last) => last.plus(table.requester_every),
        None => request.sent_at.plus(table.requester_first),
    };
    if now >= from {
        Nudge::Now
    } else {
        Nudge::From(from)
    }
}
