//! What happens to a case, as the event log keeps it.

use crate::support_case::case::{CaseStatus, Message, Priority, SupportCase, Targets};
use crate::{CaseId, Moment, PersonId, RequestId};
use serde::{Deserialize, Serialize};

/// Which case a fact is about, its request and whoever opened it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseMark {
    pub case: CaseId,
    pub request: Option<RequestId>,
    pub opened_by: PersonId,
}

/// What happens to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum CaseFact {
    Opened {
        case: Box<SupportCase>,
        message: Message,
    },
    /// A message was added; the case stands as `status` from then on.
    Answered {
        case: CaseId,
        request: Option<RequestId>,
        message: Message,
        status: CaseStatus,
        /// Whoever opened it; nobody in events of before.
        #[serde(default)]
        opened_by: Option<PersonId>,
    },
    Closed {
        case: CaseId,
        request: Option<RequestId>,
        by: PersonId,
        at: Moment,
        #[serde(default)]
        opened_by: Option<PersonId>,
    },
    /// An agent said how it was solved.
    Solved { of: CaseMark, message: Message },
    /// It was solved for so long that it closed by itself.
    ClosedByItself { of: CaseMark, at: Moment },
    /// It was not solved after all: it waits for support again, and its clock begins anew.
    Reopened {
        of: CaseMark,
        message: Message,
        targets: Targets,
    },
    /// It was over for as long as cases are kept: nothing of it is left but what happened, without words.
    Removed { of: CaseMark, at: Moment },
    /// An agent wrote something for the other agents.
    Noted { of: CaseMark, note: Message },
    Prioritised {
        of: CaseMark,
        by: PersonId,
        before: Priority,
        after: Priority,
        targets: Targets,
        at: Moment,
    },
    /// It was taken, handed to somebody or given back.
    Assigned {
        of: CaseMark,
        by: PersonId,
        before: Option<PersonId>,
        after: Option<PersonId>,
        at: Moment,
    },
}

impl CaseFact {
    /// The case it is about.
    pub fn case(&self) -> &CaseId {
        match self {
            CaseFact::Opened { case, .. } => &case.id,
            CaseFact::Answered { case, .. } | CaseFact::Closed { case, .. } => case,
            CaseFact::Solved { of, .. }
            | CaseFact::ClosedByItself { of, .. }
            | CaseFact::Removed { of, .. }
            | CaseFact::Reopened { of, .. }
            | CaseFact::Noted { of, .. }
            | CaseFact::Prioritised { of, .. }
            | CaseFact::Assigned { of, .. } => &of.case,
        }
    }

    /// What it adds to what is said in the case.
    pub fn message(&self) -> Option<&Message> {
        match self {
            CaseFact::Opened { message, .. }
            | CaseFact::Answered { message, .. }
            | CaseFact::Solved { message, .. }
            | CaseFact::Reopened { message, .. } => Some(message),
            CaseFact::Noted { note, .. } => Some(note),
            CaseFact::Closed { .. }
            | CaseFact::ClosedByItself { .. }
            | CaseFact::Removed { .. }
            | CaseFact::Prioritised { .. }
            | CaseFact::Assigned { .. } => None,
        }
    }

    /// Whoever opened the case, where it is for agents alone: nothing of it is ever shown to them, whatever else they may read.
    pub fn hidden_from(&self) -> Option<&PersonId> {
        match self {
            CaseFact::Noted { of, .. }
            | CaseFact::Prioritised { of, .. }
            | CaseFact::Assigned { of, .. } => Some(&of.opened_by),
            CaseFact::Opened { .. }
            | CaseFact::Answered { .. }
            | CaseFact::Closed { .. }
            | CaseFact::Solved { .. }
            | CaseFact::ClosedByItself { .. }
            | CaseFact::Removed { .. }
            | CaseFact::Reopened { .. } => None,
        }
    }

    /// The request and whoever opened the case that it is filed under: nothing where it is for agents alone.
    pub(crate) fn filed_under(&self) -> (Option<RequestId>, Option<PersonId>) {
        match self {
            CaseFact::Opened { case, .. } => (case.request.clone(), Some(case.opened_by.clone())),
            CaseFact::Answered {
                request, opened_by, ..
            }
            | CaseFact::Closed {
                request, opened_by, ..
            } => (request.clone(), opened_by.clone()),
            CaseFact::Solved { of, .. }
            | CaseFact::ClosedByItself { of, .. }
            | CaseFact::Removed { of, .. }
            | CaseFact::Reopened { of, .. } => (of.request.clone(), Some(of.opened_by.clone())),
            CaseFact::Noted { .. } | CaseFact::Prioritised { .. } | CaseFact::Assigned { .. } => {
                (None, None)
            }
        }
    }
}
