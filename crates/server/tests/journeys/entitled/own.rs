//! What whoever asks for a contract or a programme is shown of their request, before and after it is decided.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use crate::support::world::agreed;
use domain::moment::days;
use parvis::use_cases;

on_both_engines!(
    what_was_given_leads_to_where_it_is,
    asking_again_for_what_one_has_says_so,
    a_confirmation_of_what_is_settled_leads_to_the_request,
    a_settled_request_has_its_own_help_and_is_asked_again_in_time,
    what_comes_after_the_decision_is_not_lost,
    a_contract_cut_short_is_told_once,
    all_faults_of_a_programme_are_told_at_once,
);

fn agent(office: &Office) -> Visitor<'_> {
    let sam = office.staff("sam@support.example", false, true);
    office.session_of("sam@support.example", &sam)
}

fn asks<'v, 'o>(who: &'v mut Visitor<'o>, number: &str) -> &'v mut Visitor<'o> {
    who.goes_to("/access/contracts/new").presses(
        "Send request",
        &[
            ("Contract number, bill-to ID or serial number", number),
            ("Full support (contract)", "on"),
            ("Reason for request", "We look after the routers."),
        ],
    )
}

fn asks_for_services<'v, 'o>(who: &'v mut Visitor<'o>) -> &'v mut Visitor<'o> {
    who.goes_to("/access/programmes/smart-services").presses(
        "Send request",
        &[
            ("Site code", "lyon-02"),
            ("Reason for request", "Reports for the Lyon site"),
        ],
    )
}

fn what_was_given_leads_to_where_it_is(office: &Office) {
    let mut sam = agent(office);
    let mut camille = office.visitor("camille@atelier.example");
    asks_for_services(&mut camille);
    sam.opens_the_link_in("Camille Example asks for access to Smart Services")
        .presses("Submit", &[("Approve", "on")]);
    office.works();
    let letter = office
        .mailbox
        .newest("camille@atelier.example", "Your access request for lyon-02");
    assert!(letter.text_body.contains("/access/mine"));
    assert!(letter.text_body.contains("Open Downloads"));
    camille
        .opens_the_link_in("Your access request for lyon-02")
        .sees("Decided by")
        .does_not_see("Administrators");
    let mine = camille.page.links("My access");
    assert!(mine.contains(&"/access/mine".to_owned()));
    assert_eq!(camille.page.links("Open Downloads").len(), 1);
    office.may_leave_mail();
}

fn asking_again_for_what_one_has_says_so(office: &Office) {
    let new = agreed("204881", "Lumen Networks");
    office.write(move |tx| Ok(use_cases::contract::create(tx, &new)?.unwrap()));
    let mut sam = agent(office);
    let mut ines = office.visitor("ines@lumen.example");
    asks(&mut ines, "204881").sees("you have access from now on");
    let first = ines.page.path.clone();
    asks(&mut ines, "204881").sees("you had this access already");
    ines.goes_to(&first)
        .sees("A later approval took the place of this access.")
        .does_not_see("Ask again");
    asks_for_services(&mut ines).does_not_see("You have this already");
    sam.opens_the_link_in("Ines Example asks for access to Smart Services")
        .presses("Submit", &[("Approve", "on")]);
    asks_for_services(&mut ines).sees("You have this already: Smart Services · lyon-02");
    office.may_leave_mail();
}

fn a_confirmation_of_what_is_settled_leads_to_the_request(office: &Office) {
    let mut camille = office.visitor("camille@atelier.example");
    agent(office);
    asks(&mut camille, "300001").sees("Access request sent");
    let confirmation = camille.page.path.clone();
    camille.follows("See your request").presses("Withdraw", &[]);
    camille.goes_to(&confirmation);
    assert_eq!(camille.page.path, confirmation.replace("/confirmation", ""));
    camille.does_not_see("remind them");
    office.may_leave_mail();
}

fn a_settled_request_has_its_own_help_and_is_asked_again_in_time(office: &Office) {
    let mut sam = agent(office);
    let mut camille = office.visitor("camille@atelier.example");
    asks(&mut camille, "300001");
    camille
        .follows("See your request")
        .sees("Nobody answers. What now?");
    let page = camille.page.path.clone();
    sam.opens_the_link_in("Camille Example asks for access to 300001")
        .presses(
            "Submit",
            &[("Decline", "on"), ("Reason", "Not known to us")],
        );
    camille
        .goes_to(&page)
        .sees("My request was declined. What now?")
        .does_not_see("Nobody answers. What now?")
        .sees("You can ask for the same again from");
    assert!(camille.page.links("Ask again").is_empty());
    office.days_pass(30);
    camille.goes_to(&page).follows("Ask again").meets(200);
    office.may_leave_mail();
}

fn what_comes_after_the_decision_is_not_lost(office: &Office) {
    let mut sam = agent(office);
    let mut camille = office.visitor("camille@atelier.example");
    asks(&mut camille, "300001");
    camille.follows("See your request");
    let reminder = format!("{}/reminders", camille.page.path);
    sam.opens_the_link_in("Camille Example asks for access to 300001")
        .presses(
            "Submit",
            &[("Decline", "on"), ("Reason", "Not known to us")],
        );
    camille
        .presses("Write to", &[("Your message", "The machine stands still.")])
        .meets(409)
        .sees("it was not sent")
        .sees("The machine stands still.")
        .sees("Denied");
    let answer = camille.sends("POST", &reminder, Some(String::new()));
    let to = answer.headers["location"].clone();
    camille.goes_to(&to).sees("declined");
    office.may_leave_mail();
}

fn a_contract_cut_short_is_told_once(office: &Office) {
    let new = agreed("204881", "Lumen Networks");
    let id = office.write(move |tx| Ok(use_cases::contract::create(tx, &new)?.unwrap()));
    agent(office);
    let mut ines = office.visitor("ines@lumen.example");
    asks(&mut ines, "204881");
    office.days_pass(20);
    let end = office.now().plus(days(7));
    office.write(move |tx| {
        use_cases::contract::end(tx, &id, 1, Some(end))?.unwrap();
        Ok(())
    });
    office.works();
    office.days_pass(1);
    let told = |address: &str| {
        let letters = office.mailbox.to(address);
        let about = letters.iter().filter(|one| {
            one.subject.starts_with("Ends soon") || one.subject.starts_with("New end")
        });
        about.count()
    };
    assert_eq!(told("ines@lumen.example"), 1);
    // Nobody can let it go on beyond its contract.
    assert_eq!(told("sam@support.example"), 0);
    office.days_pass(8);
    ines.opens_the_link_in("Ended: Full support (contract)");
    office.may_leave_mail();
}

fn all_faults_of_a_programme_are_told_at_once(office: &Office) {
    office.person("dora@holding.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.goes_to("/access/programmes/certification").presses(
        "Send request",
        &[
            ("Candidate number", "CERT-20418"),
            ("Yes", "on"),
            ("Date of your last exam", "9999-12-31"),
            ("Until", "2090-01-01"),
            ("Reason for request", "I take the exams."),
        ],
    );
    camille
        .meets(422)
        .sees("Choose the access.")
        .sees("Give a day from 1900 to")
        .sees("check the year");
    assert!(camille.page.fault_of("Until").is_some());
    camille.presses("Send request", &[("Date of your last exam", "")]);
    camille.sees("Give the date.");
    office.may_leave_mail();
}
