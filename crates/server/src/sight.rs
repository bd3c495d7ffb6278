//! What a list of an account may contain.

use domain::access_request::RequestQueue;
use domain::membership::Reach;
use domain::{PersonId, SmartAccountId, VirtualAccountId};

/// Whose things a list is of: one account, and of it the Virtual Accounts within a reader's reach. Every list of an account takes
/// this in place of a bare id and asks for the account in its query, so that naming a Virtual Account, a group or whatever else of
/// another account finds nothing there. A person's comes from their `Desk` alone.
#[derive(Debug, Clone)]
pub struct Sight {
    account: SmartAccountId,
    /// All Virtual Accounts of the account that there are for this reader.
    parts: Vec<VirtualAccountId>,
    /// Of these Virtual Accounts only; none where everything of the account is meant.
    within: Option<Vec<VirtualAccountId>>,
}

impl Sight {
    /// In: all Virtual Accounts of the account that there are for the reader, and how far their right reaches.
    pub(super) fn new(
        account: &SmartAccountId,
        parts: impl IntoIterator<Item = VirtualAccountId>,
        reach: &Reach,
    ) -> Self {
        Self {
            account: account.clone(),
            parts: parts.into_iter().collect(),
            within: limits(reach),
        }
    }

    /// What the program itself goes through where nobody reads: its worker, its measurements and its tests.
    pub fn of_the_program(account: &SmartAccountId, within: Option<Vec<VirtualAccountId>>) -> Self {
        Self {
            account: account.clone(),
            parts: within.clone().unwrap_or_default(),
            within,
        }
    }

    /// What an operator looks at in any account.
    pub(crate) fn of_an_operator(account: &SmartAccountId) -> Self {
        Self::of_the_program(account, None)
    }

    /// The account that every query of such a list asks for.
    pub fn account(&self) -> &SmartAccountId {
        &self.account
    }

    /// The Virtual Accounts it is limited to; none where it reaches the whole account.
    pub fn within(&self) -> Option<&[VirtualAccountId]> {
        self.within.as_deref()
    }

    /// Whether all of the account is seen, what lies on no Virtual Account included.
    pub fn is_whole(&self) -> bool {
        self.within.is_none()
    }

    /// Whether something on this Virtual Account, or on the whole account, is seen.
    pub fn covers(&self, part: Option<&VirtualAccountId>) -> bool {
        match (&self.within, part) {
            (None, None) => true,
            (None, Some(part)) => self.parts.contains(part),
            (Some(own), part) => part.is_some_and(|part| own.contains(part)),
        }
    }

    /// Of these Virtual Accounts alone. Those that are not seen, whether elsewhere or nowhere, are left out.
    pub fn only<'a>(&self, named: impl IntoIterator<Item = &'a VirtualAccountId>) -> Self {
        let seen = named.into_iter().filter(|part| self.covers(Some(part)));
        Self {
            within: Some(seen.cloned().collect()),
            ..self.clone()
        }
    }
}

/// Whose requests a list is of, or a page: an account's, as far as they are seen, or a queue's. A person's comes from their desk
/// alone.
#[derive(Debug, Clone)]
pub enum RequestsOf {
    Account(Sight),
    Queue {
        queue: RequestQueue,
        /// Of what this person asks alone; none where all of the queue is seen.
        only: Option<PersonId>,
    },
}

impl RequestsOf {
    /// By what requests there are found: the account's id, or the queue's key.
    pub fn key(&self) -> String {
        match self {
            RequestsOf::Account(sight) => sight.account().to_string(),
            RequestsOf::Queue { queue, .. } => queue.key(),
        }
    }
}

/// The Virtual Accounts a reach is limited to; none where it is the whole account.
pub fn limits(reach: &Reach) -> Option<Vec<VirtualAccountId>> {
    match reach {
        Reach::Account => None,
        Reach::VirtualAccounts(own) => Some(own.iter().cloned().collect()),
        Reach::Nothing => Some(Vec::new()),
    }
}
