//! Who is in a group: added, invited, removed, found.

use crate::group::managers::GROUPS;
use crate::on_both_engines;
use crate::support::Office;

on_both_engines!(
    whoever_joins_has_what_the_group_holds_and_whoever_leaves_has_it_no_more,
    strangers_are_invited_into_a_group_and_are_in_it_once_they_accept,
    removing_says_first_what_is_lost,
    names_are_found_and_kept_apart,
    lists_are_paged_and_searched,
);

fn whoever_joins_has_what_the_group_holds_and_whoever_leaves_has_it_no_more(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    office.person("david@atelier.example");
    let group = amina.makes_group("Night shift");
    amina
        .gives_entirely(&group, "Smart Account User")
        .sees("The group holds the role now")
        .sees("Smart Account User");
    amina
        .adds(&group, "camille, DAVID@atelier.example")
        .sees("2 people are new in the group")
        .sees("David Example");
    camille
        .goes_to("/access/smart-accounts")
        .sees("Smart Account User");
    camille
        .goes_to("/groups")
        .follows("Night shift")
        .sees("Smart Account User · The lumen company")
        .sees("Amina Example");
    camille
        .presses("Leave this group", &[])
        .sees("You have left Night shift")
        .sees("You are in no group");
    camille
        .goes_to("/access/smart-accounts")
        .does_not_see("Smart Account User");
    amina
        .goes_to(&group)
        .does_not_see("Camille Example")
        .sees("David Example");
    // Twice is once, and nothing more is recorded.
    amina
        .adds(&group, "david")
        .sees("Everybody was in the group already");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Somebody left the group")
        .sees("Somebody joined the group");
}

fn strangers_are_invited_into_a_group_and_are_in_it_once_they_accept(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    let group = amina.makes_group("Night shift");
    amina.gives_entirely(&group, "Smart Account User");
    let members = format!("{group}/members/new");
    let names = "User IDs or e-mail addresses";
    // Whether there is such a person nobody is told.
    amina
        .goes_to(&members)
        .presses("Add members", &[(names, "camille")])
        .meets(422);
    let known = amina
        .page
        .fault_of(names)
        .unwrap()
        .replace("camille", "somebody");
    amina
        .goes_to(&members)
        .presses("Add members", &[(names, "nobody1")])
        .meets(422);
    assert_eq!(
        amina
            .page
            .fault_of(names)
            .unwrap()
            .replace("nobody1", "somebody"),
        known
    );
    amina
        .goes_to(&members)
        .presses(
            "Add members",
            &[(
                names,
                "Camille Morel <camille@atelier.example>, new@ortega.example",
            )],
        )
        .sees("2 people are invited by mail")
        .does_not_see("Camille Example");
    amina
        .goes_to("/accounts/lumen.example/invitations")
        .sees("Member of the group Night shift");
    camille
        .opens_the_link_in("Your invitation")
        .sees("Member of the group Night shift")
        .presses("Accept", &[])
        .sees("You have access")
        .sees("Smart Account User");
    amina
        .goes_to(&group)
        .sees("Camille Example")
        .does_not_see("new@ortega.example");
    // What somebody gives it meanwhile is not taken away unread.
    let mut also = amina.clone();
    amina
        .goes_to(&format!("{group}/deletion"))
        .sees("An open invitation no longer offers it");
    also.gives(
        &group,
        &[
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
            ("User role", "Virtual Account User"),
        ],
    );
    amina.presses("Delete group", &[]).meets(409);
    // A place in a group that is deleted is offered no more.
    amina
        .goes_to(&format!("{group}/deletion"))
        .sees("Virtual Account User")
        .presses("Delete group", &[]);
    amina
        .goes_to("/accounts/lumen.example/invitations")
        .does_not_see("new@ortega.example");
    crate::adding::forms::invited(office, "new@ortega.example").sees("This link no longer works");
    office.mailbox.newest(
        "amina@lumen.example",
        "Your invitation of new@ortega.example was withdrawn",
    );
}

fn removing_says_first_what_is_lost(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    let group = amina.makes_group("Night shift");
    amina.gives(
        &group,
        &[
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
            ("User role", "Virtual Account User"),
        ],
    );
    amina.adds(&group, "camille@atelier.example");
    amina
        .presses("Remove those chosen", &[("Choose Camille Example", "on")])
        .sees("They lose at once")
        .sees("Virtual Account User · Lyon");
    amina
        .presses("Remove", &[])
        .sees("One person has left the group");
    camille
        .goes_to("/access/smart-accounts")
        .does_not_see("Virtual Account User");
    // Pressed again on an old page: nobody is there to be removed.
    let again = amina.sends(
        "POST",
        &format!("{group}/members/removal"),
        Some("people=per_00000000000000000000000000000001".into()),
    );
    assert_eq!(again.status, 303);
    amina
        .goes_to(&format!("{group}/members/removal"))
        .sees("Nobody is chosen");
}

fn names_are_found_and_kept_apart(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let group = amina.makes_group("Équipe de nuit");
    amina
        .goes_to(&format!("{GROUPS}/new"))
        .presses("Create group", &[("Name of the group", "equipe de NUIT")])
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("Name of the group")
            .unwrap()
            .contains("has this name already")
    );
    amina
        .presses("Create group", &[("Name of the group", " ")])
        .meets(422);
    amina
        .goes_to(&format!("{GROUPS}?q=nui"))
        .sees("Équipe de nuit");
    amina
        .goes_to(&format!("{GROUPS}?q=jour"))
        .sees("No group is called that")
        .does_not_see("Équipe");
    amina.goes_to(&format!("{group}/edit"));
    let mut late = amina.clone();
    amina
        .presses(
            "Save",
            &[
                ("Name of the group", "Day shift"),
                ("What it is for", "Those who work by day."),
            ],
        )
        .sees("Day shift")
        .sees("Those who work by day");
    late.presses("Save", &[("Name of the group", "Dusk shift")])
        .meets(409)
        .sees("Somebody has changed the group");
    amina.goes_to(&format!("{GROUPS}?q=shif")).sees("Day shift");
    let stale = amina.sends(
        "POST",
        &format!("{group}/deletion"),
        Some("seen=1.0".into()),
    );
    assert_eq!(stale.status, 409);
}

fn lists_are_paged_and_searched(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let group = amina.makes_group("Crowd");
    let names: Vec<String> = (10..55)
        .map(|n| format!("person{n}@crowd.example"))
        .collect();
    for name in &names {
        office.person(name);
    }
    amina
        .adds(&group, &names.join("\n"))
        .sees("45 people are new")
        .sees("Person10 Example")
        .does_not_see("Person30 Example");
    amina
        .follows("Next page")
        .sees("Person30 Example")
        .does_not_see("Person29 Example")
        .follows("Next page")
        .sees("Person54 Example");
    assert!(amina.page.links("Next page").is_empty());
    amina
        .goes_to(&format!("{group}?q=PERSON42"))
        .sees("Person42 Example")
        .does_not_see("Person41 Example");
    amina
        .goes_to(&format!("{group}?q=exam+person43%40"))
        .sees("Person43 Example")
        .does_not_see("Person42 Example");
    amina
        .goes_to(&format!("{group}?q=nobody"))
        .sees("Nobody in this group is called that");
    for n in 10..35 {
        amina.makes_group(&format!("Group {n}"));
    }
    amina
        .goes_to(GROUPS)
        .sees("Crowd")
        .sees("45")
        .sees("Group 28")
        .does_not_see("Group 29")
        .follows("Next page")
        .sees("Group 29")
        .sees("Group 34")
        .does_not_see("Crowd");
}
