//! Changing and ending the roles of those who are ticked.

use crate::members::peopled::{USERS, id_of, names, peopled, tick};
use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::encode;
use domain::Role;

on_both_engines!(
    one_role_of_several_people_is_changed_at_once,
    one_comes_back_to_where_one_ticked_and_is_told_whom_it_was_about,
    end_dates_are_set_and_taken_away,
    the_last_administrator_stays_whatever_is_ticked,
    whoever_ends_their_own_role_or_the_last_administrator_but_one_is_warned,
    two_administrators_cannot_end_each_other_at_once,
    a_stale_page_changes_nothing_and_shows_what_is_so_now,
    a_virtual_account_administrator_changes_va_roles_in_their_own_only,
    what_a_form_may_hold_is_checked,
    roles_are_neither_raised_while_the_account_is_suspended_nor_by_whoever_is_deactivated,
);

fn one_role_of_several_people_is_changed_at_once(office: &Office) {
    let mut amina = peopled(office);
    amina.goes_to(USERS).presses(
        "Change role",
        &tick(&["Select Chen", "Select David", "Select Camille"]),
    );
    amina
        .sees("Chen Example")
        .presses("Review", &[("User role", "Virtual Account Viewer")]);
    // What cannot be is named beside whom it concerns; the rest can be done.
    amina
        .sees("does not fit the scope")
        .presses("Change role", &[])
        .sees("2 roles are changed. One was refused and stays as it was.");
    amina.goes_to(&format!("{USERS}?role=va-viewer"));
    assert_eq!(
        names(&amina),
        ["Chen Example", "David Example", "Elodie Example"]
    );
    office.works();
    assert!(
        office
            .mailbox
            .newest("david@atelier.example", "Your access to")
            .text_body
            .contains("Virtual Account Viewer on Lyon")
    );
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Role changed: Virtual Account Viewer");
}

fn one_comes_back_to_where_one_ticked_and_is_told_whom_it_was_about(office: &Office) {
    let mut amina = peopled(office);
    let narrowed = format!("{USERS}?role=va-user");
    amina
        .goes_to(&narrowed)
        .presses("Change end date", &tick(&["Select David"]));
    assert_eq!(amina.page.links("Cancel"), std::slice::from_ref(&narrowed));
    amina
        .presses("Review", &[("Until", "2026-12-10")])
        .presses("Change end date", &[])
        .sees("One role is changed: David Example.");
    assert_eq!(amina.page.path, narrowed);
    amina.goes_to(USERS).follows("David Example");
    let own_page = amina.page.path.clone();
    amina
        .presses("Change role", &tick(&["Select David"]))
        .presses("Review", &[("User role", "Virtual Account Viewer")])
        .presses("Change role", &[]);
    amina.sees("One role is changed: David Example.");
    assert_eq!(amina.page.path, own_page);
    // Whoever holds nothing here any more has no page here.
    amina
        .presses("End access", &tick(&["Select David"]))
        .presses("End access", &[])
        .sees("One role has ended: David Example.");
    assert_eq!(amina.page.path, USERS);
    amina.goes_to(&format!(
        "{USERS}/changes?what=end&back=https://elsewhere.example{USERS}"
    ));
    assert_eq!(amina.page.links("Back to the users"), [USERS]);
    // Nor has whoever ended their own role.
    amina
        .goes_to(USERS)
        .presses("End access", &tick(&["Select Amina"]))
        .presses("End access", &[])
        .sees("One role has ended: Amina Example.");
    assert_eq!(amina.page.path, "/access/mine");
}

fn end_dates_are_set_and_taken_away(office: &Office) {
    let mut amina = peopled(office);
    amina.goes_to(USERS).presses(
        "Change end date",
        &tick(&["Select Camille", "Select David"]),
    );
    amina
        .presses("Review", &[("Until", "2026-11-20")])
        .sees("This date has passed");
    amina
        .presses("Review", &[("Until", "soon")])
        .sees("Type a date");
    amina
        .presses("Review", &[("Until", "2026-12-10")])
        .sees("until 10 December 2026");
    amina
        .presses("Change end date", &[])
        .sees("2 roles are changed");
    amina
        .goes_to(USERS)
        .presses("Change end date", &tick(&["Select David"]))
        .presses("Review", &[])
        .sees("without end")
        .presses("Change end date", &[]);
    amina
        .goes_to(USERS)
        .presses("Filter", &[("Show", "Ending within 30 days")]);
    assert_eq!(names(&amina), ["Camille Example"]);
    office.days_pass(20);
    let mut amina = office.log_in("amina@lumen.example");
    amina
        .goes_to(&format!("{USERS}?q=camille"))
        .sees("Nobody matches");
}

fn the_last_administrator_stays_whatever_is_ticked(office: &Office) {
    let mut amina = peopled(office);
    amina
        .goes_to(USERS)
        .presses("End access", &tick(&["Select Bruno", "Select Camille"]));
    amina.presses("End access", &[]).sees("2 roles have ended");
    amina
        .goes_to(USERS)
        .sees("only one administrator")
        .presses("End access", &tick(&["Select Amina"]));
    amina.sees("keeps at least one administrator");
    let form = amina.page.clone();
    assert!(form.links("Cancel").len() == 1 && !form.html.contains("name=\"plan\""));
    // Nor by giving it back.
    amina
        .goes_to("/access/mine")
        .follows("Give back")
        .presses("Give back", &[])
        .meets(409)
        .sees("keeps at least one administrator");
    amina.goes_to(USERS).sees("Amina Example");
}

fn whoever_ends_their_own_role_or_the_last_administrator_but_one_is_warned(office: &Office) {
    let mut amina = peopled(office);
    amina
        .goes_to(USERS)
        .presses("End access", &tick(&["Select Camille"]))
        .does_not_see("your own")
        .does_not_see("only one administrator");
    amina
        .goes_to(USERS)
        .presses("End access", &tick(&["Select Amina"]))
        .sees("you can no longer look after who has access here")
        .sees("only one administrator without an end date");
    // An end date is a beginning of it; what is not said yet warns of nothing.
    amina
        .goes_to(USERS)
        .presses("Change end date", &tick(&["Select Bruno"]))
        .does_not_see("only one administrator");
    amina
        .presses("Review", &[("Until", "2026-12-10")])
        .sees("only one administrator without an end date")
        .does_not_see("your own");
    // Who administers by another role, too, keeps the desk.
    let own = id_of(office, "amina");
    office.grant(&own, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    amina
        .goes_to(USERS)
        .presses("End access", &tick(&["Select Amina Example, Virtual"]))
        .sees("One of these roles is your own, and it ends as well")
        .does_not_see("only one administrator");
}

fn two_administrators_cannot_end_each_other_at_once(office: &Office) {
    let mut amina = peopled(office);
    let mut bruno = office.log_in("bruno@lumen.example");
    amina
        .goes_to(USERS)
        .presses("End access", &tick(&["Select Bruno"]));
    bruno
        .goes_to(USERS)
        .presses("End access", &tick(&["Select Amina"]));
    amina.presses("End access", &[]).sees("One role has ended");
    // Bruno manages nothing any more.
    bruno.presses("End access", &[]).meets(404);
}

fn a_stale_page_changes_nothing_and_shows_what_is_so_now(office: &Office) {
    let mut amina = peopled(office);
    let mut bruno = office.log_in("bruno@lumen.example");
    amina
        .goes_to(USERS)
        .presses("End access", &tick(&["Select Chen", "Select David"]));
    bruno
        .goes_to(USERS)
        .presses("Change role", &tick(&["Select David"]));
    bruno
        .presses("Review", &[("User role", "Virtual Account Viewer")])
        .presses("Change role", &[]);
    amina
        .presses("End access", &[])
        .meets(409)
        .sees("has changed since you opened this page")
        .sees("Virtual Account Viewer");
    amina.presses("End access", &[]).sees("2 roles have ended");
}

fn a_virtual_account_administrator_changes_va_roles_in_their_own_only(office: &Office) {
    peopled(office);
    let mut chen = office.log_in("chen@lumen.example");
    chen.goes_to(USERS);
    assert_eq!(names(&chen), ["Chen Example", "David Example"]);
    let elodie = id_of(office, "elodie");
    assert_eq!(
        chen.sends("GET", &format!("{USERS}/{elodie}"), None).status,
        404
    );
    chen.presses("Change role", &tick(&["Select David"]))
        .does_not_see("Smart Account");
    let path = chen
        .page
        .path
        .replace("what=role", "what=role&asked=yes&role=sa-user");
    chen.goes_to(&path).sees("does not fit the scope");
    chen.goes_to(USERS)
        .presses("End access", &tick(&["Select David"]))
        .presses("End access", &[])
        .sees("One role has ended");
    // Their own roles nobody changes but by giving them back.
    chen.goes_to(USERS)
        .presses("Change role", &tick(&["Select Chen"]))
        .presses("Review", &[("User role", "Virtual Account User")])
        .sees("You cannot give yourself a role");
}

fn what_a_form_may_hold_is_checked(office: &Office) {
    let mut amina = peopled(office);
    let fields = |pairs: &[(&str, &str)]| {
        encode(
            &pairs
                .iter()
                .map(|(n, v)| ((*n).into(), (*v).into()))
                .collect::<Vec<_>>(),
        )
    };
    let changes = format!("{USERS}/changes");
    for (form, status) in [
        (
            fields(&[("what", "burn"), ("asked", "yes"), ("plan", "x")]),
            400,
        ),
        (
            fields(&[
                ("what", "end"),
                ("membership", "mem_1"),
                ("asked", "yes"),
                ("plan", "x"),
            ]),
            400,
        ),
        (
            fields(&[
                ("what", "role"),
                ("role", "emperor"),
                ("asked", "yes"),
                ("plan", "x"),
            ]),
            400,
        ),
        (
            fields(&[
                ("what", "role"),
                ("role", ""),
                ("asked", "yes"),
                ("plan", "x"),
            ]),
            422,
        ),
        (
            fields(&[
                ("what", "until"),
                ("until", "yesterday"),
                ("asked", "yes"),
                ("plan", "x"),
            ]),
            422,
        ),
        (
            fields(&[("what", "end"), ("asked", "yes"), ("plan", "x")]),
            409,
        ),
        (fields(&[("what", "end")]), 400),
    ] {
        assert_eq!(
            amina.sends("POST", &changes, Some(form.clone())).status,
            status,
            "{form}"
        );
    }
    amina
        .goes_to(USERS)
        .presses("Change role", &tick(&["Select Camille"]))
        .presses("Review", &[])
        .sees("Choose a role");
    amina
        .goes_to(&format!("{changes}?what=end"))
        .sees("Nothing is selected");
}

fn roles_are_neither_raised_while_the_account_is_suspended_nor_by_whoever_is_deactivated(
    office: &Office,
) {
    let mut amina = peopled(office);
    let mut bruno = office.log_in("bruno@lumen.example");
    let account = office.read(|db| {
        let domain = domain::DomainIdentifier::stored("lumen.example".into());
        Ok(
            parvis::store::smart_account::find_by_identifier(db, &domain)?
                .unwrap()
                .id,
        )
    });
    bruno
        .goes_to(USERS)
        .presses("Change role", &tick(&["Select Camille"]))
        .presses("Review", &[("User role", "Smart Account Viewer")]);
    let id = account.clone();
    office.write(move |tx| {
        parvis::use_cases::smart_account::operation::suspend(tx, &id, "It is disputed.")?.unwrap();
        Ok(())
    });
    bruno.presses("Change role", &[]).meets(409);
    amina
        .goes_to(USERS)
        .presses("Change role", &tick(&["Select Camille"]))
        .presses("Review", &[("User role", "Smart Account Viewer")]);
    amina.sees("is suspended, or not active yet, so this cannot be done");
    // Ending access is possible at any time.
    amina
        .goes_to(USERS)
        .presses("End access", &tick(&["Select Camille"]))
        .presses("End access", &[])
        .sees("One role has ended");
    office.works();
}
