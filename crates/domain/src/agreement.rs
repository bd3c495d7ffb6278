//! Agreements: what an account has to accept, version by version, and what is held back until it has.

use crate::text::Limits;
use crate::{AgreementId, Moment, PersonId, Right, SmartAccountId};
use serde::{Deserialize, Serialize};

/// How long the text of an agreement may be.
pub const WORDS: Limits = Limits {
    least: 10,
    most: 20_000,
    lines: true,
};

/// As many agreements as an account has; one that is there may always have another version.
pub const MOST: usize = 100;

/// One version of an agreement. Its words never change: a change is a new version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    pub agreement: AgreementId,
    pub account: SmartAccountId,
    /// Counts from 1.
    pub number: u32,
    pub title: String,
    pub words: String,
    /// Whether it must be accepted before anybody works with the account.
    pub is_required: bool,
    pub published_by: PersonId,
    pub published_at: Moment,
    /// Who accepted it for the account, and when.
    pub accepted: Option<(PersonId, Moment)>,
}

/// What happens to an agreement, as the event log keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum AgreementFact {
    Published {
        /// The number of the version before.
        before: Option<u32>,
        after: Box<Version>,
    },
    Accepted {
        account: SmartAccountId,
        agreement: AgreementId,
        number: u32,
        title: String,
        by: PersonId,
        at: Moment,
    },
}

impl AgreementFact {
    /// The account that has to accept it.
    pub fn account(&self) -> &SmartAccountId {
        match self {
            Self::Published { after, .. } => &after.account,
            Self::Accepted { account, .. } => account,
        }
    }

    /// The title of the version that was published or accepted.
    pub fn title(&self) -> &str {
        match self {
            Self::Published { after, .. } => &after.title,
            Self::Accepted { title, .. } => title,
        }
    }
}

/// Whether a right waits while a required version is not accepted.
pub fn holds_back(right: Right) -> bool {
    right == Right::Use
}
