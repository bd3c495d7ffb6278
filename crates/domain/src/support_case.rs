//! Support cases: the way out when a request is stuck. A case carries its request; agents read and answer it.

use crate::access_request::AccessRequest;
use crate::person::Person;
use crate::smart_account::keyed;
use crate::{CaseId, Event, MessageId, Moment, PersonId, Refusal, RequestId};
use serde::{Deserialize, Serialize};

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
pub fn answer(case: &SupportCase, by_agent: bool, message: Message) -> Result<Vec<Event>, Refusal> {
    if !by_agent && message.author != case.opened_by {
        return Err(Refusal::NotFound);
    }
    if case.status == CaseStatus::Closed {
        return Err(Refusal::CaseClosed);
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
