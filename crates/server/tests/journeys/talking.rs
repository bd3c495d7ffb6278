//! What is said before a decision: among deciders, to the requester, and what is proposed instead.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::mailbox::subjects;
use crate::support::visitor::Visitor;
use domain::Role;
use domain::moment::days;

const QUESTION: &str = "For which site do you need it?";
const QUEUE: &str = "/accounts/lumen.example/requests";

/// Amina and Bruno administer Lumen, and Camille has asked.
fn camille_asks_two(office: &Office) -> (Visitor<'_>, Visitor<'_>, Visitor<'_>) {
    let amina = office.administrator_of("lumen.example");
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    (amina, office.log_in("bruno@lumen.example"), camille)
}

fn asks(amina: &mut Visitor<'_>, office: &Office) {
    amina.opens_the_link_in("asks for access");
    amina
        .presses("Ask", &[("Your question", QUESTION)])
        .sees("The request waits for the answer");
    office.works();
}

fn proposes(amina: &mut Visitor<'_>, office: &Office) {
    amina.opens_the_link_in("asks for access");
    let terms = [
        ("Propose something else", "on"),
        ("Selected Virtual Accounts", "on"),
        ("Lyon", "on"),
        ("User role", "Virtual Account User"),
    ];
    amina.presses("Submit", &terms).meets(422);
    assert!(
        amina
            .page
            .fault_of("Why this instead")
            .unwrap()
            .contains("why you propose")
    );
    let mut terms = terms.to_vec();
    amina.sees("Why this instead: Say in a few words");
    terms.push(("Why this instead", "Lyon is all you need."));
    amina
        .presses("Submit", &terms)
        .sees("You proposed something else")
        .sees("Waiting for the requester");
    office.works();
}

on_both_engines!(
    a_question_stops_the_clock_and_the_answer_comes_back,
    a_question_nobody_answers_ends_the_request_with_notice,
    a_worker_that_slept_gives_the_requester_time_to_answer,
    only_the_requester_answers_and_only_deciders_ask,
    what_deciders_say_among_themselves_stays_there,
    a_request_is_passed_to_somebody_who_can_decide_it,
    what_is_left_to_somebody_comes_loose_when_they_leave,
    an_offer_is_taken_in_one_click,
    an_offer_not_taken_goes_back_to_the_deciders,
    an_offer_lapses_with_the_next_and_with_the_decision,
    an_offer_of_somebody_who_lost_the_right_grants_nothing,
    what_was_asked_for_is_no_offer,
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
    office.app.clock.set(office.now().plus(days(100)));
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

fn what_deciders_say_among_themselves_stays_there(office: &Office) {
    let (mut amina, mut bruno, mut camille) = camille_asks_two(office);
    amina.opens_the_link_in("asks for access");
    amina.presses("Comment", &[("Your comment", "")]).meets(422);
    amina
        .presses(
            "Comment",
            &[("Your comment", "I have my doubts about her.")],
        )
        .sees("Your comment is kept")
        .sees("my doubts");
    bruno
        .goes_to(QUEUE)
        .follows("Pending")
        .sees("I have my doubts about her.")
        .sees("Amina Example commented");
    camille
        .views_request()
        .does_not_see("doubts")
        .does_not_see("commented");
    // Later an approver of the account herself, she still reads nothing of it.
    amina
        .goes_to(QUEUE)
        .follows("Pending")
        .approves_entirely("Smart Account Administrator");
    let request = amina.page.path.clone();
    camille
        .goes_to(&request)
        .meets(200)
        .does_not_see("doubts")
        .does_not_see("commented");
    let commented = "/accounts/lumen.example/events?kind=access-request.commented";
    let links = |who: &Visitor<'_>| who.page.attributes("a[href*='/events/evt_']", "href");
    let event = links(amina.goes_to(commented)).remove(0);
    assert!(
        links(camille.goes_to(commented)).is_empty(),
        "{}",
        camille.page.text()
    );
    camille.goes_to(&event).meets(404);
    let export = commented.replace("events?", "events/export?");
    assert!(
        amina
            .sends("GET", &export, None)
            .html
            .contains("access-request.commented")
    );
    assert!(
        !camille
            .sends("GET", &export, None)
            .html
            .contains("access-request.commented")
    );
    office.works();
    assert!(
        office
            .mailbox
            .all()
            .iter()
            .all(|mail| !mail.text_body.contains("doubts"))
    );
}

fn a_request_is_passed_to_somebody_who_can_decide_it(office: &Office) {
    let (mut amina, mut bruno, mut camille) = camille_asks_two(office);
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    amina.opens_the_link_in("asks for access");
    assert!(
        !amina.page.html.contains(chen.as_str()),
        "Chen cannot decide for the whole account"
    );
    let path = amina.page.path.clone();
    let to_chen = amina.sends(
        "POST",
        &format!("{path}/handovers"),
        Some(format!("version=1&to={chen}")),
    );
    assert_eq!(to_chen.status, 422);
    assert!(
        to_chen
            .text()
            .contains("This person cannot decide this request")
    );
    amina
        .presses(
            "Pass on",
            &[("What they should know", "You know the atelier.")],
        )
        .meets(422);
    let bruno_is = "Bruno Example (bruno)";
    amina
        .presses(
            "Pass on",
            &[
                ("To whom", bruno_is),
                ("What they should know", "You know the atelier."),
            ],
        )
        .sees("The request is with Bruno Example now")
        .sees("You passed it to Bruno Example");
    office.works();
    bruno
        .opens_the_link_in("For you: Camille Example")
        .sees("You know the atelier.")
        .sees("Amina Example passed it to you.")
        .sees("It is with you.");
    amina.goes_to(QUEUE).sees("with Bruno Example");
    amina
        .presses("Filter", &[("Waiting for", "Me")])
        .does_not_see("Camille Example")
        .sees("No request fits");
    bruno
        .goes_to(QUEUE)
        .presses("Filter", &[("Waiting for", "Me")])
        .sees("Camille Example")
        .sees("with you");
    camille
        .views_request()
        .does_not_see("Bruno")
        .does_not_see("know the atelier");
    amina
        .goes_to(QUEUE)
        .follows("Pending")
        .presses("Pass on", &[("To whom", "Myself")])
        .sees("The request is with you now.")
        .sees("It is with you.")
        .sees("You took it.");
    bruno
        .follows("Pending")
        .approves_entirely("Smart Account User")
        .sees("You approved this");
}

fn what_is_left_to_somebody_comes_loose_when_they_leave(office: &Office) {
    let (mut amina, _, mut camille) = camille_asks_two(office);
    let fleur = office.person("fleur@lumen.example");
    office.grant(&fleur, "lumen.example", Role::SaAdministrator, None);
    amina
        .opens_the_link_in("asks for access")
        .presses("Pass on", &[("To whom", "Bruno Example (bruno)")])
        .sees("It is with Bruno Example");
    amina
        .goes_to("/accounts/lumen.example/users")
        .presses("End access", &[("Select Bruno Example", "on")])
        .presses("End access", &[])
        .sees("One role has ended");
    amina.goes_to(QUEUE).does_not_see("with Bruno Example");
    amina
        .presses("Filter", &[("Waiting for", "Nobody in particular")])
        .follows("Pending")
        .sees("Bruno Example may not decide this any more")
        .does_not_see("It is with");
    camille.views_request().does_not_see("Bruno");
    // Left to somebody who is asked about meanwhile, it comes loose with the answer.
    amina
        .presses("Pass on", &[("To whom", "Fleur Example (fleur)")])
        .sees("It is with Fleur Example");
    amina
        .presses("Ask", &[("Your question", QUESTION)])
        .sees("The request waits for the answer");
    let gone = fleur.clone();
    office.write(move |tx| {
        parvis::use_cases::person::deactivation::deactivate(tx, &gone, None)?.map_err(Into::into)
    });
    camille
        .views_request()
        .presses("Send answer", &[("Your answer", "For the site of Lyon.")])
        .sees("on its way");
    amina
        .goes_to(QUEUE)
        .follows("Pending")
        .sees("Fleur Example was deactivated, so the request waits for all")
        .does_not_see("It is with");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("A request left to somebody who can no longer decide it waits for all who may");
    // The next reminder goes to who is left.
    let told = office.mailbox.to("amina@lumen.example").len();
    office.days_pass(3);
    assert!(office.mailbox.to("amina@lumen.example").len() > told);
    amina
        .goes_to(QUEUE)
        .follows("Pending")
        .approves_entirely("Smart Account User")
        .sees("You approved this");
}

fn an_offer_is_taken_in_one_click(office: &Office) {
    let (mut amina, _, mut camille) = camille_asks_two(office);
    proposes(&mut amina, office);
    camille
        .goes_to("/access/smart-accounts")
        .does_not_see("Virtual Account User");
    camille
        .opens_the_link_in("Your access request")
        .sees("Access, with a role the administrators choose")
        .sees("Virtual Account User on Lyon")
        .sees("Lyon is all you need.");
    camille
        .presses("Accept the proposal", &[])
        .sees("You accepted")
        .sees("Approved");
    camille
        .sees("An administrator proposed: Virtual Account User on Lyon")
        .sees("You accepted the proposal.");
    camille
        .goes_to("/access/smart-accounts")
        .sees("Virtual Account User");
    office.works();
    let told = office.mailbox.to("amina@lumen.example");
    assert!(
        told.last()
            .unwrap()
            .text_body
            .contains("has accepted your proposal"),
        "{:?}",
        subjects(&told)
    );
    amina
        .goes_to(QUEUE)
        .follows("Approved")
        .sees("You approved this")
        .sees("The requester accepted the proposal.")
        .sees("You proposed: Virtual Account User on Lyon");
}

fn an_offer_not_taken_goes_back_to_the_deciders(office: &Office) {
    let (mut amina, mut bruno, mut camille) = camille_asks_two(office);
    proposes(&mut amina, office);
    camille
        .views_request()
        .presses(
            "Keep my original request",
            &[("Why not?", "Our work is in Montréal too.")],
        )
        .sees("You kept your original request")
        .sees("Pending");
    office.works();
    bruno
        .opens_the_link_in("asks for access")
        .sees("The requester kept the original request.")
        .sees("Montréal too")
        .sees("Amina Example proposed");
    bruno
        .approves_entirely("Smart Account User")
        .sees("You approved this");
    camille
        .views_request()
        .sees("Approved")
        .sees("An administrator proposed");
}

fn an_offer_lapses_with_the_next_and_with_the_decision(office: &Office) {
    let (mut amina, mut bruno, mut camille) = camille_asks_two(office);
    proposes(&mut amina, office);
    let first = camille.views_request().page.clone();
    bruno.goes_to(QUEUE).follows("Pending");
    bruno
        .presses(
            "Submit",
            &[
                ("Propose something else", "on"),
                ("Entire Smart Account", "on"),
                ("User role", "Smart Account Viewer"),
                ("Why this instead", "Or just to look?"),
            ],
        )
        .sees("You proposed");
    camille.page = first;
    camille
        .presses("Accept the proposal", &[])
        .sees("has changed since you opened this page")
        .sees("Smart Account Viewer on the entire Smart Account");
    let second = camille.page.clone();
    amina
        .goes_to(QUEUE)
        .follows("Pending")
        .declines("Other", "");
    camille.page = second;
    camille
        .presses("Accept the proposal", &[])
        .sees("was declined")
        .sees("Denied");
    camille
        .goes_to("/access/smart-accounts")
        .does_not_see("Viewer");
}

fn an_offer_of_somebody_who_lost_the_right_grants_nothing(office: &Office) {
    let (mut amina, mut bruno, mut camille) = camille_asks_two(office);
    bruno.goes_to(QUEUE).follows("Pending");
    bruno
        .presses(
            "Submit",
            &[
                ("Propose something else", "on"),
                ("Entire Smart Account", "on"),
                ("User role", "Smart Account Viewer"),
                ("Why this instead", "Or just to look?"),
            ],
        )
        .sees("You proposed");
    office.write(|tx| {
        use diesel::prelude::*;
        use parvis::storage::schema::{memberships, people};
        let bruno: String = people::table
            .filter(people::user_id.eq("bruno"))
            .select(people::id)
            .first(tx.db)?;
        diesel::delete(parvis::storage::schema::membership_terms::table).execute(tx.db)?;
        diesel::delete(memberships::table.filter(memberships::person_id.eq(bruno)))
            .execute(tx.db)?;
        Ok(())
    });
    camille
        .views_request()
        .presses("Accept the proposal", &[])
        .sees("cannot be granted any more")
        .sees("Pending");
    camille
        .goes_to("/access/smart-accounts")
        .does_not_see("Viewer");
    camille
        .views_request()
        .presses("Keep my original request", &[])
        .sees("You kept your original request");
    amina
        .goes_to(QUEUE)
        .follows("Pending")
        .approves_entirely("Smart Account User")
        .sees("You approved this");
}

fn what_was_asked_for_is_no_offer(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_with(
        "lumen.example",
        &[
            ("Reason for request", "Everything, if I may ask"),
            ("Entire Smart Account", "on"),
            ("Role wanted", "Smart Account User"),
        ],
    );
    amina.opens_the_link_in("asks for access");
    amina
        .presses(
            "Submit",
            &[
                ("Propose something else", "on"),
                ("Why this instead", "As you like."),
            ],
        )
        .meets(422)
        .sees("This is what was asked for");
}
