//! Asking for a programme, deciding it, and the application it opens.

use crate::entitled::scene::sits_the_exam;
use crate::on_both_engines;
use crate::support::Office;

on_both_engines!(
    a_programme_is_asked_for_decided_and_opens_its_application,
    what_a_programme_asks_is_answered_or_said_to_be_missing,
    only_whom_a_programme_names_decides,
    support_decides_where_a_programme_names_nobody,
    operators_answer_the_only_decider_of_a_programme,
    what_a_programme_does_not_give_is_no_choice,
    a_programme_that_changes_leaves_what_was_asked_readable,
);

fn a_programme_is_asked_for_decided_and_opens_its_application(office: &Office) {
    let mut sam = agent(office);
    let mut camille = office.visitor("camille@atelier.example");
    camille.goes_to("/").does_not_see("Open Downloads");
    camille
        .goes_to("/access/services")
        .follows("Smart Services")
        .sees("Support");
    camille.presses(
        "Send request",
        &[
            ("Site code", "lyon-02"),
            ("Reason for request", "Reports for the Lyon site"),
        ],
    );
    camille.sees("Access request sent");
    camille
        .goes_to("/access/services")
        .sees("lyon-02")
        .sees("Smart Services")
        .sees("Pending");
    sam.opens_the_link_in("Camille Example asks for access to Smart Services")
        .sees("Reports for the Lyon site")
        .sees("lyon-02");
    sam.presses("Submit", &[("Approve", "on")])
        .sees("You approved this");
    office.works();
    camille
        .opens_the_link_in("Your access request for lyon-02")
        .sees("Approved");
    camille
        .goes_to("/access/mine")
        .sees("Smart Services")
        .sees("lyon-02");
    camille.goes_to("/").sees("Open Downloads");
    camille
        .goes_to("/access/mine")
        .follows("Give back")
        .presses("Give back", &[]);
    camille.does_not_see("lyon-02");
    camille.goes_to("/").does_not_see("Open Downloads");
    office.nothing_left_to_send();
}

fn what_a_programme_does_not_give_is_no_choice(office: &Office) {
    agent(office);
    let mut camille = office.visitor("camille@atelier.example");
    camille.goes_to("/access/programmes/smart-services");
    let form = "identifier=lyon-02&reason=Reports+for+the+Lyon+site&access=everything";
    let answer = camille.sends(
        "POST",
        "/access/programmes/smart-services/requests",
        Some(form.to_owned()),
    );
    assert_eq!(answer.status, 400);
}

fn what_a_programme_asks_is_answered_or_said_to_be_missing(office: &Office) {
    office.person("dora@holding.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.goes_to("/access/programmes/certification");
    camille.presses("Send request", &[("Candidate number", "CERT-1")]);
    camille
        .sees("This is not shaped like one; capitals and hyphens count. An example: CERT-20417")
        .sees("Choose an answer.");
    // What hangs on another answer is asked for with that answer only.
    camille.presses(
        "Send request",
        &[
            ("Candidate number", "CERT-20418"),
            ("Examiner", "on"),
            ("Yes", "on"),
            ("Reason for request", "I take the exams."),
        ],
    );
    camille.meets(422);
    camille.presses("Send request", &[("Date of your last exam", "2026-02-28")]);
    camille.sees("Access request sent");
    camille
        .follows("See your request")
        .sees("CERT-20418")
        .sees("Examiner")
        .sees("Date of your last exam")
        .sees("28 February 2026");
    office.may_leave_mail();
}

fn only_whom_a_programme_names_decides(office: &Office) {
    office.person("dora@holding.example");
    let mut dora = office.log_in("dora@holding.example");
    let mut sam = agent(office);
    let mut camille = office.visitor("camille@atelier.example");
    camille.goes_to("/access/programmes/partners");
    camille.presses(
        "Send request",
        &[
            ("Partner number", "P-4711"),
            ("Registered", "on"),
            ("Reason for request", "We sell their products."),
        ],
    );
    camille.sees("Access request sent");
    let request = camille.follows("See your request").page.path.clone();
    let id = request.rsplit('/').next().unwrap().to_owned();
    let address = format!("/programmes/partners/requests/{id}");
    for stranger in [&mut sam, &mut camille] {
        stranger.goes_to("/programmes/partners/requests").meets(404);
        stranger.goes_to(&address).meets(404);
    }
    dora.goes_to("/programmes/partners/requests")
        .sees("Camille Example");
    // Another programme's desk does not lead to it.
    dora.goes_to(&format!("/programmes/certification/requests/{id}"))
        .meets(404);
    dora.goes_to(&address).presses(
        "Submit",
        &[("Decline", "on"), ("Reason", "Not known to us")],
    );
    dora.sees("You declined this");
    camille.goes_to("/access/services").sees("Denied");
    camille.goes_to("/access/programmes/partners");
    camille.presses(
        "Send request",
        &[
            ("Partner number", "P-4711"),
            ("Registered", "on"),
            ("Reason for request", "We sell their products."),
        ],
    );
    camille.meets(422);
    office.may_leave_mail();
}

fn support_decides_where_a_programme_names_nobody(office: &Office) {
    let olga = office.staff("olga@operations.example", true, false);
    let mut olga = office.session_of("olga@operations.example", &olga);
    // As long as there is no agent, operators are the support.
    olga.goes_to("/programmes/smart-services/requests")
        .meets(200);
    let mut sam = agent(office);
    sam.goes_to("/programmes/smart-services/requests")
        .meets(200);
    // Beside the only agent they are it for what the agent asks for, and there is nothing of anybody else's.
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .goes_to("/access/programmes/smart-services")
        .presses(
            "Send request",
            &[
                ("Site code", "lyon-02"),
                ("Reason for request", "Reports for the site"),
            ],
        );
    camille.sees("Access request sent");
    sam.goes_to("/programmes/smart-services/requests")
        .sees("lyon-02");
    olga.goes_to("/programmes/smart-services/requests")
        .does_not_see("lyon-02");
    office.staff("tara@support.example", false, true);
    olga.goes_to("/programmes/smart-services/requests")
        .meets(404);
}

fn operators_answer_the_only_decider_of_a_programme(office: &Office) {
    let olga = office.staff("olga@operations.example", true, false);
    let mut olga = office.session_of("olga@operations.example", &olga);
    let mut dora = office.visitor("dora@holding.example");
    sits_the_exam(&mut dora);
    dora.sees("Access request sent");
    olga.opens_the_link_in("Dora Example asks for access to Certification")
        .sees("I sit the exam myself.")
        .presses("Submit", &[("Approve", "on")])
        .sees("You approved this");
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .goes_to("/programmes/certification/requests")
        .meets(404);
    office.may_leave_mail();
}

fn a_programme_that_changes_leaves_what_was_asked_readable(office: &Office) {
    use domain::text::Reason;
    use parvis::use_cases::access_request::{ProgrammeEntries, send_to_programme};
    let camille = office.person("camille@atelier.example");
    let by = camille.clone();
    let id = office.write(move |tx| {
        let mut rules = (*tx.rules).clone();
        let old = &mut rules.programmes[0].definition;
        old.key = domain::programme::ProgrammeKey::parse("apprentices").unwrap();
        old.name = domain::language::TextByLanguage::new("Apprentices", "Apprentis");
        tx.rules = std::sync::Arc::new(rules);
        let typed = ProgrammeEntries {
            identifier: "CERT-20417".into(),
            access_type: "records".into(),
            answers: [("certified".into(), "no".into())].into(),
        };
        let reason = Reason::parse("I begin in spring.").unwrap();
        Ok(send_to_programme(tx, &by, "apprentices", &typed, &reason, None)?.unwrap())
    });
    let mut camille = office.session_of("camille@atelier.example", &camille);
    camille
        .goes_to(&format!("/access/requests/{id}"))
        .sees("CERT-20417")
        .sees("Candidate number")
        .sees("Do you hold a certificate already?");
    camille
        .goes_to("/access/services")
        .sees("Apprentices · Records");
    office.may_leave_mail();
}

fn agent(office: &Office) -> crate::support::visitor::Visitor<'_> {
    let sam = office.staff("sam@support.example", false, true);
    office.session_of("sam@support.example", &sam)
}
