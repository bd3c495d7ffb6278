//! Who may see a request, and what of the account it shows to whoever asked.

use crate::Role;
use crate::access_request::{AccessRequest, RequestOutcome};
use crate::membership::Reach;

impl AccessRequest {
    /// Whether somebody whose right to decide reaches so far may see and decide this request: the whole account, or
    /// all that is asked for, where that is Virtual Accounts and no role above them.
    pub fn is_within(&self, reach: &Reach) -> bool {
        match reach {
            Reach::Nothing => false,
            Reach::Account => true,
            Reach::VirtualAccounts(_) => {
                let scope_fits = self
                    .wish
                    .scope
                    .as_ref()
                    .is_some_and(|scope| reach.covers(scope));
                scope_fits && self.wish.role.is_none_or(Role::is_for_virtual_accounts)
            }
        }
    }

    /// Whether the account is shown to whoever asked, hidden or not: who was let in knows of it, for a group as for oneself.
    pub fn reveals_account(&self) -> bool {
        self.outcome() == RequestOutcome::Approved
    }

    /// Whether the names of Virtual Accounts are shown to whoever asked. In: whether something was ever proposed, which shows as
    /// much of a hidden account as it names.
    pub fn reveals_parts(&self, was_proposed: bool) -> bool {
        was_proposed || self.reveals_account()
    }
}
