//! What whoever decides about contracts and programmes is shown: the list, and what is known beside a request.

use crate::entitled::scene::wants_reports;
use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use crate::support::world::agreed;
use domain::ContractId;
use parvis::use_cases;

on_both_engines!(
    a_queue_opens_on_what_waits_the_oldest_first,
    earlier_requests_say_what_was_asked_and_later_ones_are_left_out,
    nothing_is_offered_by_a_contract_that_has_ended,
    the_end_of_a_contract_says_how_many_have_access_by_it,
    help_is_that_of_the_desk,
);

fn agent(office: &Office) -> Visitor<'_> {
    let sam = office.staff("sam@support.example", false, true);
    office.session_of("sam@support.example", &sam)
}

fn keeps(office: &Office) -> ContractId {
    let new = agreed("204881", "Lumen Networks");
    office.write(move |tx| Ok(use_cases::contract::create(tx, &new)?.unwrap()))
}

fn asks(office: &Office, who: &mut Visitor<'_>, number: &str) -> String {
    who.goes_to("/access/contracts/new").presses(
        "Send request",
        &[
            ("Contract number, bill-to ID or serial number", number),
            ("Full support (contract)", "on"),
            ("Reason for request", "We look after the routers."),
        ],
    );
    office.clock_goes_on(std::time::Duration::from_secs(60));
    let mut parts = who.page.path.split('/');
    parts.find(|part| part.starts_with("req_")).unwrap().into()
}

fn a_queue_opens_on_what_waits_the_oldest_first(office: &Office) {
    let mut sam = agent(office);
    let mut camille = office.visitor("camille@atelier.example");
    let declined = asks(office, &mut camille, "300001");
    sam.goes_to(&format!("/support/requests/{declined}"))
        .presses(
            "Submit",
            &[("Decline", "on"), ("Reason", "Not known to us")],
        );
    for number in ["300002", "300003"] {
        asks(office, &mut camille, number);
    }
    sam.goes_to("/support/requests").does_not_see("300001");
    let place = |words: &str| {
        let text = sam.page.text();
        text.find(words)
            .unwrap_or_else(|| panic!("{words}:\n{text}"))
    };
    assert!(place("300002") < place("300003"));
    // All of them, the newest first, are a choice away, and stand in the address.
    sam.presses("Filter", &[("Status", "All")]).sees("300001");
    let text = sam.page.text();
    assert!(text.find("300003") < text.find("300002"));
    sam.goes_to("/support/requests?status=denied")
        .sees("300001")
        .does_not_see("300002");
    office.may_leave_mail();
}

fn earlier_requests_say_what_was_asked_and_later_ones_are_left_out(office: &Office) {
    let mut sam = agent(office);
    let mut camille = office.visitor("camille@atelier.example");
    let first = asks(office, &mut camille, "300001");
    let second = asks(office, &mut camille, "300002");
    sam.goes_to(&format!("/support/requests/{second}"))
        .sees("300001 · Full support (contract): Pending, sent on");
    sam.goes_to(&format!("/support/requests/{first}"))
        .sees("This person has not asked for access to a contract before.")
        .does_not_see("300002 · Full support");
    sam.presses("Submit", &[("Approve", "on")]);
    // What the request itself gave is not had elsewhere.
    sam.looks_again().does_not_see("Has access elsewhere");
    wants_reports(&mut camille);
    sam.opens_the_link_in("Camille Example asks for access to Smart Services")
        .sees("has not asked for anything in this programme before");
    office.may_leave_mail();
}

fn nothing_is_offered_by_a_contract_that_has_ended(office: &Office) {
    let contract = keeps(office);
    let mut sam = agent(office);
    let mut camille = office.visitor("camille@atelier.example");
    let id = asks(office, &mut camille, "204881");
    office.write(move |tx| {
        use_cases::contract::end(tx, &contract, 1, None)?.unwrap();
        Ok(())
    });
    sam.goes_to(&format!("/support/requests/{id}"))
        .sees("nothing can be given by it")
        .does_not_see("Approve")
        .presses("Submit", &[("Reason", "Not known to us")])
        .sees("You declined this");
    office.may_leave_mail();
}

fn the_end_of_a_contract_says_how_many_have_access_by_it(office: &Office) {
    let contract = keeps(office);
    let mut sam = agent(office);
    let end = format!("/support/contracts/{contract}/end");
    sam.goes_to(&end).sees("Nobody has access by it now.");
    let mut ines = office.visitor("ines@lumen.example");
    for number in ["204881", "LMN2231A0K1"] {
        asks(office, &mut ines, number);
    }
    sam.goes_to(&end)
        .follows("One person has access by it now.")
        .sees("Ines Example");
    asks(office, &mut office.visitor("hugo@lumen.example"), "204881");
    sam.goes_to(&end).sees("2 people have access by it now.");
    office.may_leave_mail();
}

fn help_is_that_of_the_desk(office: &Office) {
    let contract = keeps(office);
    let mut sam = agent(office);
    sam.goes_to("/support/requests")
        .sees("How do I decide about access to contracts?");
    sam.goes_to("/programmes/smart-services/requests")
        .sees("I decide in a programme. What do I do?");
    for page in [
        format!("/support/contracts/{contract}"),
        "/support/contracts/new".to_owned(),
        "/support/contracts/import".to_owned(),
        "/support/contracts/imports".to_owned(),
    ] {
        sam.goes_to(&page).sees("How do I keep contracts?");
    }
}
