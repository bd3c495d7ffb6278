//! Strangers in a file, and a list that comes back.

use crate::on_both_engines;
use crate::support::Office;
use crate::uploading::file::{UPLOADS, applies, previews};
use domain::Role;

on_both_engines!(
    strangers_in_a_file_are_invited_and_no_line_tells_who_there_is,
    a_file_invites_no_more_than_may_be_invited_in_a_day,
    many_lines_for_one_address_are_one_letter_with_one_link,
    a_list_of_users_that_was_taken_away_can_be_sent_back,
);

fn strangers_in_a_file_are_invited_and_no_line_tells_who_there_is(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    office.gone("gone@atelier.example");
    previews(
        office,
        &mut amina,
        "camille,sa-user,,\nnobody1,sa-user,,\ngone,sa-user,,\n",
    );
    amina.sees("Lines with faults3");
    let faults = amina.page.all("tbody td:last-child");
    let alike: Vec<String> = faults
        .iter()
        .zip(["camille", "nobody1", "gone"])
        .map(|(fault, name)| fault.replace(name, "somebody"))
        .collect();
    assert!(alike.iter().all(|fault| *fault == alike[0]), "{alike:?}");
    amina.presses("Discard", &[]);
    previews(
        office,
        &mut amina,
        "Camille Morel <camille@atelier.example>,sa-user,,\ngone@atelier.example,sa-user,,\nnew@atelier.example,sa-user,,\n",
    );
    assert_eq!(
        amina.page.all("tbody .tag"),
        ["Invitation", "Invitation", "Invitation"]
    );
    applies(office, &mut amina);
    amina
        .sees("Invitations3")
        .goes_to("/accounts/lumen.example/users")
        .does_not_see("Camille");
    camille
        .opens_the_link_in("Your invitation")
        .presses("Accept", &[])
        .sees("Smart Account User");
    amina
        .goes_to("/accounts/lumen.example/users")
        .sees("Camille Example")
        .sees("an uploaded file");
    office.may_leave_mail();
}

fn a_file_invites_no_more_than_may_be_invited_in_a_day(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let lines: String = (0..60)
        .map(|n| format!("guest{n}@ortega.example,sa-user,,\n"))
        .collect();
    previews(office, &mut amina, &lines);
    amina
        .sees("Invitations50")
        .sees("Lines with faults10")
        .sees("As many invitations as this account may send in a day are used up");
    amina.presses("Discard", &[]);
    office.may_invite_many("lumen.example");
    previews(office, &mut amina, &lines);
    amina.sees("Invitations60").sees("Lines with faults0");
    amina.presses("Discard", &[]);
}

fn many_lines_for_one_address_are_one_letter_with_one_link(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    office.may_invite_many("lumen.example");
    // More lines for Nadia than there may be letters a day, further apart than what is worked on at a time.
    let offers = [
        "va-user,Default",
        "va-user,Lyon",
        "va-user,Montréal",
        "va-viewer,Default",
        "va-viewer,Lyon",
        "va-viewer,Montréal",
    ];
    let mut lines = String::new();
    for (block, offer) in offers.iter().enumerate() {
        lines += &format!("nadia@ortega.example,{offer},\n");
        for number in 0..if block < 5 { 310 } else { 0 } {
            lines += &format!("somebody{block}-{number}@ortega.example,sa-viewer,,\n");
        }
    }
    previews(office, &mut amina, &lines);
    amina.sees("Lines with faults0");
    applies(office, &mut amina);
    amina.sees("every line is as the file says");
    let letters = office.mailbox.to("nadia@ortega.example");
    assert_eq!(letters.len(), 1);
    let mut nadia = crate::adding::forms::invited(office, "nadia@ortega.example");
    nadia
        .sees("Virtual Account User")
        .sees("Virtual Account Viewer")
        .sees("Montréal");
}

fn a_list_of_users_that_was_taken_away_can_be_sent_back(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let camille = office.person("camille@atelier.example");
    office.grant(&camille, "lumen.example", Role::VaUser, Some("Lyon"));
    let users = "/accounts/lumen.example/users";
    amina
        .goes_to(users)
        .presses("Change end date", &[("Select Camille", "on")]);
    amina
        .presses("Review", &[("Until", "2026-12-10")])
        .presses("Change end date", &[]);
    let list = amina
        .sends("GET", &format!("{users}/export.csv"), None)
        .html;
    amina.sends_file(UPLOADS, "users.csv", list.as_bytes());
    office.works();
    amina
        .looks_again()
        .sees("All known")
        .sees("Known already2")
        .sees("Lines with faults0")
        .sees("Lyon10 December 2026");
    amina.presses("Discard", &[]);
    // What they do not hold is not theirs to give themselves.
    previews(
        office,
        &mut amina,
        "amina,sa-administrator,,\namina,sa-viewer,,\n",
    );
    amina
        .sees("Known already1")
        .sees("Lines with faults1")
        .sees("3amina, sa-viewer, , You cannot give yourself a role");
}
