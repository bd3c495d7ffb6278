//! Support cases: opening, answering and closing them.

use crate::access_request::AccessRequest;
use crate::support_case::{CaseFact, CaseStatus, MOST_MESSAGES, Message, SupportCase};
use crate::{CaseId, Event, Moment, PersonId, Refusal};

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
    use crate::{MessageId, RequestId};

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
}
