//! When time does something to a request, in days.

use crate::config::fault::ConfigFault;
use domain::moment::{days, hours};
use domain::rules::reminder::Timetable;
use serde::Deserialize;

/// The timetable in hours and days, as product rules give it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TimetableDays {
    /// When a requester may send the first reminder, further ones this far apart, and how many.
    pub requester_first_hours: u64,
    pub requester_every_hours: u64,
    pub requester_most: u32,
    /// When those who decide are reminded, ascending.
    pub decider_days: Vec<u64>,
    /// When operators are told.
    pub escalation_days: u64,
    /// When the requester is warned that it is about to expire.
    pub expiry_warning_days: u64,
    pub expiry_days: u64,
    /// How long to wait after a denial before asking again.
    pub after_denial_hours: u64,
    /// When a requester who was asked for more is reminded of it, and when the request expires if they do not answer; its other
    /// times stand still meanwhile.
    pub answer_reminder_days: u64,
    pub answer_days: u64,
}

impl Default for TimetableDays {
    fn default() -> Self {
        Self {
            requester_first_hours: 48,
            requester_every_hours: 72,
            requester_most: 3,
            decider_days: vec![2, 5, 10],
            escalation_days: 14,
            expiry_warning_days: 21,
            expiry_days: 28,
            after_denial_hours: 24,
            answer_reminder_days: 11,
            answer_days: 14,
        }
    }
}

/// Ten years: longer than any request should live, and far from where sums overflow.
const LONGEST_DAYS: u64 = 3650;

impl TimetableDays {
    /// Refuses times that would never come, as the request has ended before.
    pub(crate) fn check(&self) -> Result<(), ConfigFault> {
        let wrong = |key, what: &str| {
            Err(ConfigFault::Wrong {
                key,
                what: what.into(),
            })
        };
        if !self.decider_days.windows(2).all(|pair| pair[0] < pair[1]) {
            return wrong("timetable.decider_days", "must ascend");
        }
        if self.expiry_warning_days >= self.expiry_days {
            return wrong(
                "timetable.expiry_days",
                "must come after timetable.expiry_warning_days",
            );
        }
        if self
            .decider_days
            .last()
            .is_some_and(|last| *last >= self.expiry_days)
        {
            return wrong(
                "timetable.decider_days",
                "must come before timetable.expiry_days",
            );
        }
        if self.escalation_days >= self.expiry_days {
            return wrong(
                "timetable.escalation_days",
                "must come before timetable.expiry_days",
            );
        }
        if self.answer_reminder_days >= self.answer_days {
            return wrong(
                "timetable.answer_days",
                "must come after timetable.answer_reminder_days",
            );
        }
        let hours = [
            self.requester_first_hours,
            self.requester_every_hours,
            self.after_denial_hours,
        ];
        let longest = [self.expiry_days, self.answer_days]
            .into_iter()
            .chain(hours.map(|hours| hours / 24));
        if longest.max() > Some(LONGEST_DAYS) {
            return wrong("timetable", "nothing may take longer than 3,650 days");
        }
        Ok(())
    }

    /// The same as durations, which the rules take.
    pub fn timetable(&self) -> Timetable {
        Timetable {
            requester_first: hours(self.requester_first_hours),
            requester_every: hours(self.requester_every_hours),
            requester_most: self.requester_most,
            deciders: self.decider_days.iter().map(|n| days(*n)).collect(),
            escalation: days(self.escalation_days),
            expiry_warning: days(self.expiry_warning_days),
            expiry: days(self.expiry_days),
            after_denial: hours(self.after_denial_hours),
            answer_reminder: days(self.answer_reminder_days),
            answer: days(self.answer_days),
        }
    }
}
