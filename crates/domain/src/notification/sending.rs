//! How mail goes out: what overtakes what, what keeps all of it from going, and how patiently it is tried again.

use crate::key::keyed;
use crate::notification::notice::Notice;
use crate::notification_preference::{LetterKind, Topic};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How soon a letter goes out where many wait. The first of these overtakes the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Somebody sits before a page that told them to look for it.
    Awaited,
    /// It lets somebody in, or is about who may log in.
    LetsIn,
    Other,
}

impl Urgency {
    /// In the order they go out.
    pub const ALL: [Urgency; 3] = [Urgency::Awaited, Urgency::LetsIn, Urgency::Other];

    /// As it is kept; the smallest goes first.
    pub fn priority(self) -> i64 {
        match self {
            Urgency::Awaited => 0,
            Urgency::LetsIn => 1,
            Urgency::Other => 2,
        }
    }

    /// That of a letter, once it is written. As [`Urgency::of_notice`], which is asked before it is.
    pub fn of(kind: LetterKind) -> Self {
        match kind {
            LetterKind::SignUp
            | LetterKind::SignUpKnown
            | LetterKind::Forgotten
            | LetterKind::SignInClosed
            | LetterKind::EmailChange
            | LetterKind::Contact
            | LetterKind::NotificationAddress => Urgency::Awaited,
            LetterKind::InvitationSent | LetterKind::CreationNominee => Urgency::LetsIn,
            kind if kind.topic() == Topic::Security => Urgency::LetsIn,
            _ => Urgency::Other,
        }
    }

    /// That of the letters a notice becomes.
    pub fn of_notice(notice: &Notice) -> Self {
        match notice {
            Notice::SignUp { .. }
            | Notice::Forgotten { .. }
            | Notice::EmailChange { .. }
            | Notice::Contact(_)
            | Notice::CaseLink { .. }
            | Notice::NotificationAddressAdded { .. } => Urgency::Awaited,
            Notice::InvitationSent { .. }
            | Notice::NomineeAsked { .. }
            | Notice::PersonReactivated { .. }
            | Notice::PasswordChanged { .. }
            | Notice::EmailReplaced { .. }
            | Notice::EmailChanged { .. } => Urgency::LetsIn,
            _ => Urgency::Other,
        }
    }
}

keyed! {
    /// What keeps mail from going out, and is no mail's own fault.
    Trouble {
        // Nobody listens there, the name is unknown, or the server closes again.
        Unreachable = "unreachable",
        // The connection cannot be made safe: a certificate nobody vouches for, or no TLS at all.
        Unsafe = "unsafe",
        // The server wants a log-in, or another one.
        ShutOut = "shut-out",
        // The server takes nothing from this sender.
        Sender = "sender",
        // The server does not answer in time.
        Silent = "silent",
        // The server refuses one reader after another.
        EveryReader = "every-reader",
    }
}

/// As many readers refused one after another are about the server or us, not about each of them.
pub const IN_A_ROW: usize = 5;

/// Sending is never put off for longer, so that soon after a mend mail goes out by itself.
pub const LONGEST_PAUSE: Duration = Duration::from_secs(15 * 60);

/// How long sending rests after so many tries in vain, from 1: half a minute, doubling, up to [`LONGEST_PAUSE`].
pub fn pause(times: i64) -> Duration {
    let doublings = u32::try_from((times - 1).clamp(0, 10)).unwrap_or(0);
    Duration::from_secs(30 * 2_u64.pow(doublings)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sending_rests_longer_each_time_and_never_for_long() {
        assert_eq!(pause(1), Duration::from_secs(30));
        assert_eq!(pause(2), Duration::from_secs(60));
        assert!((1..99).all(|times| pause(times) <= pause(times + 1)));
        assert_eq!(pause(i64::MAX), LONGEST_PAUSE);
    }

    #[test]
    fn what_is_about_logging_in_overtakes() {
        for kind in LetterKind::ALL {
            let is_other = Urgency::of(*kind) == Urgency::Other;
            assert!(!is_other || kind.topic() != Topic::Security, "{kind:?}");
        }
        assert!(Urgency::ALL.is_sorted_by_key(|urgency| urgency.priority()));
    }
}
