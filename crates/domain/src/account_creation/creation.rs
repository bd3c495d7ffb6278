//! Creating an account: who asks for it, who has to agree, and when it becomes active, lapses or is revived.
//!
//! A creation is what its events say: [`Creation::apply`] folds one into the state. Two things are needed before the account is
//! active, in any order: **authority**, the creator's own or a nominee's, and **clearance**, which an operator gives where the
//! identifier is not the domain of the creator's own verified address. Until both are there nobody holds anything.

use crate::email::EmailAddress;
use crate::key::keyed;
use crate::smart_account::{AccountKind, Visibility};
use crate::text::Reason;
use crate::{CreationId, DomainIdentifier, Moment, PersonId, SmartAccountId};
use serde::{Deserialize, Serialize};

/// Somebody's wish for an account of their own, and what was said to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Creation {
    pub id: CreationId,
    pub creator: PersonId,
    pub plan: CreationPlan,
    /// Why another identifier than the creator's own domain.
    pub reason: Option<Reason>,
    pub authority: CreationAuthority,
    pub clearance: Clearance,
    /// The account, from when the identifier is its: at once, or once an operator has cleared it.
    pub account: Option<SmartAccountId>,
    pub asked_at: Moment,
    /// Counts the changes made; a change names the version it was made against.
    pub version: u32,
    pub status: CreationStatus,
    pub progress: CreationProgress,
}

/// What the account is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreationPlan {
    pub domain: DomainIdentifier,
    pub name: String,
    pub kind: AccountKind,
    pub visibility: Visibility,
    /// Names of Virtual Accounts; the first becomes the default.
    pub virtual_accounts: Vec<String>,
}

/// Who vouches that the account may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "authority")]
pub enum CreationAuthority {
    /// The creator says that they may.
    Claimed,
    /// Somebody named by the creator is asked.
    Asked { email: EmailAddress, at: Moment },
    /// Whoever was asked declines; the creator may name somebody else.
    Refused {
        email: EmailAddress,
        by: PersonId,
        at: Moment,
        words: String,
    },
    /// Whoever was asked vouches, and becomes an administrator.
    Given {
        by: PersonId,
        at: Moment,
        /// Whether the creator becomes an administrator as well.
        with_creator: bool,
    },
}

/// Whether an operator has to agree: where the identifier is not the creator's own domain, or an administrator above objects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "clearance")]
pub enum Clearance {
    NotNeeded,
    Wanted,
    Given { by: PersonId, at: Moment },
}

/// How a creation stands. All but pending and lapsed is for good, as only a lapsed one can be revived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "status")]
pub enum CreationStatus {
    Pending,
    Active {
        at: Moment,
    },
    Declined {
        by: PersonId,
        at: Moment,
        words: String,
    },
    Withdrawn {
        at: Moment,
    },
    /// Not everybody agreed in time. Can be revived for a year.
    Lapsed {
        at: Moment,
    },
    /// Lapsed for so long that it can no longer be revived.
    Closed {
        at: Moment,
    },
}

keyed! {
    /// How a creation stands or ended, without the details.
    CreationOutcome {
        Pending = "pending", Active = "active", Declined = "declined", Withdrawn = "withdrawn", Lapsed = "lapsed", Closed = "closed",
    }
}

/// What has happened on the way so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreationProgress {
    /// When it lapses unless everybody agrees.
    pub deadline: Moment,
    /// The number of the last reminder to the nominee.
    pub reminders: u32,
    /// The number of the last warning that it lapses, and when it was given.
    pub warnings: u32,
    /// It does not lapse too soon after this.
    pub warned_at: Option<Moment>,
    /// The account above this one whose administrators were told, and what one of them said against it.
    pub parent: Option<SmartAccountId>,
    pub objection: Option<Objection>,
}

/// What an administrator of the account above said against it. Until an operator has looked at it, it asks for one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    pub by: PersonId,
    pub at: Moment,
    pub words: String,
    /// When an operator had looked at it.
    pub settled: Option<Moment>,
}

impl Creation {
    /// The status without its facts, as rows are filtered by it and pages name it.
    pub fn outcome(&self) -> CreationOutcome {
        match self.status {
            CreationStatus::Pending => CreationOutcome::Pending,
            CreationStatus::Active { .. } => CreationOutcome::Active,
            CreationStatus::Declined { .. } => CreationOutcome::Declined,
            CreationStatus::Withdrawn { .. } => CreationOutcome::Withdrawn,
            CreationStatus::Lapsed { .. } => CreationOutcome::Lapsed,
            CreationStatus::Closed { .. } => CreationOutcome::Closed,
        }
    }

    /// Whether it still waits for authority or clearance; an active, declined, withdrawn or lapsed one does not.
    pub fn is_pending(&self) -> bool {
        matches!(self.status, CreationStatus::Pending)
    }

    /// Whether no operator has to agree any more, because none had to or one has.
    pub fn is_cleared(&self) -> bool {
        !matches!(self.clearance, Clearance::Wanted)
    }

    /// Whether somebody vouches for it: the creator for themselves, or whoever was asked.
    pub fn is_authorised(&self) -> bool {
        matches!(
            self.authority,
            CreationAuthority::Claimed | CreationAuthority::Given { .. }
        )
    }

    /// Whether an operator has something to decide here.
    pub fn needs_operator(&self) -> bool {
        let objected = self
            .progress
            .objection
            .as_ref()
            .is_some_and(|objection| objection.settled.is_none());
        match self.status {
            CreationStatus::Pending => !self.is_cleared() || objected,
            CreationStatus::Active { .. } => objected,
            _ => false,
        }
    }

    /// The address that is asked to authorise, as long as it is.
    pub fn nominee(&self) -> Option<&EmailAddress> {
        match &self.authority {
            CreationAuthority::Asked { email, .. } if self.is_pending() => Some(email),
            _ => None,
        }
    }
}
