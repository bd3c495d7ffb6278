//! Sessions: how long a sign-in lasts, and how many attempts it may take.

use crate::Moment;
use crate::moment::{days, hours};
use std::time::Duration;

/// A session ends after this long without use …
pub const IDLE: Duration = hours(12);
/// … and after this long in any case.
pub const LONGEST: Duration = days(14);

/// When a session used at `now` and begun at `began` ends unless it is used again.
pub fn ends_at(began: Moment, now: Moment) -> Moment {
    now.plus(IDLE).min(began.plus(LONGEST))
}

/// How often something may be tried: `most` times within `window`.
#[derive(Debug, Clone, Copy)]
pub struct Throttle {
    pub most: u32,
    pub window: Duration,
}

/// Attempts counted in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    /// When the first of them was made: the window begins then, and not anew with each.
    pub since: Moment,
    pub count: u32,
}

impl Throttle {
    /// Counts one more attempt. Out: the new count, or when to try again if there were too many.
    /// A clock that jumped backwards opens a new window rather than lock somebody out.
    pub fn count(&self, before: Option<Attempts>, now: Moment) -> Result<Attempts, Moment> {
        match before {
            Some(seen) if now >= seen.since && now < seen.since.plus(self.window) => {
                if seen.count >= self.most {
                    Err(seen.since.plus(self.window))
                } else {
                    Ok(Attempts {
                        since: seen.since,
                        count: seen.count + 1,
                    })
                }
            }
            _ => Ok(Attempts {
                since: now,
                count: 1,
            }),
        }
    }

    /// How many more are let through now, and when the window of those before ends.
    pub fn left(&self, before: Option<Attempts>, now: Moment) -> (u32, Moment) {
        match before {
            Some(seen) if now >= seen.since && now < seen.since.plus(self.window) => (
                self.most.saturating_sub(seen.count),
                seen.since.plus(self.window),
            ),
            _ => (self.most, now.plus(self.window)),
        }
    }

    /// Counts several that were let through ([`Throttle::left`]).
    pub fn count_all(&self, before: Option<Attempts>, now: Moment, count: u32) -> Attempts {
        match before {
            Some(seen) if now >= seen.since && now < seen.since.plus(self.window) => Attempts {
                since: seen.since,
                count: seen.count.saturating_add(count),
            },
            _ => Attempts { since: now, count },
        }
    }
}
