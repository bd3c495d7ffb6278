//! Taking away what one person has by a contract or in a programme.

use crate::entitled::scene::{sits_the_exam, wants_reports};
use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use crate::support::world::agreed;
use parvis::use_cases;

on_both_engines!(
    an_agent_takes_away_what_a_contract_gave_and_the_holder_is_told,
    what_was_taken_away_is_given_again_by_somebody_alone,
    nothing_is_given_at_once_whatever_else_is_held_and_whatever_numbers_become,
    a_list_and_a_case_say_that_access_was_taken_away,
    a_decider_takes_away_what_a_programme_gave_and_the_application_shuts,
    nobody_takes_away_their_own_or_what_others_decide,
    what_has_ended_is_not_taken_away,
);

const WHY: &str = "She works for another company now.";

fn keeps(office: &Office) -> String {
    let new = agreed("204881", "Lumen Networks");
    office.write(move |tx| {
        let id = use_cases::contract::create(tx, &new)?.unwrap();
        Ok(id.to_string())
    })
}

fn agent(office: &Office) -> Visitor<'_> {
    let sam = office.staff("sam@support.example", false, true);
    office.session_of("sam@support.example", &sam)
}

fn asks<'v, 'o>(who: &'v mut Visitor<'o>, number: &str) -> &'v mut Visitor<'o> {
    asks_for(who, number, "Full support (contract)")
}

fn asks_for<'v, 'o>(who: &'v mut Visitor<'o>, number: &str, access: &str) -> &'v mut Visitor<'o> {
    who.goes_to("/access/contracts/new").presses(
        "Send request",
        &[
            ("Contract number, bill-to ID or serial number", number),
            (access, "on"),
            ("Reason for request", "We look after the routers."),
        ],
    )
}

fn takes_away<'v, 'o>(who: &'v mut Visitor<'o>) -> &'v mut Visitor<'o> {
    who.presses("Take the access away", &[("Why do you take it away?", WHY)])
}

fn an_agent_takes_away_what_a_contract_gave_and_the_holder_is_told(office: &Office) {
    let contract = keeps(office);
    let mut sam = agent(office);
    let mut ines = office.visitor("ines@lumen.example");
    asks(&mut ines, "204881").sees("you have access from now on");
    office.works();
    sam.goes_to(&format!("/support/contracts/{contract}/access"))
        .sees("Number used")
        .follows("Take away")
        .sees("Their access ends at once: what it opens is shut.");
    // Why has to be said, and what was typed stays.
    sam.presses(
        "Take the access away",
        &[("Why do you take it away?", "Because")],
    );
    sam.meets(422);
    assert!(sam.page.fault_of("Why do you take it away?").is_some());
    takes_away(&mut sam)
        .sees("Ines Example no longer has this access, and is told.")
        .sees("You took the access away.")
        .does_not_see("Why do you take it away?");
    sam.goes_to(&format!("/support/contracts/{contract}/access"))
        .sees("Nobody has access by this contract.");
    office.works();
    ines.opens_the_link_in("Taken away: Full support (contract)")
        .sees("Sam Example took the access away.")
        .sees(WHY)
        .sees("Ask again");
    let letter = office
        .mailbox
        .newest("ines@lumen.example", "Taken away: Full support (contract)");
    assert!(letter.text_body.contains("Sam Example has taken away"));
    assert!(letter.text_body.contains(WHY));
    ines.goes_to("/access/mine")
        .does_not_see("Give back")
        .sees("was taken away from you on");
    ines.follows("Why, and how to ask for it again")
        .sees("Sam Example took the access away.");
    ines.goes_to("/access/services").sees("taken away");
    office.days_pass(31);
    ines.goes_to("/access/mine").does_not_see("taken away");
    office.may_leave_mail();
}

fn what_was_taken_away_is_given_again_by_somebody_alone(office: &Office) {
    keeps(office);
    let mut sam = agent(office);
    let mut ines = office.visitor("ines@lumen.example");
    asks(&mut ines, "204881");
    let id = ines.page.path.rsplit('/').next().unwrap().to_owned();
    takes_away(sam.goes_to(&format!("/support/requests/{id}")));
    // Neither by the same number nor by another of the contract.
    asks(&mut ines, "204881").sees("Access request sent");
    asks(&mut ines, "LMN2231A0K1").sees("Access request sent");
    office.hours_pass(1);
    sam.opens_the_link_in("Ines Example asks for access to LMN2231A0K1")
        .sees("204881 · Full support (contract): Approved (taken away)")
        .presses("Submit", &[("Approve", "on")])
        .sees("You approved this");
    // Given by somebody, the next goes its usual way.
    asks(&mut ines, "LMN2231A0K2").sees("you have access from now on");
    office.may_leave_mail();
}

fn nothing_is_given_at_once_whatever_else_is_held_and_whatever_numbers_become(office: &Office) {
    let contract = keeps(office);
    let mut sam = agent(office);
    let mut ines = office.visitor("ines@lumen.example");
    asks(&mut ines, "204881").sees("you have access from now on");
    let id = ines.page.path.rsplit('/').next().unwrap().to_owned();
    // What she has been given since, by another number and of another type, is given by nobody either.
    for (number, access) in [
        ("LMN2231A0K1", "Full support (contract)"),
        ("204881", "Software download (contract)"),
    ] {
        asks_for(&mut ines, number, access).sees("you have access from now on");
    }
    takes_away(sam.goes_to(&format!("/support/requests/{id}")));
    asks(&mut ines, "204881").sees("Access request sent");
    asks(&mut ines, "LMN2231A0K2").sees("Access request sent");
    // Nor where the contract has other numbers now.
    let contract = contract.parse().unwrap();
    office.write(move |tx| {
        let renumbered = agreed("204882", "Lumen Networks");
        use_cases::contract::change(tx, &contract, 1, &renumbered)?.unwrap();
        Ok(())
    });
    asks(&mut ines, "204882").sees("Access request sent");
    // Others are added at once as before.
    let mut gwen = office.visitor("gwen@lumen.example");
    asks(&mut gwen, "204882").sees("you have access from now on");
    office.may_leave_mail();
}

fn a_list_and_a_case_say_that_access_was_taken_away(office: &Office) {
    keeps(office);
    let mut sam = agent(office);
    let mut ines = office.visitor("ines@lumen.example");
    asks(&mut ines, "204881");
    let id = ines.page.path.rsplit('/').next().unwrap().to_owned();
    takes_away(sam.goes_to(&format!("/support/requests/{id}")));
    sam.goes_to("/support/requests?status=all")
        .sees("taken away");
    ines.goes_to(&format!("/access/requests/{id}/support-case"))
        .presses(
            "Send to support",
            &[("What do you need?", "I still look after the routers.")],
        );
    let case = ines.page.path.clone();
    sam.goes_to(&case)
        .sees("You took the access away.")
        .sees(WHY);
    let sue = office.staff("sue@support.example", false, true);
    let mut sue = office.session_of("sue@support.example", &sue);
    sue.goes_to(&case).sees("Sam Example took the access away.");
    office.may_leave_mail();
}

fn a_decider_takes_away_what_a_programme_gave_and_the_application_shuts(office: &Office) {
    let mut sam = agent(office);
    let mut camille = office.visitor("camille@atelier.example");
    wants_reports(&mut camille);
    sam.opens_the_link_in("Camille Example asks for access to Smart Services")
        .presses("Submit", &[("Approve", "on")]);
    camille.goes_to("/").sees("Open Downloads");
    takes_away(&mut sam).sees("You took the access away.");
    camille.goes_to("/").does_not_see("Open Downloads");
    office.works();
    camille.opens_the_link_in("Taken away: Smart Services");
    camille.sees(WHY);
    // The other language says the same.
    let page = camille.page.path.clone();
    camille
        .goes_to("/profile")
        .presses("Save", &[("Language", "français")]);
    camille
        .goes_to(&page)
        .sees("Sam Example a retiré l’accès.")
        .sees("Demander à nouveau");
    office.may_leave_mail();
}

fn nobody_takes_away_their_own_or_what_others_decide(office: &Office) {
    let olga = office.staff("olga@operations.example", true, false);
    let mut olga = office.session_of("olga@operations.example", &olga);
    let mut dora = office.visitor("dora@holding.example");
    sits_the_exam(&mut dora);
    olga.opens_the_link_in("Dora Example asks for access to Certification")
        .presses("Submit", &[("Approve", "on")]);
    let page = olga.page.path.clone();
    dora.goes_to(&page).does_not_see("Why do you take it away?");
    let address = format!("{page}/revocation");
    let form = "why_away=I+do+not+need+it+any+more.".to_owned();
    let own = dora.sends("POST", &address, Some(form.clone()));
    assert_eq!(own.status, 403);
    let mut camille = office.visitor("camille@atelier.example");
    let strange = camille.sends("POST", &address, Some(form));
    assert_eq!(strange.status, 404);
    dora.goes_to("/access/mine").sees("CERT-20417");
    // Operators do, where they stand in for the only decider.
    takes_away(olga.looks_again()).sees("You took the access away.");
    dora.goes_to("/access/mine").does_not_see("Give back");
    office.may_leave_mail();
}

fn what_has_ended_is_not_taken_away(office: &Office) {
    keeps(office);
    let mut sam = agent(office);
    let mut ines = office.visitor("ines@lumen.example");
    asks(&mut ines, "204881");
    let id = ines.page.path.rsplit('/').next().unwrap().to_owned();
    sam.goes_to(&format!("/support/requests/{id}"));
    ines.goes_to(&format!("/access/entitlements/{id}"))
        .presses("Give back", &[]);
    takes_away(&mut sam)
        .meets(409)
        .sees("This access has ended already: nothing was taken away.")
        .sees("The access was given back.")
        .sees(WHY);
    ines.goes_to(&format!("/access/requests/{id}"))
        .sees("The access was given back.")
        .does_not_see("took the access away");
    office.may_leave_mail();
}
