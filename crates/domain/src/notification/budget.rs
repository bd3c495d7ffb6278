//! How much mail one person gets, so that what matters is read: after so many letters in an hour the rest come as one, and after so many in
//! a day with the next day's mail.

use crate::Moment;
use crate::moment::{days, hours};
use crate::notification::sending::Urgency;
use crate::notification_preference::LetterKind;

/// How many letters go to one person each by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// In an hour, at least 1.
    pub an_hour: u32,
    /// In a day, at least 1.
    pub a_day: u32,
}

/// What becomes of a letter beyond the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// It comes with others at this moment.
    Until(Moment),
    /// It comes with the next daily mail.
    ForTheDay,
}

/// Whether letters of this kind are held and counted: what lets people in, security mail and what was gathered already is neither.
pub fn is_counted(kind: LetterKind) -> bool {
    Urgency::of(kind) == Urgency::Other && kind != LetterKind::Digest
}

impl Budget {
    /// What becomes of a letter that is to go at a moment. In: when those before it went, or are to go, that are counted, in any order.
    /// Out: nothing where it goes by itself.
    pub fn hold(self, before: &[Moment], at: Moment) -> Option<Held> {
        let within = |window| {
            let mut those: Vec<Moment> = before
                .iter()
                .copied()
                .filter(|one| *one <= at && at.since(*one) < window)
                .collect();
            those.sort_unstable();
            those
        };
        if within(days(1)).len() >= self.a_day as usize {
            return Some(Held::ForTheDay);
        }
        let hour = within(hours(1));
        let first = hour.len().checked_sub(self.an_hour as usize)?;
        // An hour after the first of those that used it up there is room for one more.
        Some(Held::Until(hour.get(first)?.plus(hours(1))))
    }
}
