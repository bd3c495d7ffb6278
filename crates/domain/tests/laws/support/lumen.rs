//! Lumen, an account with three Virtual Accounts, the third nested in the second, and a request for it.

use super::nouns::{OPEN, OPENING, account, email, identifier, person, reason, virtual_account};
use domain::access_request::{AccessRequest, RequestProgress, RequestStatus, Target, Wish};
use domain::rules::access_request::{AccountFacts, DecisionFacts, RequestStanding, TargetFacts};
use domain::virtual_account::{Tree, VirtualAccount};
use domain::{DomainIdentifier, RequestId, SmartAccountId};

pub fn id() -> SmartAccountId {
    account(1)
}

pub fn domain() -> DomainIdentifier {
    identifier("lumen.example")
}

pub fn tree() -> Tree {
    let parts = [(1, None), (2, None), (3, Some(2))].map(|(number, parent)| VirtualAccount {
        is_default: number == 1,
        ..virtual_account(number, id(), parent)
    });
    Tree::of(&parts)
}

/// Person 0 asks.
pub fn request(wish: Wish) -> AccessRequest {
    AccessRequest {
        id: RequestId::new(1),
        applicant: person(0),
        for_group: None,
        target: Target::SmartAccount {
            identifier: domain(),
            account: Some(id()),
        },
        reason: reason(),
        wish,
        sent_at: OPENING,
        version: 1,
        status: RequestStatus::Pending,
        progress: RequestProgress::default(),
    }
}

pub fn decision_facts(account_is_open: bool) -> DecisionFacts {
    DecisionFacts {
        standing: RequestStanding {
            account_is_open,
            ..OPEN
        },
        applicant_is_active: true,
        target: TargetFacts::Account(Box::new(account_facts())),
    }
}

pub fn account_facts() -> AccountFacts {
    AccountFacts {
        domain: domain(),
        tree: tree(),
        applicant_emails: vec![email("camille@atelier.example")],
        held: Vec::new(),
    }
}
