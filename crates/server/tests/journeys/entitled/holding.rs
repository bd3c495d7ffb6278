//! What is held by a contract: looked at again, renewed, and over.

use crate::on_both_engines;
use crate::support::world::{agreed, number};
use crate::support::{Engine, Office};
use domain::contract::{AccessType, Agreed};
use domain::text::Reason;
use domain::{ContractId, PersonId, RequestId};
use parvis::use_cases;

on_both_engines!(
    what_would_be_given_again_goes_on_without_a_word,
    what_would_not_is_announced_renewed_by_support_or_over,
    access_ends_with_its_contract,
    access_ends_soon_once_its_number_is_taken_out_of_the_contract,
    what_does_not_end_soon_is_not_renewed,
    what_was_given_back_shows_as_that,
);

fn keeps(office: &Office) -> ContractId {
    let new = agreed("204881", "Lumen Networks");
    office.write(move |tx| Ok(use_cases::contract::create(tx, &new)?.unwrap()))
}

fn asks(office: &Office, who: &PersonId) -> RequestId {
    let who = who.clone();
    office.write(move |tx| {
        let reason = Reason::parse("We look after the routers.").unwrap();
        let (number, access) = (number("204881"), AccessType::FullSupport);
        Ok(
            use_cases::access_request::send_to_contract(tx, &who, &number, access, &reason)?
                .unwrap(),
        )
    })
}

fn what_would_be_given_again_goes_on_without_a_word(office: &Office) {
    keeps(office);
    let ines = office.person("ines@lumen.example");
    asks(office, &ines);
    office.works();
    let letters = office.mailbox.to("ines@lumen.example").len();
    for _ in 0..37 {
        office.days_pass(20);
    }
    let mut ines = office.session_of("ines@lumen.example", &ines);
    ines.goes_to("/access/mine").sees("204881");
    assert_eq!(office.mailbox.to("ines@lumen.example").len(), letters);
}

fn what_would_not_is_announced_renewed_by_support_or_over(office: &Office) {
    let sam = office.staff("sam@support.example", false, true);
    let mut sam = office.session_of("sam@support.example", &sam);
    let mut camille = office.visitor("camille@atelier.example");
    let id = asks(office, &office.known("camille"));
    office.works();
    sam.goes_to(&format!("/support/requests/{id}"))
        .presses("Submit", &[("Approve", "on")]);
    office.days_pass(352);
    camille.opens_the_link_in("Ends soon: Full support (contract)");
    sam.opens_the_link_in("Ends soon: Full support (contract)")
        .presses("Renew", &[])
        .sees("Renewed.");
    office.days_pass(30);
    camille.goes_to("/access/mine").sees("204881");
    office.days_pass(325);
    office.days_pass(20);
    camille.opens_the_link_in("Ended: Full support (contract)");
    camille.goes_to("/access/mine").does_not_see("204881");
    office.may_leave_mail();
}

fn access_ends_with_its_contract(office: &Office) {
    let contract = keeps(office);
    let ines = office.person("ines@lumen.example");
    asks(office, &ines);
    office.works();
    office.write(move |tx| {
        use_cases::contract::end(tx, &contract, 1, None)?.unwrap();
        Ok(())
    });
    office.works();
    let mut ines = office.session_of("ines@lumen.example", &ines);
    ines.goes_to("/access/mine").does_not_see("204881");
    ines.opens_the_link_in("Ended: Full support (contract)");
}

fn access_ends_soon_once_its_number_is_taken_out_of_the_contract(office: &Office) {
    office.staff("sam@support.example", false, true);
    let id = keeps(office);
    let ines = office.person("ines@lumen.example");
    asks(office, &ines);
    office.days_pass(1);
    // The number was mistyped: it is another contract's now, and not of hers.
    office.write(move |tx| {
        let changed = Agreed {
            number: number("204882"),
            ..agreed("204881", "Lumen Networks")
        };
        Ok(use_cases::contract::change(tx, &id, 1, &changed)?.unwrap())
    });
    office.works();
    let mut ines = office.session_of("ines@lumen.example", &ines);
    ines.goes_to("/access/mine").sees("204881");
    for told in ["ines@lumen.example", "sam@support.example"] {
        let letters = office.mailbox.to(told);
        let ends = letters
            .iter()
            .filter(|one| one.subject == "Ends soon: Full support (contract)");
        assert_eq!(ends.count(), 1, "{told}");
    }
    office.days_pass(15);
    ines.goes_to("/access/mine").does_not_see("204881");
    office.may_leave_mail();
}

fn what_does_not_end_soon_is_not_renewed(office: &Office) {
    let sam = office.staff("sam@support.example", false, true);
    let mut visitor = office.session_of("sam@support.example", &sam);
    office.person("camille@atelier.example");
    let id = asks(office, &office.known("camille"));
    visitor
        .goes_to(&format!("/support/requests/{id}"))
        .presses("Submit", &[("Approve", "on")]);
    office.days_pass(100);
    let address = format!("/support/requests/{id}/renewal");
    visitor.sends("POST", &address, Some(String::new()));
    let until = office.read(move |db| Ok(parvis::store::entitlement::find(db, &id)?.until));
    assert!(until.unwrap() < office.now().plus(domain::moment::days(300)));
    office.may_leave_mail();
}

fn what_was_given_back_shows_as_that(office: &Office) {
    keeps(office);
    let ines = office.person("ines@lumen.example");
    let id = asks(office, &ines);
    let mut ines = office.session_of("ines@lumen.example", &ines);
    ines.goes_to(&format!("/access/entitlements/{id}"))
        .presses("Give back", &[]);
    ines.goes_to("/access/services").sees("given back");
    ines.goes_to(&format!("/access/requests/{id}"))
        .sees("Approved at once, by what is known of the contract and of your addresses.")
        .sees("The access was given back.");
    office.may_leave_mail();
}

#[test]
fn a_contract_opens_the_applications_that_ask_for_it() {
    let office = Office::open_as(Engine::Sqlite, false, |config| {
        let all = config.applications.iter_mut();
        all.filter(|one| one.key == "downloads")
            .for_each(|one| one.contract = Some(AccessType::FullSupport));
    });
    keeps(&office);
    let ines = office.person("ines@lumen.example");
    let mut visitor = office.session_of("ines@lumen.example", &ines);
    visitor.goes_to("/").does_not_see("Open Downloads");
    asks(&office, &ines);
    visitor.goes_to("/").sees("Open Downloads");
    office.may_leave_mail();
}
