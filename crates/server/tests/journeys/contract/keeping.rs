//! The pages on which agents keep contracts.

use crate::contract::scene::agent;
use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use crate::support::world::{agreed, number};
use domain::contract::Agreed;
use parvis::use_cases;

/// Keeps a contract, and says where its page is.
fn keeps(office: &Office, agreed: Agreed) -> String {
    let id = office.write(move |tx| Ok(use_cases::contract::create(tx, &agreed)?.unwrap()));
    format!("/support/contracts/{id}")
}

on_both_engines!(
    an_agent_adds_a_contract_and_finds_it_by_any_number,
    what_is_wrong_with_a_contract_is_said_beside_it_and_nothing_is_lost,
    of_two_agents_the_slower_sees_what_stands_now,
    a_contract_is_locked_and_unlocked_and_its_history_says_so,
    a_contract_is_ended_on_a_day_or_at_once,
    to_whoever_does_not_work_for_support_there_are_no_contracts,
    contracts_are_read_page_by_page,
    whoever_has_access_by_a_contract_stands_on_its_page,
);

fn an_agent_adds_a_contract_and_finds_it_by_any_number(office: &Office) {
    let mut sam = agent(office, "sam");
    sam.goes_to("/")
        .follows("Contracts")
        .sees("There are no contracts yet")
        .follows("Add a contract")
        .presses(
            "Add a contract",
            &[
                ("Contract number", "２０４-881"),
                ("Bill-to ID", "700 1004"),
                ("Serial numbers", "lmn2231a0k1; LMN2231A0K2"),
                ("Company", "Lumen Networks"),
                ("Parent company", "Meridian"),
                ("Verified domains", "LUMEN.example"),
                ("Last day", "2027-12-31"),
            ],
        )
        .sees("Contract 204881 was added.")
        .sees("In force")
        .sees("LMN2231A0K1, LMN2231A0K2")
        .sees("Full support (contract) and Software download (contract)")
        .sees("31 December 2027")
        .sees("Contract 204881 was added");
    keeps(office, agreed("300000", "Ortega"));
    for typed in [
        "204",
        "2048-81",
        "lmn+2231a0k1",
        "7001",
        "lumen+net",
        "meridian",
        "lumen.example",
    ] {
        sam.goes_to(&format!("/support/contracts?q={typed}"))
            .sees("204881");
    }
    sam.goes_to("/support/contracts?q=204")
        .does_not_see("300000");
    sam.goes_to("/support/contracts?q=700-1004").sees("300000");
    sam.goes_to("/support/contracts?q=nobody")
        .sees("No contract begins like this.");
}

fn what_is_wrong_with_a_contract_is_said_beside_it_and_nothing_is_lost(office: &Office) {
    keeps(office, agreed("204881", "Lumen Networks"));
    let mut sam = agent(office, "sam");
    let hundred = "1".repeat(100);
    sam.goes_to("/support/contracts/new").presses(
        "Add a contract",
        &[
            ("Contract number", &hundred),
            ("Serial numbers", "LMN1 a/b"),
            ("Company", ""),
            ("Verified domains", "lumen.example, gmail.com"),
            ("Last day", "soon"),
        ],
    );
    sam.meets(422);
    let fault = |sam: &Visitor<'_>, field: &str| sam.page.fault_of(field).unwrap_or_default();
    assert!(
        fault(&sam, "Contract number").contains("at most 64 letters and digits; this one has 100")
    );
    assert!(fault(&sam, "Serial numbers").contains("“a/b”: A number holds letters from A to Z"));
    assert!(
        fault(&sam, "Company").contains("Fill this in"),
        "{}",
        fault(&sam, "Company")
    );
    assert!(
        fault(&sam, "Verified domains")
            .contains("“gmail.com”: Anyone can have an address in gmail.com")
    );
    assert!(fault(&sam, "Last day").contains("Type a date"));
    sam.sees("LMN1 a/b");
    sam.presses(
        "Add a contract",
        &[
            ("Contract number", "204-881"),
            ("Serial numbers", ""),
            ("Company", "Ortega"),
            ("Verified domains", ""),
            ("Last day", ""),
        ],
    );
    sam.meets(422)
        .sees("Another contract has the number 204881.");
    let none = "number=1&company=Ortega".to_owned();
    let answer = sam.sends("POST", "/support/contracts", Some(none));
    assert_eq!(answer.status, 422);
    let odd = "number=1&company=Ortega&offers=everything".to_owned();
    assert_eq!(
        sam.sends("POST", "/support/contracts", Some(odd)).status,
        400
    );
}

fn of_two_agents_the_slower_sees_what_stands_now(office: &Office) {
    let page = keeps(office, agreed("204881", "Lumen Networks"));
    let (mut sam, mut tess) = (agent(office, "sam"), agent(office, "tess"));
    sam.goes_to(&page).follows("Change");
    tess.goes_to(&page).follows("Change");
    tess.presses("Save", &[("Company", "Ortega"), ("Serial numbers", "")])
        .sees("The contract was changed.");
    sam.presses("Save", &[("Company", "Lumen SA")]);
    sam.meets(409)
        .sees("Somebody changed this since you opened the page.")
        .sees("Now it says “Ortega”.")
        .sees("Now it is empty.")
        .presses("Save", &[("Serial numbers", "")])
        .sees("The contract was changed.")
        .sees("Company: Lumen SA (before: Ortega)");
    sam.follows("Change")
        .presses("Save", &[])
        .sees("Nothing was different");
    // A form that was left open locks nothing either.
    let stale = sam.sends("POST", &format!("{page}/lock"), Some("version=1".into()));
    assert_eq!(stale.status, 409);
}

fn a_contract_is_locked_and_unlocked_and_its_history_says_so(office: &Office) {
    let page = keeps(office, agreed("204881", "Lumen Networks"));
    let mut sam = agent(office, "sam");
    sam.goes_to(&page)
        .presses("Lock the contract", &[])
        .sees("The contract is locked.")
        .sees("Locked: yes (before: no)")
        .sees("Sam Example");
    sam.goes_to("/support/contracts").sees("Locked");
    sam.goes_to(&page)
        .presses("Unlock the contract", &[])
        .sees("The contract is no longer locked.")
        .sees("In force");
}

fn a_contract_is_ended_on_a_day_or_at_once(office: &Office) {
    let page = keeps(office, agreed("204881", "Lumen Networks"));
    let mut sam = agent(office, "sam");
    sam.goes_to(&page)
        .follows("End the contract")
        .sees("Access that people have by it ends with it.")
        .presses("End the contract", &[("Last day", "2026-11-01")]);
    sam.meets(422).sees("This date has passed.");
    sam.presses("End the contract", &[("Last day", "2027-01-31")])
        .sees("The contract ends when 31 January 2027 is over.")
        .sees("In force");
    sam.follows("End the contract")
        .presses("End the contract", &[("Last day", "")])
        .sees("The contract has ended.")
        .sees("Ended")
        .does_not_see("In force");
    sam.goes_to(&format!("{page}/end")).meets(409);
    // What ended by mistake goes on when its last day is changed.
    sam.goes_to(&format!("{page}/properties"))
        .presses("Save", &[("Last day", "")])
        .sees("In force");
}

fn to_whoever_does_not_work_for_support_there_are_no_contracts(office: &Office) {
    let page = keeps(office, agreed("204881", "Lumen Networks"));
    let mut amina = office.administrator_of("lumen.example");
    agent(office, "sam");
    let olga = office.staff("olga@operations.example", true, false);
    let mut olga = office.session_of("olga@operations.example", &olga);
    for visitor in [&mut amina, &mut olga] {
        for path in [
            "/support/contracts".to_owned(),
            "/support/contracts/new".into(),
            page.clone(),
            format!("{page}/properties"),
            format!("{page}/end"),
        ] {
            visitor.goes_to(&path).meets(404).does_not_see("204881");
        }
    }
}

fn contracts_are_read_page_by_page(office: &Office) {
    office.write(|tx| {
        for one in 0..45 {
            let new = Agreed {
                serials: [number(&format!("SER{one}"))].into(),
                ..agreed(&format!("5{one:03}"), "Lumen Networks")
            };
            use_cases::contract::create(tx, &new)?.unwrap();
        }
        Ok(())
    });
    let mut sam = agent(office, "sam");
    for list in [
        "/support/contracts",
        "/support/contracts?q=lumen",
        "/support/contracts?q=7001004",
    ] {
        sam.goes_to(list);
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..3 {
            let numbers = sam.page.all("td .tap.id");
            assert!(
                numbers.iter().all(|number| seen.insert(number.clone())),
                "{list}"
            );
            if sam.page.links("Next page").is_empty() {
                break;
            }
            sam.follows("Next page");
        }
        assert_eq!(seen.len(), 45, "{list}");
    }
}

fn whoever_has_access_by_a_contract_stands_on_its_page(office: &Office) {
    let page = keeps(office, agreed("204881", "Lumen Networks"));
    let mut sam = agent(office, "sam");
    sam.goes_to(&page)
        .follows("Who has access")
        .sees("Nobody has access by this contract.");
    // By each of its numbers, of each type.
    let mut ines = office.visitor("ines@lumen.example");
    for (number, access) in [
        ("204881", "Full support (contract)"),
        ("7001004", "Software download (contract)"),
        ("LMN2231A0K2", "Full support (contract)"),
    ] {
        ines.goes_to("/access/contracts/new").presses(
            "Send request",
            &[
                ("Contract number, bill-to ID or serial number", number),
                (access, "on"),
                ("Reason for request", "We look after the routers."),
            ],
        );
        ines.sees("you have access from now on");
    }
    sam.goes_to(&page).follows("Who has access");
    for one in ["Ines Example", "204881", "7001004", "LMN2231A0K2"] {
        sam.sees(one);
    }
    assert_eq!(sam.page.all("tbody tr").len(), 3);
    sam.follows("Request Ines Example")
        .sees("We look after the routers.");
    // Page by page, the newest first.
    for one in 0..20 {
        let email = format!("p{one}@lumen.example");
        let person = office.person(&email);
        office.write(move |tx| {
            let reason = domain::text::Reason::parse("We look after the routers.").unwrap();
            let access = domain::contract::AccessType::FullSupport;
            let number = number("204881");
            let by_number = use_cases::access_request::send_to_contract;
            by_number(tx, &person, &number, access, &reason)?.unwrap();
            Ok(())
        });
    }
    sam.goes_to(&page).follows("Who has access");
    assert_eq!(sam.page.all("tbody tr").len(), 20);
    sam.does_not_see("Ines Example").follows("Next page");
    assert_eq!(sam.page.all("tbody tr").len(), 3);
    sam.sees("Ines Example");
    // What ends with the contract stands there no more, and there is nothing to lock.
    sam.goes_to(&page)
        .sees("Lock the contract")
        .follows("End the contract");
    sam.presses("End the contract", &[]);
    sam.sees("Ended").does_not_see("Lock the contract");
    sam.follows("Who has access")
        .sees("Nobody has access by this contract.");
    office.may_leave_mail();
}
