//! Smart Accounts: opening, suspending and reactivating them, and naming administrators from outside.

use crate::email::EmailAddress;
use crate::membership::{Membership, MembershipFact};
use crate::smart_account::{AccountStatus, SmartAccount, SmartAccountFact, Visibility};
use crate::virtual_account::VirtualAccount;
use crate::{Actor, Event, PersonId, Refusal, Role, SmartAccountId, rules};

/// An account with its Virtual Accounts and its first memberships.
///
/// Errors: [`Refusal::LastAdministrator`] if an active account would start without an SA Administrator who stays.
pub fn create(
    account: SmartAccount,
    virtual_accounts: Vec<VirtualAccount>,
    first: Vec<Membership>,
) -> Result<Vec<Event>, Refusal> {
    let administered = first
        .iter()
        .any(|m| m.account == account.id && m.role == Role::SaAdministrator && m.until.is_none());
    if account.status == AccountStatus::Active && !administered {
        return Err(Refusal::LastAdministrator);
    }
    let mut events = vec![Event::SmartAccount(SmartAccountFact::Created(account))];
    events.extend(
        virtual_accounts
            .into_iter()
            .map(|va| Event::SmartAccount(SmartAccountFact::VirtualAccountCreated(va))),
    );
    events.extend(
        first
            .into_iter()
            .map(|m| Event::Membership(MembershipFact::Granted(m))),
    );
    Ok(events)
}

impl SmartAccount {
    /// Errors: [`Refusal::AccountNotOpen`].
    pub fn must_be_open(&self) -> Result<(), Refusal> {
        if self.is_open() {
            Ok(())
        } else {
            Err(Refusal::AccountNotOpen)
        }
    }

    /// Whether somebody may know of the account: it is unrestricted, they are in it, or a verified address of theirs lies in its
    /// domain.
    pub fn may_be_known_to(&self, is_in_it: bool, verified: &[EmailAddress]) -> bool {
        self.visibility == Visibility::Unrestricted
            || is_in_it
            || verified.iter().any(|email| email.is_inside(&self.domain))
    }

    /// Moves to another status.
    pub(crate) fn becomes(&self, after: AccountStatus, reason: Option<String>) -> Event {
        Event::SmartAccount(SmartAccountFact::StatusChanged {
            account: self.id.clone(),
            before: self.status,
            after,
            reason,
        })
    }
}

/// Sets how many invitations an account may send in a day, or leaves that to its age.
pub fn set_invitations(
    account: &SmartAccountId,
    before: Option<u32>,
    after: Option<u32>,
) -> Result<Event, Refusal> {
    if before == after {
        return Err(Refusal::NothingToChange);
    }
    Ok(Event::SmartAccount(SmartAccountFact::InvitationsSet {
        account: account.clone(),
        before,
        after,
    }))
}

/// Suspends an active account: from then on it gives nobody anything, and nobody may ask or decide.
pub fn suspend(account: &SmartAccount, reason: String) -> Result<Event, Refusal> {
    if account.status != AccountStatus::Active {
        return Err(Refusal::NothingToChange);
    }
    Ok(account.becomes(AccountStatus::Suspended, Some(reason)))
}

/// Reactivates a suspended account.
///
/// In: its SA Administrator memberships, as for `membership::end`. Errors: [`Refusal::LastAdministrator`] if none of them
/// lasts.
pub fn reactivate(
    account: &SmartAccount,
    administrators: &[Membership],
    reason: Option<String>,
) -> Result<Event, Refusal> {
    if account.status != AccountStatus::Suspended {
        return Err(Refusal::NothingToChange);
    }
    if !administrators
        .iter()
        .any(Membership::is_lasting_administrator)
    {
        return Err(Refusal::LastAdministrator);
    }
    Ok(account.becomes(AccountStatus::Active, reason))
}

/// Whether somebody may make this person an account's administrator by their duty alone: nobody gives themself an account.
pub fn may_put_in_charge(by: &Actor, administrator: &PersonId) -> Result<(), Refusal> {
    if by.person() == Some(administrator) {
        Err(Refusal::OwnMembership)
    } else {
        Ok(())
    }
}

/// An account that an operator opens for somebody else, active at once.
pub fn open_for(
    account: SmartAccount,
    virtual_accounts: Vec<VirtualAccount>,
    administrator: Membership,
) -> Result<Vec<Event>, Refusal> {
    if let Some(person) = administrator.holder.person() {
        may_put_in_charge(&administrator.granted_by, person)?;
    }
    create(account, virtual_accounts, vec![administrator])
}

/// An operator names an administrator, somebody else than themself, which they may only where those there are do not suffice: nobody can
/// be reached, or nobody answers, or there is one alone, who could not leave.
///
/// In: the membership to be, and what that person holds already.
pub fn name_administrator(
    account: &SmartAccount,
    are_enough: bool,
    new: Membership,
    held: &[Membership],
) -> Result<Vec<Event>, Refusal> {
    if let Some(person) = new.holder.person() {
        may_put_in_charge(&new.granted_by, person)?;
    }
    if are_enough {
        return Err(Refusal::AdministratorsReachable);
    }
    if !matches!(
        account.status,
        AccountStatus::Active | AccountStatus::Suspended
    ) {
        return Err(Refusal::AccountNotOpen);
    }
    let events = rules::membership::grant(held, &[new]);
    if events.is_empty() {
        return Err(Refusal::NothingToChange);
    }
    Ok(events)
}
