//! An account asked for: by whom, what for, and on which domain.

use crate::support::nouns::{OPENING, account, email, identifier, part, person, reason};
use domain::account_creation::CreationPlan;
use domain::rules::account_creation::{
    CreationTimetable, Creator, Found, Fresh, OwnDomain, Way, default_identifier,
};
use domain::smart_account::{AccountKind, Visibility};
use domain::{rules, *};

pub fn creator() -> Creator {
    Creator {
        person: person(1),
        emails: vec![email("camille@atelier.example")],
        pending: None,
        own_domain: OwnDomain::AtOnce,
    }
}

pub fn plan(domain: &str) -> CreationPlan {
    CreationPlan {
        domain: identifier(domain),
        name: "Atelier".into(),
        kind: AccountKind::Customer,
        visibility: Visibility::Unrestricted,
        virtual_accounts: vec!["Default".into(), "Lyon".into()],
    }
}

pub fn fresh(seed: u128) -> Fresh {
    Fresh {
        account: account(seed),
        virtual_accounts: vec![part(seed), part(seed + 1)],
        memberships: [MembershipId::new(seed), MembershipId::new(seed + 1)],
        inactive: Vec::new(),
    }
}

pub fn asked(domain: &str, way: Way, found: Option<Found>) -> Result<Vec<Event>, Refusal> {
    rules::account_creation::ask(
        CreationId::new(1),
        &creator(),
        plan(domain),
        way,
        Some(reason()),
        found,
        &fresh(100),
        &CreationTimetable::default(),
        OPENING,
    )
}

#[test]
fn an_address_at_a_public_provider_is_no_domain_of_ones_own() {
    let emails = [email("camille@gmail.com"), email("camille@atelier.example")];
    assert_eq!(default_identifier(&emails[..1]), None);
    assert_eq!(
        default_identifier(&emails),
        Some(identifier("atelier.example"))
    );
    let camille = Creator {
        emails: emails.to_vec(),
        ..creator()
    };
    assert!(!camille.owns(&identifier("gmail.com")));
    assert!(!camille.owns(&identifier("lyon.atelier.example")));
    assert!(camille.owns(&identifier("atelier.example")));
}
