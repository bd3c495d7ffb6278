//! What happens to a case, as the event log keeps it.

use crate::attachment::Attachment;
use crate::support_case::case::{CaseStatus, Message, Priority, SupportCase, Targets};
use crate::{CaseId, MessageId, Moment, PersonId, RequestId};
use serde::{Deserialize, Serialize};

/// Which case a fact is about, its request and whoever opened it: nobody where they have no account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseMark {
    pub case: CaseId,
    pub request: Option<RequestId>,
    pub opened_by: Option<PersonId>,
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
        /// Whoever opened it; nobody in events of before, and where they have no account.
        #[serde(default)]
        opened_by: Option<PersonId>,
    },
    Closed {
        case: CaseId,
        request: Option<RequestId>,
        /// Nobody where it was whoever opened it and has no account.
        by: Option<PersonId>,
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
    /// Files go with a message, which was written in the same breath.
    Attached {
        of: CaseMark,
        message: MessageId,
        /// Whether the message is for agents alone.
        is_internal: bool,
        files: Vec<Attachment>,
        at: Moment,
    },
    /// An agent wrote something for the other agents.
    Noted { of: CaseMark, note: Message },
    /// An agent did something about the request it is about, and said why.
    Acted { of: CaseMark, why: Message },
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
            | CaseFact::Attached { of, .. }
            | CaseFact::Noted { of, .. }
            | CaseFact::Acted { of, .. }
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
            CaseFact::Acted { why, .. } => Some(why),
            CaseFact::Closed { .. }
            | CaseFact::ClosedByItself { .. }
            | CaseFact::Removed { .. }
            | CaseFact::Attached { .. }
            | CaseFact::Prioritised { .. }
            | CaseFact::Assigned { .. } => None,
        }
    }

    /// Who did it: nobody where time did, or whoever opened it and has no account; of files, whoever wrote the message they go with.
    pub fn author(&self) -> Option<&PersonId> {
        match self {
            CaseFact::Closed { by, .. } => by.as_ref(),
            CaseFact::Prioritised { by, .. } | CaseFact::Assigned { by, .. } => Some(by),
            fact => fact.message().and_then(|message| message.author.as_ref()),
        }
    }

    /// Whether it is for agents alone: nothing of it is ever shown to whoever opened the case, whatever else they may read.
    pub fn is_among_agents(&self) -> bool {
        match self {
            CaseFact::Noted { .. }
            | CaseFact::Acted { .. }
            | CaseFact::Prioritised { .. }
            | CaseFact::Assigned { .. } => true,
            CaseFact::Attached { is_internal, .. } => *is_internal,
            CaseFact::Opened { .. }
            | CaseFact::Answered { .. }
            | CaseFact::Closed { .. }
            | CaseFact::Solved { .. }
            | CaseFact::ClosedByItself { .. }
            | CaseFact::Removed { .. }
            | CaseFact::Reopened { .. } => false,
        }
    }

    /// The person who opened the case; nobody in some events of before, and where they have no account.
    pub fn opener(&self) -> Option<&PersonId> {
        match self {
            CaseFact::Opened { case, .. } => case.opened_by.person(),
            CaseFact::Answered { opened_by, .. } | CaseFact::Closed { opened_by, .. } => {
                opened_by.as_ref()
            }
            CaseFact::Solved { of, .. }
            | CaseFact::ClosedByItself { of, .. }
            | CaseFact::Removed { of, .. }
            | CaseFact::Reopened { of, .. }
            | CaseFact::Attached { of, .. }
            | CaseFact::Noted { of, .. }
            | CaseFact::Acted { of, .. }
            | CaseFact::Prioritised { of, .. }
            | CaseFact::Assigned { of, .. } => of.opened_by.as_ref(),
        }
    }

    /// The request and whoever opened the case that it is filed under: nothing where it is for agents alone.
    pub(crate) fn filed_under(&self) -> (Option<RequestId>, Option<PersonId>) {
        if self.is_among_agents() {
            return (None, None);
        }
        (self.request().cloned(), self.opener().cloned())
    }

    fn request(&self) -> Option<&RequestId> {
        match self {
            CaseFact::Opened { case, .. } => case.request.as_ref(),
            CaseFact::Answered { request, .. } | CaseFact::Closed { request, .. } => {
                request.as_ref()
            }
            CaseFact::Solved { of, .. }
            | CaseFact::ClosedByItself { of, .. }
            | CaseFact::Removed { of, .. }
            | CaseFact::Reopened { of, .. }
            | CaseFact::Attached { of, .. }
            | CaseFact::Noted { of, .. }
            | CaseFact::Acted { of, .. }
            | CaseFact::Prioritised { of, .. }
            | CaseFact::Assigned { of, .. } => of.request.as_ref(),
        }
    }
}
