//! Contracts: one normal form for a number, one contract for a contract number, nothing changed by whoever saw something older.

use crate::support::cases::cases;
use crate::support::nouns::identifier;
use crate::support::texts;
use domain::contract::{
    AccessType, Agreed, Contract, ContractFact, ContractNumber, MOST_DOMAINS, MOST_SERIALS,
};
use domain::rules::contract::{change, create, end, set_lock};
use domain::{ContractId, Event, Moment, Refusal};
use proptest::prelude::*;

const NOW: Moment = Moment(1_000_000);

fn number(typed: &str) -> ContractNumber {
    ContractNumber::parse(typed).expect("a number")
}

fn agreed() -> Agreed {
    Agreed {
        number: number("204881"),
        bill_to: Some(number("7001004")),
        serials: [number("LMN2231A0K1")].into(),
        company: "Lumen Networks".into(),
        parent: None,
        domains: [identifier("lumen.example")].into(),
        offers: [AccessType::FullSupport].into(),
        ends: None,
        is_locked: false,
    }
}

fn contract() -> Contract {
    Contract {
        id: ContractId::new(1),
        agreed: agreed(),
        version: 3,
    }
}

fn after(event: &Event) -> &Contract {
    match event {
        Event::Contract(fact) => fact.contract(),
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_number_has_one_normal_form(typed in texts::anything()) {
        if let Ok(number) = ContractNumber::parse(&typed) {
            let text = number.as_str();
            prop_assert!((1..=64).contains(&text.len()));
            prop_assert!(text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()));
            prop_assert_eq!(ContractNumber::parse(text), Ok(number));
        }
    }

    #[test]
    fn what_stands_between_and_its_case_do_not_matter(
        plain in "[A-Z0-9]{1,64}",
        between in prop::sample::select(vec!["", " ", "-", "\u{2011}", "\u{A0}", " - "]),
    ) {
        let typed: String = plain.chars().map(|c| format!("{}{between}", c.to_ascii_lowercase())).collect();
        prop_assert_eq!(ContractNumber::parse(&typed).map(|number| number.to_string()), Ok(plain));
    }
}

#[test]
fn a_number_is_of_one_contract() {
    let taken = Refusal::ContractNumberTaken {
        number: number("204881"),
    };
    assert_eq!(
        create(ContractId::new(2), agreed(), true),
        Err(taken.clone())
    );
    assert_eq!(change(&contract(), 3, agreed(), true), Err(taken));
}

#[test]
fn what_no_contract_is_is_refused_wherever_it_comes_from() {
    let refused = |agreed: Agreed| {
        let changed = change(&contract(), 3, agreed.clone(), false).unwrap_err();
        assert_eq!(
            create(ContractId::new(2), agreed, false),
            Err(changed.clone())
        );
        changed
    };
    assert_eq!(
        refused(Agreed {
            offers: [].into(),
            ..agreed()
        }),
        Refusal::NoAccessTypeOffered
    );
    let domain = identifier("mail.gmail.com");
    let domains = [domain.clone()].into();
    assert_eq!(
        refused(Agreed {
            domains,
            ..agreed()
        }),
        Refusal::DomainOfAnybody { domain }
    );
    let serials = (0..=MOST_SERIALS).map(|n| number(&format!("S{n}")));
    assert_eq!(
        refused(Agreed {
            serials: serials.collect(),
            ..agreed()
        }),
        Refusal::TooManySerials
    );
    let domains = (0..=MOST_DOMAINS).map(|n| identifier(&format!("lumen{n}.example")));
    assert_eq!(
        refused(Agreed {
            domains: domains.collect(),
            ..agreed()
        }),
        Refusal::TooManyContractDomains
    );
}

#[test]
fn whoever_saw_an_older_version_changes_nothing() {
    let contract = contract();
    let stale = Err(Refusal::ChangedMeanwhile);
    for seen in [2, 4] {
        assert_eq!(change(&contract, seen, agreed(), false).map(drop), stale);
        assert_eq!(set_lock(&contract, seen, true).map(drop), stale);
        assert_eq!(end(&contract, seen, NOW, NOW).map(drop), stale);
    }
    assert_eq!(change(&contract, 3, agreed(), false), Ok(None));
    let renamed = Agreed {
        company: "Lumen".into(),
        ..agreed()
    };
    let event = change(&contract, 3, renamed, false).unwrap().unwrap();
    assert_eq!(after(&event).version, 4);
}

#[test]
fn a_lock_is_set_once_and_taken_off_once() {
    let locked = set_lock(&contract(), 3, true).unwrap();
    let locked = after(&locked);
    assert!(locked.agreed.is_locked);
    assert_eq!(set_lock(locked, 4, true), Err(Refusal::NothingToChange));
    let open = set_lock(locked, 4, false).unwrap();
    assert_eq!(after(&open).agreed, agreed());
}

#[test]
fn a_contract_ends_now_or_later_and_once() {
    let ended = end(&contract(), 3, NOW, NOW).unwrap();
    assert!(matches!(ended, Event::Contract(ContractFact::Ended { .. })));
    assert!(after(&ended).has_ended(NOW));
    assert_eq!(
        end(after(&ended), 4, Moment(NOW.0 + 1), NOW),
        Err(Refusal::NothingToChange)
    );
    let later = Moment(NOW.0 + 5);
    let ending = end(&contract(), 3, later, NOW).unwrap();
    assert!(matches!(
        ending,
        Event::Contract(ContractFact::Changed { .. })
    ));
    assert!(!after(&ending).has_ended(NOW) && after(&ending).has_ended(later));
    let past = Moment(NOW.0 - 1);
    assert_eq!(
        end(&contract(), 3, past, NOW),
        Err(Refusal::EndDateInThePast)
    );
}
