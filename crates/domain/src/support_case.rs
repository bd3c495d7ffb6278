//! Support cases: the way out when a request is stuck. A case carries its request; agents read and answer it.

use crate::key::keyed;
use crate::person::Person;
use crate::{CaseId, MessageId, Moment, PersonId, RequestId};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// As many messages as one case holds and its page shows.
pub const MOST_MESSAGES: usize = 500;

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
    pub fn of(case: &SupportCase, author: &PersonId) -> Self {
        if *author == case.opened_by {
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

/// A case about one request, as far as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportCase {
    pub id: CaseId,
    pub request: RequestId,
    pub opened_by: PersonId,
    pub status: CaseStatus,
    pub opened_at: Moment,
    pub changed_at: Moment,
}

keyed! {
    /// Whom a case waits for: open, for support; answered, for whoever opened it; closed, for nobody.
    CaseStatus { Open = "open", Answered = "answered", Closed = "closed" }
}

/// What somebody said in a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub id: MessageId,
    pub author: PersonId,
    pub words: String,
    pub at: Moment,
}

impl SupportCase {
    /// Whether somebody works on it for support: an agent, and an operator where nobody but its opener is one. Nobody does on their
    /// own. In: whether an agent who can log in did not open it.
    pub fn is_worked_by(&self, person: &Person, has_agent: bool) -> bool {
        let is_support = person.is_support_agent || (person.is_operator && !has_agent);
        is_support && person.id != self.opened_by
    }
}

/// What happens to a case, as the event log keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum CaseFact {
    Opened {
        case: SupportCase,
        message: Message,
    },
    /// A message was added; the case stands as `status` from then on.
    Answered {
        case: CaseId,
        request: RequestId,
        message: Message,
        status: CaseStatus,
    },
    Closed {
        case: CaseId,
        request: RequestId,
        by: PersonId,
        at: Moment,
    },
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
