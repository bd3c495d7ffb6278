//! What happens to a Smart Account.

use crate::smart_account::account::{AccountStatus, SmartAccount};
use crate::smart_account::properties::Properties;
use crate::virtual_account::VirtualAccount;
use crate::{DomainIdentifier, SmartAccountId};
use serde::{Deserialize, Serialize};

/// What happens to a Smart Account, as the event log keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum SmartAccountFact {
    Created(SmartAccount),
    /// One that the account begins with, or that was imported; others are facts of Virtual Accounts.
    VirtualAccountCreated(VirtualAccount),
    /// Its identifier is free for others; it keeps one that nobody can ask for.
    IdentifierReleased {
        account: SmartAccountId,
        before: DomainIdentifier,
        after: DomainIdentifier,
    },
    PropertiesChanged {
        account: SmartAccountId,
        before: Box<Properties>,
        after: Box<Properties>,
    },
    StatusChanged {
        account: SmartAccountId,
        before: AccountStatus,
        after: AccountStatus,
        /// What whoever changed it said of it.
        reason: Option<String>,
    },
    /// How many invitations it may send in a day, as an operator sets that; nothing where its age says it.
    InvitationsSet {
        account: SmartAccountId,
        before: Option<u32>,
        after: Option<u32>,
    },
}
