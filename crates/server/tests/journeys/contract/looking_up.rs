//! What a number leads to, whichever it is of, and who may keep contracts.

use crate::contract::scene::keeps;
use crate::on_both_engines;
use crate::support::Office;
use crate::support::world::{agreed, identifier, number};
use domain::contract::{AccessType, Agreed, Contract};
use domain::email::EmailAddress;
use domain::rules::contract_access::{Evaluation, LedTo, evaluate};
use domain::{Actor, PersonId, Refusal};
use parvis::storage::{Author, Error};
use parvis::{store, use_cases};

/// Makes a contract as somebody.
fn makes(office: &Office, by: &PersonId, agreed: Agreed) -> Result<(), Refusal> {
    let author = Author {
        actor: Actor::Person(by.clone()),
        origin: "test".into(),
    };
    let made = office.runtime.block_on(
        office
            .app
            .db
            .write(author, move |tx| use_cases::contract::create(tx, &agreed)),
    );
    match made {
        Ok(answer) => answer.map(drop),
        Err(Error::Refused(refusal)) => Err(refusal),
        Err(fault) => panic!("{fault}"),
    }
}

fn leads_to(office: &Office, typed: &str) -> LedTo {
    let number = number(typed);
    office.read(move |db| store::contract::by_number(db, &number))
}

fn numbers(contracts: &[Contract]) -> Vec<&str> {
    let numbers = contracts.iter().map(|one| one.agreed.number.as_str());
    numbers.collect()
}

on_both_engines!(
    each_number_leads_to_its_contracts,
    what_is_changed_is_found_by_what_it_says_now,
    nobody_but_support_keeps_contracts,
    two_agents_do_not_make_the_same_contract,
    contracts_of_others_and_locked_ones_are_not_read_for_who_asks,
);

fn each_number_leads_to_its_contracts(office: &Office) {
    keeps(office, agreed("204881", "Lumen Networks"));
    keeps(
        office,
        Agreed {
            serials: [number("LMN2231A0K2")].into(),
            ..agreed("204995", "Lumen Networks")
        },
    );
    let found = leads_to(office, "204 881");
    assert_eq!(
        found.contract.unwrap().agreed,
        agreed("204881", "Lumen Networks")
    );
    assert!(found.billed.is_empty() && found.with_serial.is_empty());
    let found = leads_to(office, "700-1004");
    assert_eq!(numbers(&found.billed), ["204881", "204995"]);
    assert!(found.contract.is_none());
    assert_eq!(
        numbers(&leads_to(office, "lmn2231a0k1").with_serial),
        ["204881"]
    );
    // A serial number may stand in several contracts, and then means none of them.
    let found = leads_to(office, "ＬＭＮ２２３１Ａ０Ｋ２");
    assert_eq!(numbers(&found.with_serial), ["204881", "204995"]);
    assert_eq!(leads_to(office, "999999"), LedTo::default());
}

fn what_is_changed_is_found_by_what_it_says_now(office: &Office) {
    let id = keeps(office, agreed("204881", "Lumen Networks"));
    office.write(move |tx| {
        let now = Agreed {
            bill_to: None,
            serials: [number("NEW1")].into(),
            ..agreed("300000", "Ortega")
        };
        assert_eq!(use_cases::contract::change(tx, &id, 1, &now)?, Ok(true));
        assert_eq!(use_cases::contract::change(tx, &id, 2, &now)?, Ok(false));
        assert_eq!(use_cases::contract::set_lock(tx, &id, 2, true)?, Ok(()));
        assert_eq!(use_cases::contract::end(tx, &id, 3, None)?, Ok(()));
        let contract = store::contract::find(tx.db, &id)?;
        assert!(contract.has_ended(tx.now) && contract.agreed.is_locked);
        let log = store::event::of_contract(tx.db, &id, None, 10)?;
        let log: Vec<&str> = log.iter().map(|one| one.event.name()).collect();
        assert_eq!(
            log,
            [
                "contract.ended",
                "contract.changed",
                "contract.changed",
                "contract.created"
            ]
        );
        Ok(())
    });
    for gone in ["204881", "7001004", "LMN2231A0K1"] {
        assert_eq!(leads_to(office, gone), LedTo::default());
    }
    assert_eq!(numbers(&leads_to(office, "new-1").with_serial), ["300000"]);
    assert!(leads_to(office, "300000").contract.is_some());
}

fn nobody_but_support_keeps_contracts(office: &Office) {
    let amina = office.person("amina@lumen.example");
    office.account(
        "lumen.example",
        domain::smart_account::Visibility::Unrestricted,
        &amina,
    );
    let olga = office.staff("olga@operations.example", true, false);
    let new = |n: &str| agreed(n, "Lumen Networks");
    assert_eq!(makes(office, &amina, new("1")), Err(Refusal::NotFound));
    // Where there is no agent, operators are the support.
    assert_eq!(makes(office, &olga, new("2")), Ok(()));
    let sam = office.staff("sam@operations.example", false, true);
    assert_eq!(makes(office, &sam, new("3")), Ok(()));
    assert_eq!(makes(office, &olga, new("4")), Err(Refusal::NotFound));
}

fn two_agents_do_not_make_the_same_contract(office: &Office) {
    let sam = office.staff("sam@operations.example", false, true);
    let tess = office.staff("tess@operations.example", false, true);
    assert_eq!(
        makes(office, &sam, agreed("204-881", "Lumen Networks")),
        Ok(())
    );
    let taken = Refusal::ContractNumberTaken {
        number: number("204881"),
    };
    assert_eq!(makes(office, &tess, agreed("204881", "Ortega")), Err(taken));
}

fn contracts_of_others_and_locked_ones_are_not_read_for_who_asks(office: &Office) {
    let leads = |typed: &str| {
        let number = number(typed);
        let emails = ["ines@fr.lumen.example", "ines@home.example"];
        let emails = emails.map(|one| EmailAddress::parse(one).unwrap());
        office.read(move |db| store::contract::by_number_for(db, &number, &emails))
    };
    keeps(office, agreed("204881", "Lumen Networks"));
    for typed in ["204881", "7001004", "LMN2231A0K1"] {
        assert_eq!(leads(typed), leads_to(office, typed));
        assert_ne!(leads(typed), LedTo::default());
    }
    // Nothing before, between or behind all numbers there are.
    for typed in ["0", "204882", "LMN2231A0K", "ZZZ9"] {
        assert_eq!(leads(typed), LedTo::default(), "{typed}");
    }
    for (one, is_locked, domain) in [
        ("300000", false, "ortega.example"),
        ("300001", true, "lumen.example"),
        ("300002", false, "de.lumen.example"),
    ] {
        let serial = format!("SN{one}");
        let new = Agreed {
            bill_to: Some(number(&format!("7{one}"))),
            serials: [number(&serial)].into(),
            domains: [identifier(domain)].into(),
            is_locked,
            ..agreed(one, "Ortega")
        };
        keeps(office, new);
        for typed in [one, &format!("7{one}"), &serial] {
            assert_eq!(leads(typed), LedTo::default(), "{typed}");
        }
    }
    // One of theirs and one of others leave it to Support, in whichever order.
    let shared = Agreed {
        domains: [identifier("ortega.example")].into(),
        ..agreed("300003", "Ortega")
    };
    keeps(office, shared);
    let emails = [EmailAddress::parse("ines@fr.lumen.example").unwrap()];
    let others = [EmailAddress::parse("oscar@ortega.example").unwrap()];
    for (email, typed) in [(&emails, "7001004"), (&others, "7001004")] {
        let (email, typed, now) = (email.clone(), number(typed), office.now());
        let found = office.read(move |db| {
            let whole = store::contract::by_number(db, &typed)?;
            let theirs = store::contract::by_number_for(db, &typed, &email)?;
            let of = |led_to: &LedTo| evaluate(led_to, AccessType::FullSupport, &email, now);
            Ok((of(&whole), of(&theirs)))
        });
        assert_eq!(found, (Evaluation::Pending, Evaluation::Pending));
    }
}
