//! What a case is, how it stands, and by when it should be answered and solved.

use crate::key::keyed;
use crate::moment::{days, hours};
use crate::support_case::number::CaseNumber;
use crate::support_case::opener::Opener;
use crate::{CaseId, MessageId, Moment, PersonId, RequestId};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// As many messages as one case holds and its page shows, notes among them.
pub const MOST_MESSAGES: usize = 500;

/// How long a case that was solved stays so before it closes by itself.
pub const CLOSES_AFTER: Duration = days(7);

/// How long a case may be reopened once it is solved or, without that, closed.
pub const REOPENED_WITHIN: Duration = days(14);

/// A case, as far as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportCase {
    pub id: CaseId,
    #[serde(default = "CaseNumber::none")]
    pub number: CaseNumber,
    /// In one line; empty in cases of before, which were about their request.
    #[serde(default)]
    pub subject: String,
    /// A request of the opener's own that it is about.
    pub request: Option<RequestId>,
    /// The case it goes on from, which could not be reopened any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<CaseId>,
    pub opened_by: Opener,
    #[serde(rename = "status")]
    pub state: CaseState,
    #[serde(default)]
    pub priority: Priority,
    /// The agent who looks after it.
    #[serde(default)]
    pub assignee: Option<PersonId>,
    #[serde(default)]
    pub clock: CaseClock,
    pub opened_at: Moment,
    /// When the last happened that both its sides see.
    pub changed_at: Moment,
}

/// How long a form that comes in again, word for word, counts as one that was sent twice.
pub const SENT_TWICE: Duration = Duration::from_secs(60);

/// How a case stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseState {
    /// Support has the next word.
    Open,
    /// Whoever opened it has the next word: the clock stands still.
    Answered { since: Moment },
    /// Support has said how it was solved.
    Solved { by: PersonId, at: Moment },
    Closed {
        /// Nobody, where it closed by itself, or whoever opened it without an account closed it.
        by: Option<PersonId>,
        at: Moment,
        /// When it was solved before, if it was.
        solved: Option<Moment>,
    },
}

keyed! {
    /// Whom a case waits for: open, for support; answered, for whoever opened it; solved or closed, for nobody.
    CaseStatus { Open = "open", Answered = "answered", Solved = "solved", Closed = "closed" }
}

keyed! {
    /// How soon a case has to be answered and solved, as agents judge it.
    #[derive(PartialOrd, Ord)]
    Priority { Low = "low", Normal = "normal", High = "high", Urgent = "urgent" }
}

keyed! {
    /// What a message in a case is. A note, and why the deciders of the request were reminded or it was handed over, are for agents alone.
    MessageKind {
        Said = "said",
        Solution = "solution",
        Reopening = "reopening",
        Note = "note",
        Reminder = "reminder",
        HandOver = "hand-over",
    }
}

#[expect(
    clippy::derivable_impls,
    reason = "the macro takes no attribute of a variant"
)]
impl Default for Priority {
    fn default() -> Self {
        Priority::Normal
    }
}

#[expect(
    clippy::derivable_impls,
    reason = "the macro takes no attribute of a variant"
)]
impl Default for MessageKind {
    fn default() -> Self {
        MessageKind::Said
    }
}

impl MessageKind {
    /// Whether it is never shown to whoever opened the case.
    pub fn is_internal(self) -> bool {
        match self {
            MessageKind::Note | MessageKind::Reminder | MessageKind::HandOver => true,
            MessageKind::Said | MessageKind::Solution | MessageKind::Reopening => false,
        }
    }
}

/// How long support may take, from when a case is opened or reopened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Targets {
    pub first_answer: Duration,
    pub resolution: Duration,
}

/// The clock of a case: it stands still while the opener has the next word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseClock {
    /// When it began to run: the case was opened or reopened.
    pub started: Moment,
    pub targets: Targets,
    /// How long it stood still, in milliseconds.
    pub paused: u64,
    /// When support first said something after it began.
    pub first_answer: Option<Moment>,
}

/// As in events of before, when cases had no clocks.
impl Default for CaseClock {
    fn default() -> Self {
        Self::begun(Moment(0), Targets::default())
    }
}

impl Default for Targets {
    fn default() -> Self {
        Self {
            first_answer: hours(8),
            resolution: days(5),
        }
    }
}

impl CaseClock {
    /// A clock that begins to run.
    pub fn begun(started: Moment, targets: Targets) -> Self {
        Self {
            started,
            targets,
            paused: 0,
            first_answer: None,
        }
    }
}

/// What support has to do next, and by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub what: DueWhat,
    pub at: Moment,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueWhat {
    FirstAnswer,
    Resolution,
}

/// What somebody said in a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub id: MessageId,
    /// Nobody where it is of whoever opened the case and has no account.
    pub author: Option<PersonId>,
    pub words: String,
    pub at: Moment,
    #[serde(default, rename = "said_as")]
    pub kind: MessageKind,
}

impl Message {
    /// Whether it says, within a minute, what its author has said already: a button that was pressed twice. In: the message before.
    pub fn repeats(&self, before: &Message) -> bool {
        let is_alike =
            (&self.author, self.kind, &self.words) == (&before.author, before.kind, &before.words);
        is_alike && self.at.since(before.at) < SENT_TWICE
    }
}

impl CaseState {
    /// Without its facts.
    pub fn status(&self) -> CaseStatus {
        match self {
            CaseState::Open => CaseStatus::Open,
            CaseState::Answered { .. } => CaseStatus::Answered,
            CaseState::Solved { .. } => CaseStatus::Solved,
            CaseState::Closed { .. } => CaseStatus::Closed,
        }
    }

    /// Whether it is solved or closed.
    pub fn is_over(&self) -> bool {
        matches!(self, CaseState::Solved { .. } | CaseState::Closed { .. })
    }
}

impl CaseStatus {
    /// As [`CaseState::is_over`].
    pub fn is_over(self) -> bool {
        matches!(self, CaseStatus::Solved | CaseStatus::Closed)
    }
}

impl SupportCase {
    /// Without the facts of its state.
    pub fn status(&self) -> CaseStatus {
        self.state.status()
    }

    /// Whether this author of a message is whoever opened it. In: nobody for a message by the link that proves an address, which
    /// leads to this case.
    pub fn is_openers(&self, author: Option<&PersonId>) -> bool {
        author == self.opened_by.person()
    }

    /// When the first answer was due, or is.
    pub fn first_answer_due(&self) -> Moment {
        self.clock.started.plus(self.clock.targets.first_answer)
    }

    /// When it should be solved, as far as the pauses so far say.
    pub fn resolution_due(&self) -> Moment {
        let paused = Duration::from_millis(self.clock.paused);
        let started = self.clock.started.plus(paused);
        started.plus(self.clock.targets.resolution)
    }

    /// What support has to do next and by when; nothing while its clock stands still.
    pub fn due(&self) -> Option<Due> {
        if self.state != CaseState::Open {
            return None;
        }
        Some(match self.clock.first_answer {
            None => Due {
                what: DueWhat::FirstAnswer,
                at: self.first_answer_due().min(self.resolution_due()),
            },
            Some(_) => Due {
                what: DueWhat::Resolution,
                at: self.resolution_due(),
            },
        })
    }

    /// Whether support is late with it.
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.due().is_some_and(|due| due.at <= now)
    }

    /// What a list of cases of one status is sorted by: what is due first, or has stood so for longest.
    pub fn place(&self) -> Moment {
        match &self.state {
            CaseState::Open => self.due().map_or(self.changed_at, |due| due.at),
            CaseState::Answered { since } => *since,
            CaseState::Solved { at, .. } | CaseState::Closed { at, .. } => *at,
        }
    }

    /// When it closes by itself, if nothing else happens.
    pub fn closes_at(&self) -> Option<Moment> {
        match self.state {
            CaseState::Solved { at, .. } => Some(at.plus(CLOSES_AFTER)),
            _ => None,
        }
    }

    /// Until when it may be reopened; nothing where it is not over.
    pub fn reopened_until(&self) -> Option<Moment> {
        let over = match &self.state {
            CaseState::Open | CaseState::Answered { .. } => return None,
            CaseState::Solved { at, .. } => *at,
            CaseState::Closed { at, solved, .. } => solved.unwrap_or(*at),
        };
        Some(over.plus(REOPENED_WITHIN))
    }

    /// Whether it may still be reopened.
    pub fn may_be_reopened(&self, now: Moment) -> bool {
        self.reopened_until().is_some_and(|until| now < until)
    }
}
