//! The seven roles and what each allows. The table below is the one place that says so: pages, checks and tests read it.

use crate::VirtualAccountId;
use Extent::{Account as All, Nothing as No, Own};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What somebody is in an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    SaAdministrator,
    SaApprover,
    SaUser,
    SaViewer,
    VaAdministrator,
    VaUser,
    VaViewer,
}

/// What a role may allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    #[serde(rename = "request.decide")]
    RequestDecide,
    #[serde(rename = "account.edit")]
    AccountEdit,
    #[serde(rename = "agreement.accept")]
    AgreementAccept,
    #[serde(rename = "member.view")]
    MemberView,
    #[serde(rename = "member.manage")]
    MemberManage,
    #[serde(rename = "virtual-account.create")]
    VirtualAccountCreate,
    #[serde(rename = "virtual-account.edit")]
    VirtualAccountEdit,
    #[serde(rename = "group.manage")]
    GroupManage,
    /// To work with what the account owns, which waits while a required agreement is not accepted.
    Use,
    /// To look at what the account owns, its properties among it.
    View,
    #[serde(rename = "event.view")]
    EventView,
    #[serde(rename = "notification.manage")]
    NotificationManage,
}

/// How far a right reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    Nothing,
    /// The Virtual Accounts the role is held on and those nested in them; where the right is about roles, VA roles only.
    Own,
    /// The whole account: every Virtual Account, also future ones.
    Account,
}

/// Rights by role, the columns in the order of [`Role::ALL`].
#[rustfmt::skip]
const TABLE: [(Right, [Extent; 7]); 12] = [
    (Right::RequestDecide,        [All, No,  No,  No,  Own, No,  No]),
    (Right::AccountEdit,          [All, All, No,  No,  No,  No,  No]),
    (Right::AgreementAccept,      [All, All, No,  No,  No,  No,  No]),
    (Right::MemberView,           [All, All, No,  All, Own, No,  No]),
    (Right::MemberManage,         [All, No,  No,  No,  Own, No,  No]),
    (Right::VirtualAccountCreate, [All, No,  No,  No,  Own, No,  No]),
    (Right::VirtualAccountEdit,   [All, No,  No,  No,  Own, No,  No]),
    (Right::GroupManage,          [All, No,  No,  No,  Own, No,  No]),
    (Right::Use,                  [All, No,  All, No,  Own, Own, No]),
    (Right::View,                 [All, All, All, All, Own, Own, Own]),
    (Right::EventView,            [All, All, No,  No,  Own, No,  No]),
    (Right::NotificationManage,   [All, No,  No,  No,  No,  No,  No]),
];

impl Role {
    /// In the order of the table's columns: those for the whole account, then those for Virtual Accounts.
    pub const ALL: [Role; 7] = [
        Role::SaAdministrator,
        Role::SaApprover,
        Role::SaUser,
        Role::SaViewer,
        Role::VaAdministrator,
        Role::VaUser,
        Role::VaViewer,
    ];

    /// How far `right` reaches for whoever holds this role.
    pub fn extent(self, right: Right) -> Extent {
        TABLE
            .iter()
            .find(|(listed, _)| *listed == right)
            .map_or(Extent::Nothing, |(_, extents)| extents[self as usize])
    }

    /// The rights this role gives, in the table's order, with how far each reaches.
    pub fn rights(self) -> impl Iterator<Item = (Right, Extent)> {
        TABLE
            .iter()
            .map(move |(right, extents)| (*right, extents[self as usize]))
            .filter(|(_, e)| *e != Extent::Nothing)
    }

    /// Whether this role allows nothing, anywhere, that `other` does not.
    pub fn is_at_most(self, other: Role) -> bool {
        Right::ALL
            .into_iter()
            .all(|right| self.extent(right) <= other.extent(right))
    }

    /// Whether the role is held on Virtual Accounts rather than on the whole account.
    pub fn is_for_virtual_accounts(self) -> bool {
        matches!(self, Role::VaAdministrator | Role::VaUser | Role::VaViewer)
    }

    /// The name used in addresses, files and the database.
    pub fn key(self) -> &'static str {
        match self {
            Role::SaAdministrator => "sa-administrator",
            Role::SaApprover => "sa-approver",
            Role::SaUser => "sa-user",
            Role::SaViewer => "sa-viewer",
            Role::VaAdministrator => "va-administrator",
            Role::VaUser => "va-user",
            Role::VaViewer => "va-viewer",
        }
    }

    /// The role of a [`Role::key`].
    pub fn from_key(key: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.key() == key)
    }
}

impl Right {
    /// In the table's order.
    pub const ALL: [Right; 12] = {
        let mut all = [Right::View; 12];
        let mut i = 0;
        while i < TABLE.len() {
            all[i] = TABLE[i].0;
            i += 1;
        }
        all
    };

    /// The name used in configuration and by machines.
    pub fn key(self) -> &'static str {
        match self {
            Right::RequestDecide => "request.decide",
            Right::AccountEdit => "account.edit",
            Right::AgreementAccept => "agreement.accept",
            Right::MemberView => "member.view",
            Right::MemberManage => "member.manage",
            Right::VirtualAccountCreate => "virtual-account.create",
            Right::VirtualAccountEdit => "virtual-account.edit",
            Right::GroupManage => "group.manage",
            Right::Use => "use",
            Right::View => "view",
            Right::EventView => "event.view",
            Right::NotificationManage => "notification.manage",
        }
    }

    /// The right of a [`Right::key`].
    pub fn from_key(key: &str) -> Option<Right> {
        Right::ALL.into_iter().find(|right| right.key() == key)
    }
}

/// What of an account a role is held on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    EntireAccount,
    /// Never empty where a grant is concerned; [`crate::rules::access_request::approve`] refuses it.
    VirtualAccounts(BTreeSet<VirtualAccountId>),
}

impl Scope {
    /// The Virtual Accounts named; none where it is the entire account.
    pub fn virtual_accounts(&self) -> impl Iterator<Item = &VirtualAccountId> {
        match self {
            Scope::EntireAccount => None,
            Scope::VirtualAccounts(ids) => Some(ids.iter()),
        }
        .into_iter()
        .flatten()
    }

    /// What is left of it without some of the Virtual Accounts it names; nothing where none of them is kept.
    pub fn keeping(&self, keep: impl Fn(&VirtualAccountId) -> bool) -> Option<Scope> {
        match self {
            Scope::EntireAccount => Some(Scope::EntireAccount),
            Scope::VirtualAccounts(ids) => {
                let left: BTreeSet<_> = ids.iter().filter(|id| keep(id)).cloned().collect();
                (!left.is_empty()).then_some(Scope::VirtualAccounts(left))
            }
        }
    }

    /// Whether a role of this kind can be held on this scope.
    pub fn fits(&self, role: Role) -> bool {
        matches!(self, Scope::VirtualAccounts(_)) == role.is_for_virtual_accounts()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back() {
        for role in Role::ALL {
            assert_eq!(Role::from_key(role.key()), Some(role));
        }
        for right in Right::ALL {
            assert_eq!(Right::from_key(right.key()), Some(right));
        }
    }

    #[test]
    fn va_roles_never_reach_the_whole_account() {
        for role in Role::ALL
            .into_iter()
            .filter(|r| r.is_for_virtual_accounts())
        {
            assert!(
                role.rights().all(|(_, extent)| extent == Extent::Own),
                "{role:?}"
            );
        }
    }
}
