//! Uploads: a table of many lines that is read as it arrives, checked as a whole, and applied line by line.
//!
//! [`reading`] knows what a file of lines is, whatever they mean; what a line of users means, [`users`] knows.

pub mod reading;
pub mod users;

use crate::moment::days;
use crate::{PersonId, SmartAccountId, UploadId};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Lines are kept so long, for their result to be looked at.
pub const KEPT_FOR: Duration = days(30);

/// A file that nothing more came of for so long is not coming.
pub const ARRIVES_WITHIN: Duration = Duration::from_secs(15 * 60);

crate::smart_account::keyed! {
    /// How far an upload is. Checked, it waits to be applied or discarded; broken, nothing can be done with the file as a whole.
    State {
        Arriving = "arriving",
        Checking = "checking",
        Checked = "checked",
        Applying = "applying",
        Applied = "applied",
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

    /// Whether the worker has something to do with it.
    pub fn is_at_work(self) -> bool {
        matches!(self, State::Checking | State::Applying)
    }
}

crate::smart_account::keyed! {
    /// What a line comes to: a role that is new, something that is so already, an address that is invited, or nothing as yet.
    Outcome {
        Waiting = "waiting",
        New = "new",
        Known = "known",
        Invited = "invited",
        Faulty = "faulty",
    }
}

/// How many lines came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub new: u64,
    pub known: u64,
    pub invited: u64,
    pub faulty: u64,
}

impl Counts {
    pub fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Waiting => {}
            Outcome::New => self.new += 1,
            Outcome::Known => self.known += 1,
            Outcome::Invited => self.invited += 1,
            Outcome::Faulty => self.faulty += 1,
        }
    }

    /// How many lines change something.
    pub fn changes(&self) -> u64 {
        self.new + self.invited
    }
}

/// What is remembered of an upload when its lines are gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    pub id: UploadId,
    pub account: SmartAccountId,
    pub file_name: String,
    pub lines: u64,
}

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
    Discarded(Record),
}

impl UploadFact {
    pub fn record(&self) -> &Record {
        match self {
            UploadFact::Received(upload)
            | UploadFact::Started { upload, .. }
            | UploadFact::Finished { upload, .. }
            | UploadFact::Discarded(upload) => upload,
        }
    }
}

/// A file name as it is kept: its last part, on one line, not too long.
pub fn file_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or(given);
    let plain = last.chars().filter(|c| !c.is_control());
    let kept: String = plain.take(120).collect();
    kept.trim().to_owned()
}
