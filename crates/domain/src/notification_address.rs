//! Extra notification addresses: shared mailboxes of an organisation that get a copy of what its deciders are told.
//!
//! An address waits until somebody who reads the mailbox confirms it by a link, gets copies from then on, and is removed by
//! whoever manages the account's notifications. It lies inside the account's domain; where the domain moves away from under
//! it, it stays in the list and gets nothing.

use crate::email::EmailAddress;
use crate::moment::days;
use crate::organisation::is_owned;
use crate::person::Language;
use crate::{DomainIdentifier, Moment, NotificationAddressId, PersonId, SmartAccountId};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// As many as one account has.
pub const MOST: usize = 20;

/// How long the link to confirm works.
pub const OPEN_FOR: Duration = days(7);

/// Whether a mailbox has been confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "status")]
pub enum State {
    /// Nobody who reads the mailbox has confirmed it yet.
    Waiting {
        lapses_at: Moment,
    },
    Confirmed {
        at: Moment,
    },
}

/// A mailbox that gets copies for one account, or is to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationAddress {
    pub id: NotificationAddressId,
    pub account: SmartAccountId,
    pub email: EmailAddress,
    /// What the copies are written in.
    pub language: Language,
    pub added_by: PersonId,
    pub added_at: Moment,
    /// Counts the letters: a link works for the version it was made for and no other.
    pub version: u32,
    pub state: State,
}

/// What happens to a notification address, as the event log keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum NotificationAddressFact {
    Added(NotificationAddress),
    /// Another letter with another link, for another while.
    Renewed {
        before: NotificationAddress,
        after: NotificationAddress,
    },
    Confirmed {
        before: NotificationAddress,
        after: NotificationAddress,
    },
    Removed(NotificationAddress),
}

impl NotificationAddressFact {
    /// The address as it is after the fact, or was before it was removed.
    pub fn address(&self) -> &NotificationAddress {
        match self {
            Self::Added(address) | Self::Removed(address) => address,
            Self::Renewed { after, .. } | Self::Confirmed { after, .. } => after,
        }
    }

    /// What is kept of the address after the fact.
    pub fn kept(&self) -> Option<&NotificationAddress> {
        match self {
            Self::Removed(_) => None,
            _ => Some(self.address()),
        }
    }
}

/// What an account is known by, as far as addresses can lie inside it: where anybody may have an address, nobody's is inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domains(pub(crate) Vec<DomainIdentifier>);

impl Domains {
    /// In: the account's identifier and its aliases.
    pub fn of(identifiers: impl IntoIterator<Item = DomainIdentifier>) -> Self {
        Self(identifiers.into_iter().filter(is_owned).collect())
    }

    /// Whether an address lies in one of them or below.
    pub fn hold(&self, email: &EmailAddress) -> bool {
        self.0.iter().any(|domain| email.is_inside(domain))
    }

    /// For a page to name them to whoever typed an address outside.
    pub fn all(&self) -> &[DomainIdentifier] {
        &self.0
    }
}

impl NotificationAddress {
    /// Whether copies go there: it is confirmed and lies inside the account's domain as that is now.
    pub fn is_told(&self, domains: &Domains) -> bool {
        matches!(self.state, State::Confirmed { .. }) && domains.hold(&self.email)
    }

    /// Whether a link of this version can confirm it.
    pub fn is_open_at(&self, now: Moment) -> bool {
        matches!(self.state, State::Waiting { lapses_at } if now < lapses_at)
    }
}
