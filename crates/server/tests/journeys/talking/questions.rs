//! The requester is asked, and time waits for the answer.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::mailbox::subjects;
use crate::talking::request::{QUESTION, QUEUE, asks, camille_asks_two};
use domain::moment::days;

on_both_engines!(
    a_question_stops_the_clock_and_the_answer_comes_back,
    a_question_nobody_answers_ends_the_request_with_notice,
    a_worker_that_slept_gives_the_requester_time_to_answer,
    only_the_requester_answers_and_only_deciders_ask,
);

fn a_question_stops_the_clock_and_the_answer_comes_back(office: &Office) {
    let (mut amina, _, mut camille) = camille_asks_two(office);
    office.days_pass(1);
    asks(&mut amina, office);
    amina.goes_to(QUEUE).sees("The requester");
    // For ten days nothing happens but that Camille is waited for.
    let to_amina = office.mailbox.to("amina@lumen.example").len();
    office.days_pass(10);
    assert_eq!(office.mailbox.to("amina@lumen.example").len(), to_amina);
    camille
        .opens_the_link_in("Your access request")
        .sees(QUESTION)
        .sees("it expires on 7 December 2026");
    camille
        .goes_to("/access/services")
        .follows("Answer")
        .sees(QUESTION);
    camille
        .presses("Send answer", &[("Your answer", "Lyon")])
        .meets(422);
    assert!(
        camille
            .page
            .fault_of("Your answer")
            .unwrap()
            .contains("at least 10 characters")
    );
    let page = camille.page.clone();
    camille
        .presses("Send answer", &[("Your answer", "For the site of Lyon.")])
        .sees("on its way")
        .sees("For the site of Lyon.");
    office.works();
    let said = office.mailbox.to("bruno@lumen.example").pop().unwrap();
    assert!(
        said.text_body.contains("has answered")
            && said.text_body.contains("> For the site of Lyon."),
        "{}",
        said.text_body
    );
    // The form on an older page asks for what is not waited for any more.
    camille.page = page;
    camille
        .presses("Send answer", &[("Your answer", "For the site of Lyon.")])
        .sees("Nothing is waited for from you any more");
    // One day had passed of the two before the first reminder: one is left.
    let to_amina = office.mailbox.to("amina@lumen.example").len();
    office.hours_pass(23);
    assert_eq!(office.mailbox.to("amina@lumen.example").len(), to_amina);
    office.hours_pass(2);
    assert_eq!(office.mailbox.to("amina@lumen.example").len(), to_amina + 1);
    amina
        .goes_to(QUEUE)
        .follows("Pending")
        .sees(QUESTION)
        .sees("For the site of Lyon.");
    amina
        .approves_entirely("Smart Account User")
        .sees("You approved this");
}

fn a_question_nobody_answers_ends_the_request_with_notice(office: &Office) {
    let (mut amina, _, mut camille) = camille_asks_two(office);
    office.days_pass(1);
    asks(&mut amina, office);
    amina.presses("Submit", &[("Approve", "on")]).meets(422);
    office.days_pass(10);
    let before = office.mailbox.to("camille@atelier.example").len();
    office.days_pass(1);
    let reminder = office.mailbox.to("camille@atelier.example");
    assert_eq!(reminder.len(), before + 1, "{:?}", subjects(&reminder));
    assert!(
        reminder
            .last()
            .unwrap()
            .text_body
            .contains("still waiting for a word from you")
    );
    office.days_pass(2);
    camille.views_request().sees("Pending");
    office.days_pass(1);
    camille
        .views_request()
        .sees("Expired")
        .sees("No word came from the requester in time");
    assert!(
        office
            .mailbox
            .to("camille@atelier.example")
            .last()
            .unwrap()
            .text_body
            .contains("we did not hear from you")
    );
}

fn a_worker_that_slept_gives_the_requester_time_to_answer(office: &Office) {
    let (mut amina, _, mut camille) = camille_asks_two(office);
    asks(&mut amina, office);
    office.clock_goes_on(days(100));
    office.works();
    camille
        .views_request()
        .sees("Pending")
        .presses("Send answer", &[("Your answer", "For the site of Lyon.")])
        .sees("on its way");
    office.days_pass(1);
    camille.views_request().sees("Pending");
}

fn only_the_requester_answers_and_only_deciders_ask(office: &Office) {
    let (mut amina, _, mut camille) = camille_asks_two(office);
    asks(&mut amina, office);
    let (mine, desk) = (
        camille.views_request().page.path.clone(),
        amina.page.path.clone(),
    );
    let mut mallory = office.visitor("mallory@elsewhere.example");
    let answer = "turn=2&answer=For+the+site+of+Lyon.".to_owned();
    for way in ["answers", "offer-acceptance", "offer-refusal"] {
        assert_eq!(
            mallory
                .sends("POST", &format!("{mine}/{way}"), Some(answer.clone()))
                .status,
            404
        );
        assert_eq!(
            amina
                .sends("POST", &format!("{mine}/{way}"), Some(answer.clone()))
                .status,
            404
        );
    }
    for way in ["questions", "handovers", "comments"] {
        let form = "version=2&question=For+which+site%3F+Say.&comment=Hm&to=per_00000000000000000000000000000000".to_owned();
        assert_eq!(
            camille
                .sends("POST", &format!("{desk}/{way}"), Some(form))
                .status,
            404
        );
    }
    // Asked already: a second question is refused where it was typed, and nothing typed is lost.
    let twice = amina.sends(
        "POST",
        &format!("{desk}/questions"),
        Some("version=2&question=And+for+which+of+them%3F".into()),
    );
    assert_eq!(twice.status, 409);
    let stale = amina.sends(
        "POST",
        &format!("{desk}/questions"),
        Some("version=1&question=And+for+which+of+them%3F".into()),
    );
    assert_eq!(stale.status, 409);
    let short = amina.sends(
        "POST",
        &format!("{desk}/questions"),
        Some("version=2&question=Why%3F".into()),
    );
    assert_eq!(short.status, 422);
}
