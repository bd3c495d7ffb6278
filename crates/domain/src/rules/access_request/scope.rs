//! What becomes of a request when something it asks for goes away.

use crate::access_request::{AccessRequest, RequestFact};
use crate::virtual_account::VirtualAccount;
use crate::{Event, Moment, Scope};
use std::collections::BTreeSet;

impl AccessRequest {
    /// Takes a Virtual Account that is deleted out of what is asked for. What asked for nothing else keeps no scope, so that
    /// an administrator of the account chooses one.
    pub fn without_virtual_account(&self, gone: &VirtualAccount, now: Moment) -> Option<Event> {
        let Some(before @ Scope::VirtualAccounts(ids)) = &self.wish.scope else {
            return None;
        };
        if self.settled().is_some() || !ids.contains(&gone.id) {
            return None;
        }
        let left: BTreeSet<_> = ids.iter().filter(|id| **id != gone.id).cloned().collect();
        Some(self.says(RequestFact::VirtualAccountGone {
            virtual_account: gone.id.clone(),
            name: gone.name.clone(),
            before: Some(before.clone()),
            after: (!left.is_empty()).then_some(Scope::VirtualAccounts(left)),
            at: now,
        }))
    }
}
