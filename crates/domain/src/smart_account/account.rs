//! Smart Accounts: what access is asked for.

use crate::key::keyed;
use crate::{DomainIdentifier, SmartAccountId};
use serde::{Deserialize, Serialize};

/// An account that people ask for access to; all its roles are held on it or on parts of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmartAccount {
    pub id: SmartAccountId,
    /// The identifier by which people ask for it. It is known by its aliases, too.
    pub domain: DomainIdentifier,
    pub name: String,
    pub kind: AccountKind,
    pub status: AccountStatus,
    pub visibility: Visibility,
}

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

impl SmartAccount {
    /// Whether anything can be given, changed or decided in it. While an account is suspended all of that rests: what people hold
    /// stays, is shown, may end, and may be taken away.
    pub fn is_open(&self) -> bool {
        self.status == AccountStatus::Active
    }
}

/// An identifier for an account that has given up its own. Names below `invalid` are nobody's (RFC 2606).
pub fn nobodys_identifier(account: &SmartAccountId) -> DomainIdentifier {
    let label = account.as_str().replace('_', "-");
    DomainIdentifier::stored(format!("{label}.released.invalid"))
}
