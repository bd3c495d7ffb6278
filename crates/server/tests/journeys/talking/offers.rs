//! Something else is proposed, and taken or not.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::mailbox::subjects;
use crate::support::visitor::Visitor;
use crate::talking::request::{QUEUE, camille_asks_two};

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
    an_offer_is_taken_in_one_click,
    an_offer_not_taken_goes_back_to_the_deciders,
    an_offer_lapses_with_the_next_and_with_the_decision,
    an_offer_of_somebody_who_lost_the_right_grants_nothing,
    what_was_asked_for_is_no_offer,
);

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
        .sees("Proposed to you: Virtual Account User on Lyon")
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
        .sees("Proposed to you");
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
