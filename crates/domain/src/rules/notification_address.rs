//! Notification addresses: naming, confirming and removing them.

use crate::email::EmailAddress;
use crate::membership::Reach;
use crate::notification_address::{
    Domains, MOST, NotificationAddress, NotificationAddressFact, OPEN_FOR, State,
};
use crate::person::Language;
use crate::rules::membership::Authority;
use crate::{Moment, NotificationAddressId, Refusal, SmartAccountId};

impl Domains {
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
pub struct AddressGround {
    pub account: SmartAccountId,
    /// Whether the account is active.
    pub is_open: bool,
    pub domains: Domains,
}

/// What is to be added.
#[derive(Debug, Clone)]
pub struct NewNotificationAddress {
    pub email: EmailAddress,
    pub language: Language,
}

/// Adds an address, which gets a letter with a link to confirm it.
///
/// In: `kept`, all the addresses of the account. Errors: beyond the right of `by`; the account is not active; the address lies
/// outside its domain or is in the list; the list is full.
pub fn add(
    by: &Authority,
    new: &NewNotificationAddress,
    ground: &AddressGround,
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
    ground: &AddressGround,
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

fn must_be_open(ground: &AddressGround) -> Result<(), Refusal> {
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
