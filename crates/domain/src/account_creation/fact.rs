//! What may happen while an account is created.

use crate::account_creation::creation::Creation;
use crate::email::EmailAddress;
use crate::{CreationId, Moment, PersonId, SmartAccountId};
use serde::{Deserialize, Serialize};

/// What happened to a creation, as the event log keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum CreationFact {
    Asked(Box<Creation>),
    /// The administrators of the account whose identifier lies above are told. Found out by the worker, whom nobody can time.
    ParentTold {
        parent: SmartAccountId,
        at: Moment,
    },
    NomineeNamed {
        before: Option<EmailAddress>,
        after: EmailAddress,
        at: Moment,
    },
    NomineeReminded {
        number: u32,
        at: Moment,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nominee: Option<EmailAddress>,
    },
    NomineeDeclined {
        email: EmailAddress,
        by: PersonId,
        words: String,
        at: Moment,
    },
    /// Whoever was asked vouches for the account.
    Authorised {
        by: PersonId,
        at: Moment,
        with_creator: bool,
    },
    /// An administrator of the account above speaks against it.
    Objected {
        by: PersonId,
        words: String,
        at: Moment,
    },
    /// An operator has looked at the objection and lets the account be.
    ObjectionSettled {
        by: PersonId,
        at: Moment,
    },
    /// An operator has cleared the identifier, which is the account's from then on.
    Approved {
        by: PersonId,
        at: Moment,
        account: SmartAccountId,
    },
    /// Everybody has agreed.
    Activated {
        at: Moment,
        account: SmartAccountId,
    },
    Declined {
        by: PersonId,
        at: Moment,
        words: String,
    },
    /// By the creator.
    Withdrawn {
        at: Moment,
    },
    /// The creator is warned that it lapses. Numbered from 1.
    LapseAnnounced {
        number: u32,
        at: Moment,
    },
    Lapsed {
        at: Moment,
    },
    Revived {
        by: PersonId,
        at: Moment,
        deadline: Moment,
        /// Who is asked to authorise it once more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nominee: Option<EmailAddress>,
    },
    /// An operator gave it more time: another deadline.
    Extended {
        by: PersonId,
        before: Moment,
        after: Moment,
        at: Moment,
    },
    /// It can no longer be revived, and its identifier is free.
    Closed {
        at: Moment,
    },
}

/// One fact about one creation, with what is needed to file it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreationEvent {
    pub creation: CreationId,
    pub creator: PersonId,
    pub account: Option<SmartAccountId>,
    /// The account above, once its administrators were told.
    pub parent: Option<SmartAccountId>,
    #[serde(flatten)]
    pub fact: CreationFact,
}
