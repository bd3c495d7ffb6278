//! Uploads: a table of many lines that is read as it arrives, checked as a whole, and applied line by line.
//!
//! `reading` knows what a file of lines is, whatever they mean. There are three kinds: what a line of users means, `users`
//! knows, `members` what a line of a group's members does, and `contracts` what a line of contracts does.

use crate::moment::days;
use crate::{GroupId, PersonId, SmartAccountId, UploadId};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Lines are kept so long, for their result to be looked at.
pub const KEPT_FOR: Duration = days(30);

/// Work on a file that takes longer than that is not waited for: whoever had it done is written to when it is over.
pub const WAITED_FOR: Duration = Duration::from_secs(2 * 60);

/// A file that nothing more came of for so long is not coming.
pub const ARRIVES_WITHIN: Duration = Duration::from_secs(15 * 60);

crate::key::keyed! {
    /// How far an upload is. Checked, it waits to be applied or discarded; broken, nothing can be done with the file as a whole;
    /// stopped, what was done of it stays and the rest is left alone.
    State {
        Arriving = "arriving",
        Checking = "checking",
        Checked = "checked",
        Applying = "applying",
        Applied = "applied",
        Stopped = "stopped",
        Broken = "broken",
        Discarded = "discarded",
    }
}

impl State {
    /// Whether it stands in the way of another upload.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            State::Arriving | State::Checking | State::Checked | State::Applying
        )
    }

    /// Whether nothing was applied of it, and it waits.
    pub fn can_be_discarded(self) -> bool {
        self.is_open() && self != State::Applying
    }

    /// Whether the worker has something to do with it.
    pub fn is_at_work(self) -> bool {
        matches!(self, State::Checking | State::Applying)
    }
}

crate::key::keyed! {
    /// What a line comes to: a role, a member or a contract that is new, a contract that is changed, something that is so already,
    /// an address that is invited, or nothing as yet.
    Outcome {
        Waiting = "waiting",
        New = "new",
        Changed = "changed",
        Known = "known",
        Invited = "invited",
        Faulty = "faulty",
    }
}

/// How many lines came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Roles, members or contracts that are new.
    pub new: u64,
    /// Contracts that are changed.
    #[serde(default, skip_serializing_if = "is_none")]
    pub changed: u64,
    /// What is so already.
    pub known: u64,
    pub invited: u64,
    pub faulty: u64,
}

fn is_none(count: &u64) -> bool {
    *count == 0
}

impl Counts {
    /// Counts one line more. A line that waits comes to nothing yet, and is not counted.
    pub fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Waiting => {}
            Outcome::New => self.new += 1,
            Outcome::Changed => self.changed += 1,
            Outcome::Known => self.known += 1,
            Outcome::Invited => self.invited += 1,
            Outcome::Faulty => self.faulty += 1,
        }
    }

    /// How many lines change something.
    pub fn changes(&self) -> u64 {
        self.new + self.changed + self.invited
    }
}

/// What the lines of a file are about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Whereto", into = "Whereto")]
pub enum Destination {
    /// Users of an account.
    Users { account: SmartAccountId },
    /// Members of one of its groups, perhaps a former one.
    Members {
        account: SmartAccountId,
        group: GroupId,
    },
    /// Contracts, which belong to no account.
    Contracts,
}

/// A [`Destination`] as it is kept.
#[derive(Serialize, Deserialize)]
struct Whereto {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    account: Option<SmartAccountId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    group: Option<GroupId>,
}

impl Destination {
    /// In: the account it goes to, and whose members it names there. Out: none for a group of no account.
    pub fn of(account: Option<SmartAccountId>, group: Option<GroupId>) -> Option<Self> {
        match (account, group) {
            (Some(account), None) => Some(Destination::Users { account }),
            (Some(account), Some(group)) => Some(Destination::Members { account, group }),
            (None, None) => Some(Destination::Contracts),
            (None, Some(_)) => None,
        }
    }

    /// The account it goes to; none for contracts.
    pub fn account(&self) -> Option<&SmartAccountId> {
        match self {
            Destination::Users { account } | Destination::Members { account, .. } => Some(account),
            Destination::Contracts => None,
        }
    }

    /// The group whose members it names.
    pub fn group(&self) -> Option<&GroupId> {
        match self {
            Destination::Members { group, .. } => Some(group),
            Destination::Users { .. } | Destination::Contracts => None,
        }
    }
}

impl TryFrom<Whereto> for Destination {
    type Error = &'static str;
    fn try_from(to: Whereto) -> Result<Self, Self::Error> {
        Self::of(to.account, to.group).ok_or("a group of no account")
    }
}

impl From<Destination> for Whereto {
    fn from(to: Destination) -> Self {
        Self {
            account: to.account().cloned(),
            group: to.group().cloned(),
        }
    }
}

/// What is remembered of an upload when its lines are gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    pub id: UploadId,
    #[serde(flatten)]
    pub to: Destination,
    pub file_name: String,
    /// Below the header; none that are blank.
    pub lines: u64,
}

/// What happens to an upload, as the event log keeps it: its state is no business state, and stands in its row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum UploadFact {
    /// All of it has arrived.
    Received(Record),
    /// Somebody has it applied.
    Started {
        upload: Record,
        by: PersonId,
    },
    Finished {
        upload: Record,
        counts: Counts,
    },
    /// All of it has been checked; nothing is changed.
    Checked {
        upload: Record,
        counts: Counts,
    },
    /// Nothing more of it is done: somebody may no longer have it applied, or it cannot be worked on.
    Stopped {
        upload: Record,
        counts: Counts,
    },
    Discarded(Record),
}

impl UploadFact {
    /// The state in which the worker leaves an upload by it.
    pub fn rests_in(&self) -> Option<State> {
        match self {
            UploadFact::Checked { .. } => Some(State::Checked),
            UploadFact::Finished { .. } => Some(State::Applied),
            UploadFact::Stopped { .. } => Some(State::Stopped),
            UploadFact::Received(_) | UploadFact::Started { .. } | UploadFact::Discarded(_) => None,
        }
    }

    /// The upload it is about.
    pub fn record(&self) -> &Record {
        match self {
            UploadFact::Received(upload)
            | UploadFact::Started { upload, .. }
            | UploadFact::Checked { upload, .. }
            | UploadFact::Finished { upload, .. }
            | UploadFact::Stopped { upload, .. }
            | UploadFact::Discarded(upload) => upload,
        }
    }
}

/// A file name as it is kept: its last part, on one line, not too long.
pub fn file_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or(given);
    let is_plain = |c: &char| !c.is_control() && !crate::text::is_ignorable(*c);
    let kept: String = last.chars().filter(is_plain).take(120).collect();
    kept.trim().to_owned()
}
