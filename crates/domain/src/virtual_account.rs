//! Virtual Accounts: the parts of a Smart Account, nested in one another.

use crate::{SmartAccountId, VirtualAccountId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VirtualAccount {
    pub id: VirtualAccountId,
    pub account: SmartAccountId,
    pub parent: Option<VirtualAccountId>,
    pub name: String,
    pub is_default: bool,
}

/// How the Virtual Accounts of one account are nested.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    parents: BTreeMap<VirtualAccountId, Option<VirtualAccountId>>,
}

impl Tree {
    pub fn of<'a>(virtual_accounts: impl IntoIterator<Item = &'a VirtualAccount>) -> Self {
        Self {
            parents: virtual_accounts
                .into_iter()
                .map(|va| (va.id.clone(), va.parent.clone()))
                .collect(),
        }
    }

    pub fn contains(&self, id: &VirtualAccountId) -> bool {
        self.parents.contains_key(id)
    }

    /// Those of `roots` that exist here, and everything nested in them.
    pub fn within(&self, roots: &BTreeSet<VirtualAccountId>) -> BTreeSet<VirtualAccountId> {
        self.parents
            .keys()
            .filter(|id| self.lineage(id).any(|ancestor| roots.contains(ancestor)))
            .cloned()
            .collect()
    }

    /// The Virtual Account, its parent, and so on. Ends even if the stored nesting were a ring.
    fn lineage<'a>(
        &'a self,
        id: &'a VirtualAccountId,
    ) -> impl Iterator<Item = &'a VirtualAccountId> {
        std::iter::successors(Some(id), |id| {
            self.parents.get(*id).and_then(Option::as_ref)
        })
        .take(self.parents.len())
    }
}
