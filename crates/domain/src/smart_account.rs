//! Smart Accounts: what access is asked for.

use crate::membership::{Membership, MembershipFact};
use crate::virtual_account::VirtualAccount;
use crate::{DomainIdentifier, Event, Refusal, Role, SmartAccountId};
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
    AccountStatus { Pending = "pending", Active = "active", Suspended = "suspended" }
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
