//! What may happen to a group.

use crate::group::label::Group;
use crate::membership::Membership;
use crate::{PersonId, SmartAccountId, VirtualAccountId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// As many people as one [`GroupFact::Emptied`] names.
pub const MOST_AT_ONCE: usize = 100;

/// What happens to a group, as the event log keeps it; each fact carries the group as it was then, so that the log can tell it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum GroupFact {
    Created(Group),
    Changed {
        before: Group,
        after: Group,
    },
    /// So many are in it, or it holds so much, that it goes bit by bit: from now on it is there for nobody, and gives nobody
    /// anything.
    DeletionBegun {
        group: Group,
        /// How many people, roles and requests go with it.
        hanging: u64,
    },
    /// It is empty and holds nothing by then.
    Deleted(Group),
    MemberAdded {
        group: Group,
        person: PersonId,
        /// The Virtual Accounts of the group's own account on which it holds roles.
        #[serde(default)]
        on: Vec<VirtualAccountId>,
    },
    MemberRemoved {
        group: Group,
        person: PersonId,
        /// The Virtual Accounts of the group's own account on which it holds roles.
        #[serde(default)]
        on: Vec<VirtualAccountId>,
    },
    /// The first step of deleting it: these people are no longer in it.
    Emptied {
        group: Group,
        people: Vec<PersonId>,
        /// The Virtual Accounts of the group's own account on which it holds roles.
        #[serde(default)]
        on: Vec<VirtualAccountId>,
        /// The first of what they had through it, where that ends only once nobody is in it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        had: Vec<Membership>,
    },
    /// Somebody tried to change it in a way they may not. Changes nothing.
    Refused {
        group: Group,
        by: PersonId,
        code: String,
    },
    /// For the log of another account where the group holds roles: somebody has them now. Changes nothing by itself.
    GuestAdded {
        group: Group,
        person: PersonId,
        account: SmartAccountId,
        /// Where the group holds roles on Virtual Accounts only: on which.
        on: Vec<VirtualAccountId>,
    },
    /// As [`GroupFact::GuestAdded`]: somebody has them no more.
    GuestRemoved {
        group: Group,
        person: PersonId,
        account: SmartAccountId,
        on: Vec<VirtualAccountId>,
    },
}

impl GroupFact {
    /// The group, as it is after the fact, or as it was when it was deleted.
    pub fn group(&self) -> &Group {
        match self {
            GroupFact::Created(group)
            | GroupFact::DeletionBegun { group, .. }
            | GroupFact::Deleted(group)
            | GroupFact::MemberAdded { group, .. }
            | GroupFact::MemberRemoved { group, .. }
            | GroupFact::Emptied { group, .. }
            | GroupFact::Refused { group, .. }
            | GroupFact::GuestAdded { group, .. }
            | GroupFact::GuestRemoved { group, .. } => group,
            GroupFact::Changed { after, .. } => after,
        }
    }

    /// The account in whose log it stands.
    pub fn account(&self) -> &SmartAccountId {
        match self {
            GroupFact::GuestAdded { account, .. } | GroupFact::GuestRemoved { account, .. } => {
                account
            }
            _ => &self.group().account,
        }
    }

    /// Whom it is about, where that is one member; those of [`GroupFact::Emptied`] are many.
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            GroupFact::MemberAdded { person, .. }
            | GroupFact::MemberRemoved { person, .. }
            | GroupFact::GuestAdded { person, .. }
            | GroupFact::GuestRemoved { person, .. } => Some(person),
            _ => None,
        }
    }

    /// The Virtual Accounts whose administrators may see it.
    pub fn virtual_accounts(&self) -> Vec<VirtualAccountId> {
        match self {
            GroupFact::GuestAdded { on, .. } | GroupFact::GuestRemoved { on, .. } => on.clone(),
            GroupFact::MemberAdded { group, on, .. }
            | GroupFact::MemberRemoved { group, on, .. }
            | GroupFact::Emptied { group, on, .. } => {
                let all: BTreeSet<_> = group.virtual_account.iter().chain(on).collect();
                all.into_iter().cloned().collect()
            }
            _ => self.group().virtual_account.iter().cloned().collect(),
        }
    }
}
