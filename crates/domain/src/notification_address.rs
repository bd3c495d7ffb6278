//! Extra notification addresses: shared mailboxes of an organisation that get a copy of what its deciders are told.
//!
//! An address waits until somebody who reads the mailbox confirms it by a link, gets copies from then on, and is removed by
//! whoever manages the account's notifications. It lies inside the account's domain; where the domain moves away from under
//! it, it stays in the list and gets nothing.

use crate::membership::{Authority, Reach};
use crate::moment::days;
use crate::organisation::is_owned;
use crate::person::{EmailAddress, Language};
use crate::{DomainIdentifier, Moment, NotificationAddressId, PersonId, Refusal, SmartAccountId};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// As many as one account has.
pub const MOST: usize = 20;

/// How long the link to confirm works.
pub const OPEN_FOR: Duration = days(7);

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
pub struct Domains(Vec<DomainIdentifier>);

impl Domains {
    /// In: the account's identifier and its aliases.
    pub fn of(identifiers: impl IntoIterator<Item = DomainIdentifier>) -> Self {
        Self(identifiers.into_iter().filter(is_owned).collect())
    }

    pub fn hold(&self, email: &EmailAddress) -> bool {
        self.0.iter().any(|domain| email.is_inside(domain))
    }

    pub fn all(&self) -> &[DomainIdentifier] {
        &self.0
    }

    fn must_hold(&self, email: &EmailAddress) -> Result<(), Refusal> {
        if self.hold(email) {
            return Ok(());
        }
        let domains = self.0.clone();
        Err(Refusal::AddressOutsideDomain { domains })
    }
}

/// What adding needs to know of the account.
#[derive(Debug, Clone)]
pub struct Ground {
    pub account: SmartAccountId,
    /// Whether the account is active.
    pub is_open: bool,
    pub domains: Domains,
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

/// What is to be added.
#[derive(Debug, Clone)]
pub struct New {
    pub email: EmailAddress,
    pub language: Language,
}

/// Adds an address, which gets a letter with a link to confirm it.
///
/// In: `kept`, all the addresses of the account. Errors: beyond the right of `by`; the account is not active; the address lies
/// outside its domain or is in the list; the list is full.
pub fn add(
    by: &Authority,
    new: &New,
    ground: &Ground,
    kept: &[NotificationAddress],
    now: Moment,
    new_id: impl FnOnce() -> NotificationAddressId,
) -> Result<NotificationAddressFact, Refusal> {
    must_manage(by)?;
    must_be_open(ground)?;
    ground.domains.must_hold(&new.email)?;
    if kept.iter().any(|one| one.email.key() == new.email.key()) {
        return Err(Refusal::AddressListed);
    }
    if kept.len() >= MOST {
        return Err(Refusal::TooManyAddresses);
    }
    Ok(NotificationAddressFact::Added(NotificationAddress {
        id: new_id(),
        account: ground.account.clone(),
        email: new.email.clone(),
        language: new.language,
        added_by: by.person.clone(),
        added_at: now,
        version: 1,
        state: State::Waiting {
            lapses_at: now.plus(OPEN_FOR),
        },
    }))
}

/// Another letter with another link; the links of before are dead.
///
/// Errors: as for [`add`]; or it is confirmed already.
pub fn renew(
    address: &NotificationAddress,
    by: &Authority,
    ground: &Ground,
    now: Moment,
) -> Result<NotificationAddressFact, Refusal> {
    must_manage(by)?;
    must_wait(address)?;
    must_be_open(ground)?;
    ground.domains.must_hold(&address.email)?;
    Ok(NotificationAddressFact::Renewed {
        before: address.clone(),
        after: NotificationAddress {
            version: address.version.saturating_add(1),
            state: State::Waiting {
                lapses_at: now.plus(OPEN_FOR),
            },
            ..address.clone()
        },
    })
}

/// Whoever reads the mailbox confirms it, by the link of a letter.
///
/// In: `version`, which letter the link stood in. Errors: it is confirmed already; a newer letter was sent, or the time of
/// this one is over; or the address does not lie inside the account's domain any more.
pub fn confirm(
    address: &NotificationAddress,
    version: u32,
    domains: &Domains,
    now: Moment,
) -> Result<NotificationAddressFact, Refusal> {
    must_wait(address)?;
    if version != address.version {
        return Err(Refusal::AddressLinkReplaced);
    }
    if !address.is_open_at(now) {
        return Err(Refusal::AddressLinkLapsed);
    }
    domains.must_hold(&address.email)?;
    Ok(NotificationAddressFact::Confirmed {
        before: address.clone(),
        after: NotificationAddress {
            state: State::Confirmed { at: now },
            ..address.clone()
        },
    })
}

/// Removes an address. Errors: beyond the right of `by`.
pub fn remove(
    address: &NotificationAddress,
    by: &Authority,
) -> Result<NotificationAddressFact, Refusal> {
    must_manage(by)?;
    Ok(NotificationAddressFact::Removed(address.clone()))
}

fn must_manage(by: &Authority) -> Result<(), Refusal> {
    if by.reach == Reach::Account {
        Ok(())
    } else {
        Err(Refusal::NotFound)
    }
}

fn must_be_open(ground: &Ground) -> Result<(), Refusal> {
    if ground.is_open {
        Ok(())
    } else {
        Err(Refusal::AccountNotOpen)
    }
}

fn must_wait(address: &NotificationAddress) -> Result<(), Refusal> {
    match address.state {
        State::Waiting { .. } => Ok(()),
        State::Confirmed { .. } => Err(Refusal::AddressConfirmed),
    }
}
