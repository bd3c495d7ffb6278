//! When somebody is away, and who decides in their place.

use crate::{Moment, PersonId};
use serde::{Deserialize, Serialize};

/// As many days as somebody is away at once.
pub const LONGEST_DAYS: u64 = 366;

/// When somebody is away, and who decides in their place, if anybody does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    pub from: Moment,
    /// The first moment at which they are back.
    pub until: Moment,
    pub deputy: Option<PersonId>,
}

impl Absence {
    /// Whether they are away at that moment.
    pub fn holds_at(&self, now: Moment) -> bool {
        self.from <= now && now < self.until
    }

    /// Whether there is a moment at which both are away.
    pub fn overlaps(&self, other: &Absence) -> bool {
        self.from < other.until && other.from < self.until
    }
}
