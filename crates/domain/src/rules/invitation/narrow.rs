//! What becomes of an invitation when a Virtual Account or group it offers is deleted.

use crate::group::Group;
use crate::invitation::{Gives, GroupPlace, Invitation, InvitationFact, InvitationStatus, Offer};
use crate::virtual_account::{Tree, VirtualAccount};
use crate::{Event, Scope, VirtualAccountId};

impl Offer {
    /// The offer without the Virtual Accounts that are not there; nothing where none of those it names is.
    pub(super) fn left_in(&self, tree: &Tree) -> Option<Offer> {
        self.keeping(|id| tree.contains(id))
    }

    /// The offer when a Virtual Account is deleted; nothing where it is about nothing else. A group goes to what is around it.
    fn without(&self, gone: &VirtualAccount) -> Option<Offer> {
        let mut left = self.keeping(|id| *id != gone.id)?;
        if let Gives::Group(GroupPlace { scope, .. }) = &mut left.gives
            && scope.virtual_accounts().any(|id| *id == gone.id)
        {
            *scope = match &gone.parent {
                Some(around) => Scope::VirtualAccounts([around.clone()].into()),
                None => Scope::EntireAccount,
            };
        }
        Some(left)
    }

    fn keeping(&self, keep: impl Fn(&VirtualAccountId) -> bool) -> Option<Offer> {
        let mut left = self.clone();
        if let Gives::Terms(terms) = &mut left.gives {
            terms.scope = terms.scope.keeping(keep)?;
        }
        Some(left)
    }
}

impl Invitation {
    /// Takes a Virtual Account that is deleted out of what is offered. What offered nothing else is withdrawn.
    pub fn without_virtual_account(&self, gone: &VirtualAccount) -> Option<Event> {
        let scopes = self.offers.iter().map(|offer| offer.gives.scope());
        let is_named = scopes
            .flat_map(Scope::virtual_accounts)
            .any(|id| *id == gone.id);
        if self.status != InvitationStatus::Open || !is_named {
            return None;
        }
        let offers = self.offers.iter().filter_map(|offer| offer.without(gone));
        Some(self.left_with(offers.collect(), &gone.name))
    }

    /// Takes a group that is deleted out of what is offered. What offered nothing else is withdrawn.
    pub fn without_group(&self, gone: &Group) -> Option<Event> {
        let mut left = self.offers.clone();
        left.retain(|offer| !matches!(&offer.gives, Gives::Group(place) if place.id == gone.id));
        let is_named = left.len() < self.offers.len();
        (self.status == InvitationStatus::Open && is_named)
            .then(|| self.left_with(left, &gone.name))
    }

    /// What becomes of it when something it offered is deleted. In: what it still offers; what that was called.
    fn left_with(&self, offers: Vec<Offer>, gone: &str) -> Event {
        let name = gone.to_owned();
        Event::Invitation(if offers.is_empty() {
            InvitationFact::LeftEmpty {
                invitation: self.ended(InvitationStatus::Withdrawn),
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
        })
    }
}
