//! When those of a case are written to of what is said in it.

use crate::support_case::case::SupportCase;
use crate::{MessageId, Moment, PersonId};
use std::time::Duration;

/// How long messages are gathered that follow a letter about the same case; unless whoever they go to has answered since, and so has
/// read what came before.
pub const GATHERED: Duration = Duration::from_secs(3600);

/// Those a message goes to: whoever opened the case, or those who look after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Those who look after it.
    Support,
    /// Whoever opened it.
    Opener,
}

impl Side {
    /// As it is kept beside the last letter to that side.
    pub fn key(self) -> &'static str {
        match self {
            Side::Support => "support",
            Side::Opener => "opener",
        }
    }

    /// Whom a message of this author goes to.
    pub fn of(case: &SupportCase, author: Option<&PersonId>) -> Self {
        if case.is_openers(author) {
            Side::Support
        } else {
            Side::Opener
        }
    }
}

/// The last letter about a case to one side of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The last message that the letter told of.
    pub through: MessageId,
    pub at: Moment,
}

/// When a side of a case is written to of a message, which is not before now; nothing where a letter told of it already.
///
/// In: `told`, the last letter to that side; `has_answered`, whether somebody there has written since.
pub fn letter_due(
    message: &MessageId,
    told: Option<&Told>,
    has_answered: bool,
    now: Moment,
) -> Option<Moment> {
    match told {
        Some(told) if *message <= told.through => None,
        Some(told) if !has_answered && now >= told.at => Some(told.at.plus(GATHERED).max(now)),
        _ => Some(now),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_gathered_until_they_are_answered_or_an_hour_has_passed() {
        let told = Told {
            through: MessageId::new(5),
            at: Moment(1000),
        };
        let (old, new) = (MessageId::new(5), MessageId::new(6));
        let hour = Moment(1000).plus(GATHERED);
        let due = |message, answered, now| letter_due(message, Some(&told), answered, now);
        assert_eq!(letter_due(&new, None, false, Moment(7)), Some(Moment(7)));
        assert_eq!(due(&old, true, Moment(2000)), None);
        assert_eq!(due(&new, false, Moment(2000)), Some(hour));
        assert_eq!(due(&new, true, Moment(2000)), Some(Moment(2000)));
        assert_eq!(due(&new, false, hour), Some(hour));
        // A clock that was set back holds nothing up.
        assert_eq!(due(&new, false, Moment(1)), Some(Moment(1)));
    }
}
