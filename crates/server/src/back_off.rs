//! How long what could not be done waits.

use std::time::Duration;

/// Nothing is ever put off for longer.
pub const LONGEST_WAIT: Duration = Duration::from_secs(8 * 3600);

/// How long to wait after the failed attempt with this number, from 1: one minute, doubling, eight hours at most.
pub fn back_off(attempt: i64) -> Duration {
    let doublings = u32::try_from((attempt - 1).clamp(0, 20)).unwrap_or(0);
    Duration::from_secs(60 * 2_u64.pow(doublings)).min(LONGEST_WAIT)
}
