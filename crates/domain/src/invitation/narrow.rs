//! What becomes of an invitation when a Virtual Account it offers is deleted.

use super::{Invitation, InvitationFact, Offer, Status};
use crate::virtual_account::{Tree, VirtualAccount};
use crate::{Event, Scope, VirtualAccountId};

impl Offer {
    /// The offer without the Virtual Accounts that are not there; nothing where none of those it names is.
    pub(super) fn left_in(&self, tree: &Tree) -> Option<Offer> {
        self.keeping(|id| tree.contains(id))
    }

    fn keeping(&self, keep: impl Fn(&VirtualAccountId) -> bool) -> Option<Offer> {
        let mut left = self.clone();
        left.terms.scope = self.terms.scope.keeping(keep)?;
        Some(left)
    }
}

impl Invitation {
    /// Takes a Virtual Account that is deleted out of what is offered. What offered nothing else is withdrawn.
    pub fn without_virtual_account(&self, gone: &VirtualAccount) -> Option<Event> {
        let scopes = self.offers.iter().map(|offer| &offer.terms.scope);
        let is_named = scopes
            .flat_map(Scope::virtual_accounts)
            .any(|id| *id == gone.id);
        if self.status != Status::Open || !is_named {
            return None;
        }
        let keep = |id: &VirtualAccountId| *id != gone.id;
        let offers = self.offers.iter().filter_map(|offer| offer.keeping(keep));
        let offers: Vec<Offer> = offers.collect();
        let name = gone.name.clone();
        Some(Event::Invitation(if offers.is_empty() {
            InvitationFact::LeftEmpty {
                invitation: self.ended(Status::Withdrawn),
                name,
            }
        } else {
            InvitationFact::Narrowed {
                before: self.clone(),
                after: Invitation {
                    offers,
                    ..self.clone()
                },
                name,
            }
        }))
    }
}
