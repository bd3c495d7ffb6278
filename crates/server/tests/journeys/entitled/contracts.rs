//! Asking for a contract by each of its numbers, to each of the outcomes.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use crate::support::world::{agreed, number};
use domain::contract::{AccessType, Agreed};
use domain::moment::days;
use parvis::use_cases;

on_both_engines!(
    somebody_of_the_company_is_added_at_once_by_each_number,
    somebody_of_the_company_is_told_why_not_by_each_number,
    all_others_wait_for_support_by_each_number,
    what_a_number_leads_to_is_no_strangers_to_find_out,
    support_decides_what_was_asked_for_or_proposes_something_else,
    support_gives_nothing_by_what_has_ended_or_is_not_offered,
    whoever_keeps_contracts_is_given_none_at_once,
    operators_answer_the_only_agent,
    a_queue_is_searched_by_number_and_shows_what_the_number_leads_to,
);

const NUMBERS: [&str; 3] = ["204881", "7001004", "LMN2231A0K1"];

fn keeps(office: &Office, agreed: Agreed) {
    office.write(move |tx| Ok(use_cases::contract::create(tx, &agreed)?.unwrap()));
}

fn asks<'v, 'o>(who: &'v mut Visitor<'o>, number: &str, access: &str) -> &'v mut Visitor<'o> {
    who.goes_to("/access/services")
        .follows("Request access to a contract");
    who.presses(
        "Send request",
        &[
            ("Contract number, bill-to ID or serial number", number),
            (access, "on"),
            ("Reason for request", "We look after the routers."),
        ],
    )
}

fn somebody_of_the_company_is_added_at_once_by_each_number(office: &Office) {
    keeps(office, agreed("204881", "Lumen Networks"));
    let mut ines = office.visitor("ines@lumen.example");
    for typed in ["204 881", "7001-004", "lmn2231a0k1"] {
        asks(&mut ines, typed, "Full support (contract)")
            .sees("you have access from now on")
            .sees("Approved");
    }
    ines.goes_to("/access/mine");
    for one in NUMBERS {
        ines.sees(one);
    }
    ines.sees("Full support (contract)");
    ines.goes_to("/access/services").sees("Support");
    office.works();
    ines.opens_the_link_in("Your access request for 7001004")
        .sees("Approved");
}

fn somebody_of_the_company_is_told_why_not_by_each_number(office: &Office) {
    let now = office.now();
    keeps(
        office,
        Agreed {
            offers: [AccessType::FullSupport].into(),
            ..agreed("204881", "Lumen Networks")
        },
    );
    let mut ines = office.visitor("ines@lumen.example");
    for number in NUMBERS {
        asks(&mut ines, number, "Software download (contract)")
            .sees("Denied")
            .sees("The contract does not offer this access type");
    }
    keeps(
        office,
        Agreed {
            number: number("199002"),
            bill_to: Some(number("7009009")),
            serials: [number("OLD1")].into(),
            ends: Some(now.minus(days(1))),
            ..agreed("199002", "Lumen Networks")
        },
    );
    for number in ["199002", "7009009", "OLD1"] {
        asks(&mut ines, number, "Full support (contract)")
            .sees("Denied")
            .sees("The contract has ended");
    }
    ines.goes_to("/access/mine").does_not_see("199002");
    office.works();
}

fn all_others_wait_for_support_by_each_number(office: &Office) {
    keeps(office, agreed("204881", "Lumen Networks"));
    let sam = office.staff("sam@support.example", false, true);
    let mut sam = office.session_of("sam@support.example", &sam);
    let mut camille = office.visitor("camille@atelier.example");
    for number in NUMBERS {
        asks(&mut camille, number, "Full support (contract)").sees("Access request sent");
    }
    office.works();
    sam.goes_to("/support/requests").sees("Camille Example");
    for number in NUMBERS {
        sam.opens_the_link_in(&format!("Camille Example asks for access to {number}"))
            .sees("We look after the routers.");
        sam.presses("Submit", &[("Approve", "on")])
            .sees("You approved this");
        office.works();
    }
    camille.goes_to("/access/mine");
    for number in NUMBERS {
        camille.sees(number);
    }
    office.may_leave_mail();
}

/// Pages, words and mail are the same for a number nobody has, one of another company, an ambiguous and a locked one.
fn what_a_number_leads_to_is_no_strangers_to_find_out(office: &Office) {
    office.staff("sam@support.example", false, true);
    keeps(office, agreed("204881", "Lumen Networks"));
    let other = |contract: &str| Agreed {
        bill_to: None,
        serials: [number("TWICE1")].into(),
        domains: [crate::support::world::identifier("atelier.example")].into(),
        ..agreed(contract, "Atelier Lumen")
    };
    keeps(office, other("300001"));
    keeps(office, other("300002"));
    keeps(
        office,
        Agreed {
            serials: Default::default(),
            is_locked: true,
            ..other("204990")
        },
    );
    let mut camille = office.visitor("camille@atelier.example");
    let mut seen = Vec::new();
    // Nobody's; another company's by each of its numbers; one that two contracts bear; a locked one of her own company.
    for number in [
        "999999",
        "204881",
        "7001004",
        "LMN2231A0K1",
        "TWICE1",
        "204990",
    ] {
        let mut pages = Vec::new();
        asks(&mut camille, number, "Full support (contract)");
        pages.push((camille.page.status, camille.page.text()));
        camille.follows("See your request");
        pages.push((camille.page.status, camille.page.text()));
        office.works();
        camille.goes_to("/access/requests/new").meets(200);
        let pages = pages
            .into_iter()
            .map(|(status, text)| (status, text.replace(number, "NUMBER")));
        seen.push(pages.collect::<Vec<_>>());
    }
    for other in &seen[1..] {
        assert_eq!(*other, seen[0]);
    }
    let to_camille = office.mailbox.to("camille@atelier.example");
    assert!(
        to_camille
            .iter()
            .all(|mail| !mail.text_body.contains("Lumen Networks"))
    );
    office.may_leave_mail();
}

fn support_decides_what_was_asked_for_or_proposes_something_else(office: &Office) {
    let sam = office.staff("sam@support.example", false, true);
    let mut sam = office.session_of("sam@support.example", &sam);
    let mut camille = office.visitor("camille@atelier.example");
    asks(&mut camille, "204881", "Full support (contract)").sees("Access request sent");
    sam.opens_the_link_in("Camille Example asks for access to 204881");
    sam.presses(
        "Submit",
        &[
            ("Propose something else", "on"),
            ("Access", "Software download (contract)"),
            ("Why this instead", "Support is for the owner alone."),
        ],
    );
    office.works();
    camille
        .opens_the_link_in("Your access request for 204881")
        .sees("Software download (contract)")
        .presses("Accept the proposal", &[]);
    camille.sees("Approved");
    camille
        .goes_to("/access/mine")
        .sees("Software download (contract)")
        .does_not_see("Full support (contract)");
    office.may_leave_mail();
}

fn support_gives_nothing_by_what_has_ended_or_is_not_offered(office: &Office) {
    let now = office.now();
    let sam = office.staff("sam@support.example", false, true);
    let mut sam = office.session_of("sam@support.example", &sam);
    let mut camille = office.visitor("camille@atelier.example");
    keeps(
        office,
        Agreed {
            offers: [AccessType::FullSupport].into(),
            ends: Some(now.plus(days(30))),
            ..agreed("204881", "Lumen Networks")
        },
    );
    keeps(
        office,
        Agreed {
            number: number("199002"),
            bill_to: None,
            serials: Default::default(),
            ends: Some(now.minus(days(1))),
            ..agreed("199002", "Lumen Networks")
        },
    );
    asks(&mut camille, "199002", "Full support (contract)").sees("Access request sent");
    sam.opens_the_link_in("Camille Example asks for access to 199002")
        .sees("All that the number leads to has ended");
    sam.does_not_see("Approve");
    let decision = format!("{}/decision", sam.page.path);
    let forged = "version=1&outcome=approve&access=full-support&until=2026-12-01";
    let answer = sam.sends("POST", &decision, Some(forged.to_owned()));
    assert_eq!(answer.status, 422);
    assert!(
        answer
            .text()
            .contains("This contract has ended, so it gives nothing.")
    );
    asks(&mut camille, "204881", "Software download (contract)").sees("Access request sent");
    sam.opens_the_link_in("Camille Example asks for access to 204881")
        .presses("Submit", &[("Approve", "on")])
        .meets(422)
        .sees("The contract does not offer this access type.");
    // What it does offer may be proposed; without an end it ends with the contract.
    sam.presses(
        "Submit",
        &[
            ("Propose something else", "on"),
            ("Access", "Full support (contract)"),
            ("Until", ""),
            ("Why this instead", "This contract has no downloads."),
        ],
    );
    office.works();
    camille
        .opens_the_link_in("Your access request for 204881")
        .presses("Accept the proposal", &[]);
    camille.sees("Approved");
    camille.goes_to("/access/mine").sees("204881");
    office.days_pass(31);
    camille.goes_to("/access/mine").does_not_see("204881");
    camille.goes_to("/access/services").sees("Approved ended");
    office.may_leave_mail();
}

fn whoever_keeps_contracts_is_given_none_at_once(office: &Office) {
    let sam = office.staff("sam@support.example", false, true);
    let gita = office.staff("gita@support.example", false, true);
    let mut sam = office.session_of("sam@support.example", &sam);
    let mut gita = office.session_of("gita@support.example", &gita);
    keeps(
        office,
        Agreed {
            domains: [crate::support::world::identifier("support.example")].into(),
            ..agreed("204881", "Lumen Networks")
        },
    );
    asks(&mut sam, "204881", "Full support (contract)").sees("Access request sent");
    gita.opens_the_link_in("Sam Example asks for access to 204881")
        .sees("A verified address lies in a domain of the contract.")
        .presses("Submit", &[("Approve", "on")])
        .sees("You approved this");
    office.may_leave_mail();
}

/// Where nobody else is an agent, operators are the support of the one who is; of nobody else's requests.
fn operators_answer_the_only_agent(office: &Office) {
    let olga = office.staff("olga@operators.example", true, false);
    let mut olga = office.session_of("olga@operators.example", &olga);
    let sam = office.staff("sam@support.example", false, true);
    let mut sam = office.session_of("sam@support.example", &sam);
    let mut camille = office.visitor("camille@atelier.example");
    asks(&mut camille, "204995", "Full support (contract)");
    asks(&mut sam, "204881", "Full support (contract)").sees("Access request sent");
    olga.goes_to("/support/requests")
        .sees("Sam Example")
        .does_not_see("Camille Example");
    olga.opens_the_link_in("Sam Example asks for access to 204881")
        .sees("unknown number")
        .presses("Submit", &[("Approve", "on")])
        .sees("You approved this");
    let of = office.known("camille");
    let other = office.read(move |db| {
        let found = parvis::store::access_request::page_of_applicant(db, &of, None, 1)?;
        Ok(found[0].id.clone())
    });
    olga.goes_to(&format!("/support/requests/{other}"))
        .meets(404);
    office.may_leave_mail();
}

fn a_queue_is_searched_by_number_and_shows_what_the_number_leads_to(office: &Office) {
    keeps(office, agreed("204881", "Lumen Networks"));
    let sam = office.staff("sam@support.example", false, true);
    let mut sam = office.session_of("sam@support.example", &sam);
    let mut camille = office.visitor("camille@atelier.example");
    let mut bruno = office.visitor("bruno@meridian.example");
    asks(&mut camille, "204881", "Full support (contract)");
    asks(&mut bruno, "7001004", "Full support (contract)");
    sam.goes_to("/support/requests?words=700100")
        .sees("Bruno Example")
        .sees("7001004")
        .does_not_see("Camille Example");
    sam.goes_to("/support/requests")
        .does_not_see("Role asked for");
    sam.opens_the_link_in("Bruno Example asks for access to 7001004")
        .sees("Lumen Networks")
        .sees("No verified address lies in a domain of the contract.")
        .follows("204881 · Lumen Networks · In force");
    sam.sees("Contract 204881");
    office.may_leave_mail();
}
