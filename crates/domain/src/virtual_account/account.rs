//! Virtual Accounts: the parts of a Smart Account, nested in one another.

use crate::virtual_account::settings::Settings;
use crate::{Moment, SmartAccountId, VirtualAccountId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A part of a Smart Account, where it is nested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VirtualAccount {
    pub id: VirtualAccountId,
    pub account: SmartAccountId,
    /// None directly in the account.
    pub parent: Option<VirtualAccountId>,
    pub name: String,
    /// An account has one; it cannot be deleted as long as it is that.
    pub is_default: bool,
}

/// A Virtual Account with all that is said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detailed {
    pub virtual_account: VirtualAccount,
    pub settings: Settings,
    /// Counts the changes made; a change names the version it was made against.
    pub version: u32,
}

/// What a form says a Virtual Account shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedVirtualAccount {
    pub name: String,
    pub parent: Option<VirtualAccountId>,
    pub settings: Settings,
}

/// A name and what goes with it, as it was or as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traits {
    pub name: String,
    #[serde(flatten)]
    pub settings: Settings,
}

/// What happened to a Virtual Account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum VirtualAccountFact {
    Created {
        virtual_account: VirtualAccount,
        settings: Settings,
    },
    Changed {
        account: SmartAccountId,
        virtual_account: VirtualAccountId,
        before: Traits,
        after: Traits,
    },
    Moved {
        account: SmartAccountId,
        virtual_account: VirtualAccountId,
        name: String,
        before: Option<VirtualAccountId>,
        after: Option<VirtualAccountId>,
    },
    MadeDefault {
        account: SmartAccountId,
        /// None only where the account had no Virtual Account yet.
        before: Option<VirtualAccountId>,
        after: VirtualAccountId,
        name: String,
    },
    /// So much hangs on it that it goes bit by bit: from now on it is there for nobody, and gives nobody anything.
    DeletionBegun {
        virtual_account: VirtualAccount,
        /// What was nested in it, and lies in what is around it now.
        nested: Vec<VirtualAccountId>,
        /// How many roles, requests, invitations and groups hang on it.
        hanging: u64,
    },
    Deleted {
        virtual_account: VirtualAccount,
        settings: Settings,
        /// Since when it was there for nobody, where it went bit by bit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        begun_at: Option<Moment>,
    },
}

impl VirtualAccountFact {
    /// The account it is a part of.
    pub fn account(&self) -> &SmartAccountId {
        match self {
            Self::Created {
                virtual_account, ..
            }
            | Self::DeletionBegun {
                virtual_account, ..
            }
            | Self::Deleted {
                virtual_account, ..
            } => &virtual_account.account,
            Self::Changed { account, .. }
            | Self::Moved { account, .. }
            | Self::MadeDefault { account, .. } => account,
        }
    }

    /// The Virtual Account it is about, and those whose administrators gain or lose by it.
    pub fn concerns(&self) -> Vec<VirtualAccountId> {
        let all: BTreeSet<&VirtualAccountId> = match self {
            Self::Created {
                virtual_account, ..
            }
            | Self::Deleted {
                virtual_account, ..
            } => [&virtual_account.id]
                .into_iter()
                .chain(&virtual_account.parent)
                .collect(),
            Self::DeletionBegun {
                virtual_account,
                nested,
                ..
            } => [&virtual_account.id]
                .into_iter()
                .chain(&virtual_account.parent)
                .chain(nested)
                .collect(),
            Self::Changed {
                virtual_account, ..
            } => [virtual_account].into(),
            Self::Moved {
                virtual_account,
                before,
                after,
                ..
            } => [virtual_account]
                .into_iter()
                .chain(before)
                .chain(after)
                .collect(),
            Self::MadeDefault { before, after, .. } => {
                before.iter().chain(std::iter::once(after)).collect()
            }
        };
        all.into_iter().cloned().collect()
    }

    /// The name it has, or had.
    pub fn name(&self) -> &str {
        match self {
            Self::Created {
                virtual_account, ..
            }
            | Self::DeletionBegun {
                virtual_account, ..
            }
            | Self::Deleted {
                virtual_account, ..
            } => &virtual_account.name,
            Self::Changed { after, .. } => &after.name,
            Self::Moved { name, .. } | Self::MadeDefault { name, .. } => name,
        }
    }
}
