//! Groups: people who hold roles together. What a group holds, each member has for as long as they are in it.

use crate::{GroupId, PersonId, SmartAccountId, VirtualAccountId};
use serde::{Deserialize, Serialize};

/// A group of people, kept by the administrators of one account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub id: GroupId,
    /// The account whose administrators manage the group. It may hold roles in others, too.
    pub account: SmartAccountId,
    /// Where a Virtual Account Administrator made it: whose administrators manage it as well.
    pub virtual_account: Option<VirtualAccountId>,
    pub name: String,
    pub description: Option<String>,
    /// Counts the changes made to name and description; a change names the version it was made against.
    pub version: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum GroupFact {
    Created(Group),
    Changed {
        before: Group,
        after: Group,
    },
    /// It is empty and holds nothing by then.
    Deleted(Group),
    MemberAdded {
        group: Group,
        person: PersonId,
    },
    MemberRemoved {
        group: Group,
        person: PersonId,
    },
}

impl GroupFact {
    pub fn group(&self) -> &Group {
        match self {
            GroupFact::Created(group)
            | GroupFact::Deleted(group)
            | GroupFact::MemberAdded { group, .. }
            | GroupFact::MemberRemoved { group, .. } => group,
            GroupFact::Changed { after, .. } => after,
        }
    }

    pub fn account(&self) -> &SmartAccountId {
        &self.group().account
    }

    pub fn person(&self) -> Option<&PersonId> {
        match self {
            GroupFact::MemberAdded { person, .. } | GroupFact::MemberRemoved { person, .. } => {
                Some(person)
            }
            _ => None,
        }
    }

    /// The Virtual Accounts whose administrators may see it.
    pub fn virtual_accounts(&self) -> Vec<VirtualAccountId> {
        self.group().virtual_account.iter().cloned().collect()
    }
}
