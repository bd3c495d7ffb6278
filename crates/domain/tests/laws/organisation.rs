//! Where anybody may have an address, an address shows nothing: every rule that takes a domain for a sign of where somebody
//! belongs keeps to the one list and to the public suffixes.

use crate::account_creation::asking::creator;
use crate::support::nouns::{account, decider, email, identifier, person};
use domain::automation::{Conditions, DomainCondition, Rule, RuleVerdict};
use domain::email::EmailAddress;
use domain::membership::{Reach, Terms};
use domain::notification_address::Domains;
use domain::organisation::is_owned;
use domain::rules::account_creation::{Creator, default_identifier, is_proven};
use domain::rules::automation::save;
use domain::rules::membership::check_terms;
use domain::virtual_account::Tree;
use domain::{DomainIdentifier, Event, Moment, Refusal, Role, RuleId, Scope};

const LIST: &str = include_str!("../../data/public-mail-domains.txt");
const SUFFIXES: [&str; 4] = ["co.uk", "github.io", "com.br", "asso.fr"];

fn domains_of_anybody() -> impl Iterator<Item = (DomainIdentifier, EmailAddress)> {
    let listed = LIST.lines().filter(|line| !line.starts_with('#'));
    let names = listed.flat_map(|line| [line.to_owned(), format!("mail.{line}")]);
    names
        .chain(SUFFIXES.map(str::to_owned))
        .map(|name| (identifier(&name), email(&format!("somebody@{name}"))))
}

fn approving(condition: DomainCondition) -> Rule {
    Rule {
        id: RuleId::new(1),
        account: account(1),
        name: "Ours".into(),
        version: 0,
        place: 1,
        conditions: Conditions {
            domain: Some(condition),
            ..Conditions::default()
        },
        verdict: RuleVerdict::Approve {
            role: Role::SaUser,
            scope: Scope::EntireAccount,
            days: None,
        },
        saved_by: person(1),
        saved_at: Moment(0),
    }
}

/// What comes of saving a rule for lumen.example.
fn saved(rule: Rule) -> Result<Vec<Event>, Refusal> {
    let author = decider(person(1), Reach::Account);
    let (domain, tree) = (identifier("lumen.example"), Tree::default());
    save(&[], rule, None, &author, &domain, &tree, Moment(0))
}

#[test]
fn nothing_follows_from_an_address_that_anybody_may_have() {
    let own = approving(DomainCondition::Is(identifier("lumen.example")));
    assert!(saved(own).is_ok());
    for (domain, email) in domains_of_anybody() {
        let emails = [email.clone()];
        assert!(
            !is_owned(&domain) && email.organisation().is_none(),
            "{domain}"
        );
        // A new account, and an alias.
        let creator = Creator {
            emails: emails.to_vec(),
            ..creator()
        };
        assert!(
            !creator.owns(&domain) && !is_proven(&domain, &emails),
            "{domain}"
        );
        assert_eq!(default_identifier(&emails), None, "{domain}");
        // Signing for the company.
        let terms = Terms {
            role: Role::SaApprover,
            scope: Scope::EntireAccount,
            until: None,
        };
        let (reach, tree) = (Reach::Account, Tree::default());
        let checked = check_terms(&terms, &reach, &emails, &domain, &tree, Moment(0));
        assert!(checked.is_err(), "{domain}");
        // Extra notification addresses.
        assert!(!Domains::of([domain.clone()]).hold(&email), "{domain}");
        // Automation rules that approve.
        for condition in [
            DomainCondition::Is(domain.clone()),
            DomainCondition::Inside(domain.clone()),
        ] {
            let refused = Err(Refusal::RuleNeedsDomain);
            assert_eq!(saved(approving(condition)), refused, "{domain}");
        }
    }
}
