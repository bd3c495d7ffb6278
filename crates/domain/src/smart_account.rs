//! Smart Accounts: what access is asked for.

use crate::membership::{self, Membership, MembershipFact};
use crate::properties::Properties;
use crate::virtual_account::VirtualAccount;
use crate::{Actor, DomainIdentifier, Event, PersonId, Refusal, Role, SmartAccountId};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmartAccount {
    pub id: SmartAccountId,
    pub domain: DomainIdentifier,
    pub name: String,
    pub kind: AccountKind,
    pub status: AccountStatus,
    pub visibility: Visibility,
}

macro_rules! keyed {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $key:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name { $(#[serde(rename = $key)] $variant),+ }

        impl $name {
            pub const ALL: &[$name] = &[$($name::$variant),+];

            pub fn key(self) -> &'static str {
                match self { $($name::$variant => $key),+ }
            }

            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some($name::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use keyed;

keyed! {
    /// The account type.
    AccountKind { Customer = "customer", Holding = "holding" }
}
keyed! {
    /// Only an active account gives anybody anything. One that is lapsed was never opened in time.
    AccountStatus { Pending = "pending", Active = "active", Suspended = "suspended", Lapsed = "lapsed" }
}
keyed! {
    /// Whether a stranger who knows the identifier is shown the name and type.
    Visibility { Unrestricted = "unrestricted", Restricted = "restricted" }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum SmartAccountFact {
    Created(SmartAccount),
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
    /// Whether anything can be given, changed or decided in it. While an account is suspended all of that rests: what people hold
    /// stays, is shown, may end, and may be taken away.
    pub fn is_open(&self) -> bool {
        self.status == AccountStatus::Active
    }

    pub fn must_be_open(&self) -> Result<(), Refusal> {
        if self.is_open() {
            Ok(())
        } else {
            Err(Refusal::AccountNotOpen)
        }
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

/// An identifier for an account that has given up its own. Names below `invalid` are nobody's (RFC 2606).
pub fn nobodys_identifier(account: &SmartAccountId) -> DomainIdentifier {
    let label = account.as_str().replace('_', "-");
    DomainIdentifier::stored(format!("{label}.released.invalid"))
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
/// In: its SA Administrator memberships, as for [`membership::end`]. Errors: [`Refusal::LastAdministrator`] if none of them
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
    let events = membership::grant(held, &[new]);
    if events.is_empty() {
        return Err(Refusal::NothingToChange);
    }
    Ok(events)
}
