//! Notices become letters, and how long what could not be done waits.

use crate::config::Mail;
use std::time::Duration;

/// More than a conversation over SMTP has steps, each of which may take as long as `mail.timeout_seconds`.
const STEPS: u32 = 15;

/// How often a mail is tried before it is given up: with `back_off` more than four days (RFC 5321, 4.5.4.1: at least 4 or 5).
pub const MOST_ATTEMPTS: i64 = 22;

/// How long a mail belongs to the node that took it: longer than sending it may last. If that node dies, another takes the
/// mail afterwards.
pub fn lease(mail: &Mail) -> Duration {
    mail.timeout() * STEPS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::back_off::back_off;
    use std::time::Duration;

    #[test]
    fn waiting_grows_to_eight_hours_and_giving_up_takes_more_than_four_days() {
        assert_eq!(back_off(1), Duration::from_secs(60));
        assert_eq!(back_off(3), Duration::from_secs(240));
        assert_eq!(back_off(99), Duration::from_secs(8 * 3600));
        let all: Duration = (1..MOST_ATTEMPTS).map(back_off).sum();
        assert!(all > Duration::from_secs(4 * 24 * 3600), "{all:?}");
    }
}
