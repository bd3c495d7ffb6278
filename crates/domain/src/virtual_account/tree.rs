//! How the Virtual Accounts of one account are nested.

use crate::VirtualAccountId;
use crate::virtual_account::account::VirtualAccount;
use std::collections::{BTreeMap, BTreeSet};

/// How the Virtual Accounts of one account are nested.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    parents: BTreeMap<VirtualAccountId, Option<VirtualAccountId>>,
}

impl Tree {
    /// In: all Virtual Accounts of one account and of no other.
    pub fn of<'a>(virtual_accounts: impl IntoIterator<Item = &'a VirtualAccount>) -> Self {
        Self {
            parents: virtual_accounts
                .into_iter()
                .map(|va| (va.id.clone(), va.parent.clone()))
                .collect(),
        }
    }

    /// Whether it is one of them.
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

    /// Whether `id` is `ancestor` itself or nested in it, however deep.
    pub fn is_within(&self, id: &VirtualAccountId, ancestor: &VirtualAccountId) -> bool {
        self.lineage(id).any(|above| above == ancestor)
    }

    /// How deep it lies: 1 directly in the account.
    pub fn depth(&self, id: &VirtualAccountId) -> usize {
        self.lineage(id).count()
    }

    /// How many levels are nested below it; 0 where nothing is.
    pub fn height(&self, id: &VirtualAccountId) -> usize {
        let own = self.depth(id);
        let below = self
            .parents
            .keys()
            .filter(|other| self.is_within(other, id));
        below
            .map(|other| self.depth(other).saturating_sub(own))
            .max()
            .unwrap_or(0)
    }

    /// The Virtual Account, its parent, and so on. Ends even if the stored nesting were a ring.
    pub fn lineage<'a>(
        &'a self,
        id: &'a VirtualAccountId,
    ) -> impl Iterator<Item = &'a VirtualAccountId> {
        std::iter::successors(Some(id), |id| {
            self.parents.get(*id).and_then(Option::as_ref)
        })
        .take(self.parents.len())
    }
}
