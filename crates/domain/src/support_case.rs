//! Support cases: the way out when a request is stuck. A case carries its request; agents read and answer it.

use crate::access_request::AccessRequest;
use crate::person::Person;
use crate::smart_account::keyed;
use crate::{CaseId, Event, MessageId, Moment, PersonId, Refusal, RequestId};
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
    Support,
    Opener,
}

impl Side {
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
    CaseStatus { Open = "open", Answered = "answered", Closed = "closed" }
}

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

/// Opens a case about the applicant's own request, one at a time. `open` is one that is not closed yet.
pub fn open(
    id: CaseId,
    request: &AccessRequest,
    by: &PersonId,
    open: Option<&CaseId>,
    message: Message,
) -> Result<Vec<Event>, Refusal> {
    if request.applicant != *by {
        return Err(Refusal::NotFound);
    }
    if open.is_some() {
        return Err(Refusal::CaseAlreadyOpen);
    }
    let at = message.at;
    let case = SupportCase {
        id,
        request: request.id.clone(),
        opened_by: by.clone(),
        status: CaseStatus::Open,
        opened_at: at,
        changed_at: at,
    };
    Ok(vec![Event::SupportCase(CaseFact::Opened { case, message })])
}

/// Adds a message: the opener's puts the case back to the agents, an agent's marks it answered.
///
/// In: `said`, how many messages it holds.
pub fn answer(
    case: &SupportCase,
    by_agent: bool,
    message: Message,
    said: usize,
) -> Result<Vec<Event>, Refusal> {
    if !by_agent && message.author != case.opened_by {
        return Err(Refusal::NotFound);
    }
    if case.status == CaseStatus::Closed {
        return Err(Refusal::CaseClosed);
    }
    if said >= MOST_MESSAGES {
        return Err(Refusal::TooMuchSaid);
    }
    let status = if message.author == case.opened_by {
        CaseStatus::Open
    } else {
        CaseStatus::Answered
    };
    Ok(vec![Event::SupportCase(CaseFact::Answered {
        case: case.id.clone(),
        request: case.request.clone(),
        message,
        status,
    })])
}

/// Closes the case: its opener or an agent may.
pub fn close(
    case: &SupportCase,
    by_agent: bool,
    by: &PersonId,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    if !by_agent && *by != case.opened_by {
        return Err(Refusal::NotFound);
    }
    if case.status == CaseStatus::Closed {
        return Err(Refusal::CaseClosed);
    }
    let fact = CaseFact::Closed {
        case: case.id.clone(),
        request: case.request.clone(),
        by: by.clone(),
        at: now,
    };
    Ok(vec![Event::SupportCase(fact)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case() -> SupportCase {
        SupportCase {
            id: CaseId::new(1),
            request: RequestId::new(1),
            opened_by: PersonId::new(1),
            status: CaseStatus::Open,
            opened_at: Moment(0),
            changed_at: Moment(0),
        }
    }

    #[test]
    fn a_case_takes_so_many_messages() {
        let message = Message {
            id: MessageId::new(1),
            author: PersonId::new(1),
            words: "Hello".into(),
            at: Moment(1),
        };
        assert!(answer(&case(), false, message.clone(), MOST_MESSAGES - 1).is_ok());
        assert_eq!(
            answer(&case(), false, message, MOST_MESSAGES),
            Err(Refusal::TooMuchSaid)
        );
    }

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
