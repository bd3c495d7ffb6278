//! What deciders say among themselves, and leave to each other.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use crate::talking::request::{QUESTION, QUEUE, camille_asks_two};
use domain::Role;

on_both_engines!(
    what_deciders_say_among_themselves_stays_there,
    a_request_is_passed_to_somebody_who_can_decide_it,
    what_is_left_to_somebody_comes_loose_when_they_leave,
);

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
