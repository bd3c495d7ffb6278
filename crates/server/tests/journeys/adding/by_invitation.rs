//! Adding users by invitation: accepted, declined, withdrawn, lapsed.

use crate::adding::forms::{INVITATIONS, NAMES, USERS, adds, invited, registers};
use crate::on_both_engines;
use crate::support::Office;
use crate::support::office::PASSWORD;
use crate::support::visitor::Visitor;
use domain::Role;

on_both_engines!(
    the_invited_makes_a_sign_in_and_has_the_role,
    a_second_invitation_adds_to_the_first,
    an_invitation_is_sent_again_withdrawn_or_declined,
    an_invitation_lapses_after_fourteen_days,
    whoever_has_another_address_is_told_what_to_do,
    the_rules_are_asked_again_when_it_is_accepted,
    a_dead_link_says_nothing,
);

fn the_invited_makes_a_sign_in_and_has_the_role(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    adds(&mut amina, "nadia@ortega.example", "Smart Account User");
    amina
        .sees("One person is invited by mail")
        .does_not_see("nadia@ortega.example");
    amina
        .goes_to(INVITATIONS)
        .sees("nadia@ortega.example")
        .sees("Smart Account User on the entire Smart Account");
    let mut nadia = invited(office, "nadia@ortega.example");
    nadia
        .sees("Your invitation to The lumen company")
        .sees("Amina Example offers you access");
    nadia
        .presses(
            "Create an account and accept",
            &[("User ID", "amina"), ("Password", "short")],
        )
        .meets(422)
        .sees("Something needs your attention")
        .sees("Full name: Fill this in")
        .sees("Password: Use at least");
    registers(&mut nadia, "nadia");
    nadia
        .sees("You have access to The lumen company now")
        .sees("Smart Account User");
    office.works();
    office.mailbox.newest(
        "amina@lumen.example",
        "nadia@ortega.example accepted your invitation",
    );
    amina
        .goes_to(USERS)
        .sees("Nadia Ortega")
        .sees("an invitation");
    amina.goes_to(INVITATIONS).sees("No invitation is open");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Invitation accepted: nadia@ortega.example")
        .sees("Invited: nadia@ortega.example");
}

fn a_second_invitation_adds_to_the_first(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    adds(&mut amina, "nadia@ortega.example", "Smart Account User");
    let mut first = invited(office, "nadia@ortega.example");
    adds(&mut amina, "nadia@ortega.example", "Smart Account User");
    assert!(
        amina
            .meets(422)
            .page
            .fault_of(NAMES)
            .unwrap()
            .contains("Invited to it already: nadia@ortega.example")
    );
    adds(&mut amina, "nadia@ortega.example", "Smart Account Viewer");
    // One letter with one link at a time.
    first.goes_to(&first.page.path.clone()).meets(410);
    let mut nadia = invited(office, "nadia@ortega.example");
    nadia
        .sees("Smart Account User")
        .sees("Smart Account Viewer");
    registers(&mut nadia, "nadia");
    nadia
        .sees("Smart Account User")
        .sees("Smart Account Viewer");
    office.works();
}

fn an_invitation_is_sent_again_withdrawn_or_declined(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    adds(&mut amina, "nadia@ortega.example", "Smart Account User");
    let mut old = invited(office, "nadia@ortega.example");
    amina
        .goes_to(INVITATIONS)
        .presses("Send again", &[])
        .sees("A new letter goes to nadia@ortega.example");
    old.goes_to(&old.page.path.clone()).meets(410);
    let mut nadia = invited(office, "nadia@ortega.example");
    nadia.sees("offers you access");
    for _ in 0..2 {
        amina
            .goes_to(INVITATIONS)
            .presses("Send again", &[])
            .meets(200);
    }
    amina
        .goes_to(INVITATIONS)
        .presses("Send again", &[])
        .meets(429)
        .sees("Enough letters went to this address");
    amina
        .goes_to(INVITATIONS)
        .follows("Withdraw")
        .sees("The link in the letter no longer works")
        .sees("Smart Account User");
    let confirmation = amina.page.path.clone();
    amina
        .presses("Withdraw", &[])
        .sees("is withdrawn")
        .sees("No invitation is open");
    amina
        .goes_to(&confirmation)
        .meets(409)
        .sees("answered, withdrawn or has lapsed");
    let mut late = invited(office, "nadia@ortega.example");
    late.meets(410).does_not_see("lumen");
    // Inviting again is a letter as well.
    adds(&mut amina, "nadia@ortega.example", "Smart Account User");
    assert!(
        amina
            .meets(422)
            .page
            .fault_of(NAMES)
            .unwrap()
            .contains("Enough letters went to this address")
    );
    office.days_pass(1);
    adds(&mut amina, "nadia@ortega.example", "Smart Account User");
    let mut nadia = invited(office, "nadia@ortega.example");
    let path = nadia.page.path.clone();
    nadia
        .presses("Decline", &[])
        .sees("You declined the invitation");
    nadia.goes_to(&path).meets(410);
    office.works();
    office.mailbox.newest(
        "amina@lumen.example",
        "nadia@ortega.example declined your invitation",
    );
    amina.goes_to(USERS).does_not_see("nadia");
}

fn an_invitation_lapses_after_fourteen_days(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    adds(&mut amina, "nadia@ortega.example", "Smart Account User");
    let mut nadia = invited(office, "nadia@ortega.example");
    let path = nadia.page.path.clone();
    office.days_pass(13);
    nadia.goes_to(&path).meets(200);
    office.days_pass(1);
    nadia.goes_to(&path).meets(410);
    office.mailbox.newest(
        "amina@lumen.example",
        "Your invitation of nadia@ortega.example has lapsed",
    );
    amina.goes_to(INVITATIONS).sees("No invitation is open");
    adds(&mut amina, "nadia@ortega.example", "Smart Account User");
    amina.sees("One person is invited by mail");
    office.works();
}

fn whoever_has_another_address_is_told_what_to_do(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    adds(&mut amina, "nadia@ortega.example", "Smart Account User");
    let path = invited(office, "nadia@ortega.example").page.path.clone();
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .goes_to(&path)
        .sees("went to another address")
        .sees("camille")
        .does_not_see("Decline");
    let token = path.split_once("token=").unwrap().1.to_owned();
    assert_eq!(
        camille
            .sends(
                "POST",
                "/invitation/acceptance",
                Some(format!("token={token}"))
            )
            .status,
        403
    );
    // Somebody who gets the address meanwhile logs in with it.
    let nadia = office.person("nadia@ortega.example");
    let mut stranger = Visitor::stranger(office);
    stranger
        .goes_to(&path)
        .sees("This address has a sign-in")
        .follows("Log in");
    stranger
        .presses(
            "Log in",
            &[("User ID or e-mail", "nadia"), ("Password", PASSWORD)],
        )
        .sees("offers you access")
        .presses("Accept", &[])
        .sees("You have access")
        .sees("Smart Account User");
    let mut nadia = office.session_of("nadia@ortega.example", &nadia);
    nadia.goes_to(&path).meets(410);
    office.works();
}

fn the_rules_are_asked_again_when_it_is_accepted(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    let mut bruno = office.log_in("bruno@lumen.example");
    adds(&mut bruno, "nadia@ortega.example", "Smart Account User");
    let mut nadia = invited(office, "nadia@ortega.example");
    // He who invited leaves.
    office.write(|tx| {
        use diesel::prelude::*;
        use parvis::storage::schema::{membership_terms, memberships, people};
        let id: String = people::table
            .filter(people::user_id.eq("bruno"))
            .select(people::id)
            .first(tx.db)?;
        let held: Vec<String> = memberships::table
            .filter(memberships::person_id.eq(&id))
            .select(memberships::id)
            .load(tx.db)?;
        diesel::delete(
            membership_terms::table.filter(membership_terms::membership_id.eq_any(&held)),
        )
        .execute(tx.db)?;
        diesel::delete(memberships::table.filter(memberships::id.eq_any(&held))).execute(tx.db)?;
        Ok(())
    });
    registers(&mut nadia, "nadia");
    nadia
        .meets(409)
        .sees("Whoever invited you may no longer give this");
    // Sent again by somebody who may, it can be accepted.
    amina.goes_to(INVITATIONS).presses("Send again", &[]);
    let mut nadia = invited(office, "nadia@ortega.example");
    registers(&mut nadia, "nadia");
    nadia.sees("You have access");
    office.works();
}

fn a_dead_link_says_nothing(office: &Office) {
    let mut stranger = Visitor::stranger(office);
    stranger.goes_to("/invitation?token=guessed").meets(410);
    let nothing = stranger.page.text();
    stranger
        .goes_to("/sign-up/confirmation?token=guessed")
        .meets(410);
    assert_eq!(stranger.page.text(), nothing);
    for path in ["/invitation/registration", "/invitation/refusal"] {
        assert_eq!(
            stranger
                .sends("POST", path, Some("token=guessed".into()))
                .status,
            410,
            "{path}"
        );
    }
}
