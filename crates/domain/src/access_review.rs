//! Access reviews: an administrator has every role of an account, or some, looked at by a date. Each is kept, changed or ended
//! once; what nobody has answered by then follows the campaign's rule.

use crate::key::keyed;
use crate::membership::{Holder, Membership};
use crate::moment::days;
use crate::{Moment, PersonId, ReviewId, ReviewLineId, Role, SmartAccountId};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// When deciders are reminded: so long after the start, and so long before the due date, descending.
pub(crate) const AFTER_START: Duration = days(3);
/// As [`AFTER_START`]: seven days before the due date, and the day before.
pub(crate) const BEFORE_DUE: [Duration; 2] = [days(7), days(1)];

/// A review under way or over: whose roles it looks at, and what becomes of those nobody answers for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    pub id: ReviewId,
    pub account: SmartAccountId,
    pub name: String,
    pub who: Selection,
    /// From this moment on unanswered lines follow the rule.
    pub due: Moment,
    pub rule: ReviewRule,
    pub started_by: PersonId,
    pub started_at: Moment,
    /// How far it is; it decides what time does next.
    pub stage: Stage,
    /// The number of the last reminder.
    pub reminders: u32,
}

/// Whose roles are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "who", content = "what")]
pub enum Selection {
    Everyone,
    /// Those who hold this role.
    Role(Role),
    /// People who were not active for so many days.
    Dormant(u32),
}

keyed! {
    /// What becomes of a role that nobody has answered for.
    ReviewRule { Keep = "keep", End = "end" }
}

/// How far a campaign is. It only goes forward: gathering, open, settling, closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "stage")]
pub enum Stage {
    /// Its lines are being put together.
    Gathering,
    /// Deciders answer.
    Open,
    /// The unanswered follow the rule.
    Settling,
    Closed {
        at: Moment,
    },
}

/// One role to be looked at, as it was when the campaign began; decided, as it was then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewLine {
    pub id: ReviewLineId,
    pub review: ReviewId,
    pub membership: Membership,
    /// As it was then.
    pub holder_name: String,
    pub verdict: Option<LineVerdict>,
}

/// What was decided of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineVerdict {
    pub outcome: LineOutcome,
    /// None where the campaign's rule decided.
    pub by: Option<PersonId>,
    pub at: Moment,
    pub words: Option<String>,
    /// Role and end from then on, where they were changed.
    pub after: Option<(Role, Option<Moment>)>,
    /// The code of the refusal that kept the rule from ending it.
    pub why: Option<String>,
}

keyed! {
    /// What came of a line. Gone: the role was no longer held. Superseded: somebody changed it since the campaign began.
    LineOutcome {
        Kept = "kept",
        Changed = "changed",
        Ended = "ended",
        Gone = "gone",
        Superseded = "superseded",
    }
}

/// What a decider answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewAnswer {
    Keep,
    End,
    /// Kept as another role on the same scope.
    Role(Role),
    /// Kept with another end; none is for good.
    Until(Option<Moment>),
}

/// What happened to a campaign, as the event log keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum ReviewFact {
    Started(Campaign),
    /// Its lines are fixed.
    Opened {
        lines: u64,
        at: Moment,
    },
    DecidersReminded {
        number: u32,
        at: Moment,
    },
    Decided {
        line: Box<ReviewLine>,
        verdict: LineVerdict,
    },
    /// The due date has come, or an administrator closes it: the rule decides what is left.
    Ending {
        by: Option<PersonId>,
        at: Moment,
    },
    Closed {
        at: Moment,
    },
}

/// One fact about one campaign, with what is needed to file it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewEvent {
    pub review: ReviewId,
    pub account: SmartAccountId,
    /// The campaign's name, so that the log can tell it.
    pub name: String,
    #[serde(flatten)]
    pub fact: ReviewFact,
}

impl Campaign {
    /// Takes in one fact. What is decided of a line stands in the line, not here.
    pub fn apply(&mut self, fact: &ReviewFact) {
        match fact {
            ReviewFact::Started(_) | ReviewFact::Decided { .. } => {}
            ReviewFact::Opened { .. } => self.stage = Stage::Open,
            ReviewFact::DecidersReminded { number, .. } => self.reminders = *number,
            ReviewFact::Ending { .. } => self.stage = Stage::Settling,
            ReviewFact::Closed { at } => self.stage = Stage::Closed { at: *at },
        }
    }

    /// Whether a membership is one to be looked at. `last_active` is when its holder was, none for a group, which never sleeps.
    pub fn looks_at(&self, membership: &Membership, last_active: Option<Moment>) -> bool {
        if membership.since > self.started_at || !membership.holds_at(self.started_at) {
            return false;
        }
        match self.who {
            Selection::Everyone => true,
            Selection::Role(role) => membership.role == role,
            Selection::Dormant(count) => {
                let quiet = last_active.map(|seen| membership.quiet_since(seen));
                quiet.is_some_and(|since| since.plus(days(count.into())) <= self.started_at)
            }
        }
    }
}

impl ReviewLine {
    /// The line with the role as it is held now.
    pub fn with(&self, held: &Membership) -> Self {
        Self {
            membership: held.clone(),
            ..self.clone()
        }
    }

    /// The person whose role it is, where it is not a group's.
    pub fn person(&self) -> Option<&PersonId> {
        match &self.membership.holder {
            Holder::Person(id) => Some(id),
            Holder::Group(_) => None,
        }
    }
}
