//! What any step needs: a creation that is pending, as the caller knows it.

use crate::account_creation::{Creation, CreationEvent, CreationFact};
use crate::{Event, Refusal};

impl Creation {
    /// A fact about this creation, filed with the account and the account above as they are known by now.
    pub(crate) fn says(&self, fact: CreationFact) -> Event {
        Event::AccountCreation(CreationEvent {
            creation: self.id.clone(),
            creator: self.creator.clone(),
            account: self.account.clone(),
            parent: self.progress.parent.clone(),
            fact,
        })
    }

    /// Errors: [`Refusal::CreationSettled`].
    pub(crate) fn must_be_pending(&self) -> Result<(), Refusal> {
        if self.is_pending() {
            Ok(())
        } else {
            Err(Refusal::CreationSettled)
        }
    }

    /// Errors: [`Refusal::StalePage`] where the page showed another version than this.
    pub(crate) fn must_be_seen(&self, seen_version: u32) -> Result<(), Refusal> {
        if self.version == seen_version {
            Ok(())
        } else {
            Err(Refusal::StalePage)
        }
    }
}
