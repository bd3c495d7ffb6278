//! Events are found by what they are about, by whoever may see them.

use crate::event_log::scene::{EVENTS, ends_a_role, scene};
use crate::on_both_engines;
use crate::support::Office;
use domain::Role;

on_both_engines!(
    every_filter_finds_what_it_says_and_filters_add_up,
    people_requests_and_kinds_are_found_by_what_they_are_called,
    a_name_finds_those_who_occur_here_however_many_others_are_called_so,
    what_cannot_be_asked_is_refused_beside_the_field_and_found_nowhere,
    a_search_that_fits_too_many_people_is_not_taken_away_in_part,
    what_was_deleted_is_named_and_found,
);

fn every_filter_finds_what_it_says_and_filters_add_up(office: &Office) {
    let mut amina = scene(office);
    amina
        .goes_to(EVENTS)
        .sees("Role given: Virtual Account User")
        .sees("Access was asked for");
    amina
        .presses("Filter", &[("What", "access-request.sent")])
        .sees("access-request.sent")
        .does_not_see("smart-account.created");
    amina
        .presses("Filter", &[("About whom", "camille")])
        .sees("Camille Example")
        .does_not_see("David Example");
    amina
        .follows("Show everything")
        .presses("Filter", &[("Who did it", "david@atelier.example")])
        .sees("Access was asked for")
        .does_not_see("Camille Example");
    amina
        .follows("Show everything")
        .presses("Filter", &[("Virtual Account", "Lyon")])
        .sees("Camille Example")
        .does_not_see("David Example");
    amina
        .follows("Show everything")
        .presses("Filter", &[("From", "2026-11-23")])
        .sees("David Example")
        .does_not_see("Camille Example");
    amina
        .follows("Show everything")
        .presses("Filter", &[("To", "2026-11-22"), ("About whom", "david")])
        .sees("Nothing in the log is like this");
    amina.follows("Show everything").presses(
        "Filter",
        &[
            ("To", "2026-11-22"),
            ("What", "membership.granted"),
            ("Who did it", "amina"),
            ("Virtual Account", "Lyon"),
            ("About whom", "camille"),
        ],
    );
    amina
        .sees("Role given: Virtual Account User")
        .does_not_see("David Example")
        .does_not_see("access-request.sent");
    // A request that is pending is no account that is.
    amina
        .goes_to(EVENTS)
        .presses(
            "Filter",
            &[("What", "access-request.sent"), ("About whom", "camille")],
        )
        .follows("Access was asked for")
        .sees("Pending")
        .does_not_see("Not active yet");
    // What a program did, from the link in its row.
    amina
        .goes_to(EVENTS)
        .follows("parvis test")
        .sees("smart-account.created")
        .does_not_see("access-request.sent");
}

fn people_requests_and_kinds_are_found_by_what_they_are_called(office: &Office) {
    let mut amina = scene(office);
    for typed in ["camille", "Camille Ex", "CAMILLE", "camille@ate"] {
        amina
            .goes_to(EVENTS)
            .presses("Filter", &[("Search", typed)])
            .sees("Camille Example")
            .does_not_see("David Example");
    }
    amina
        .goes_to(EVENTS)
        .presses("Filter", &[("Search", "membership")])
        .sees("membership.granted")
        .does_not_see("access-request.sent");
    amina
        .goes_to(EVENTS)
        .presses("Filter", &[("Search", "access-request.approved")])
        .sees("access-request.approved")
        .does_not_see("access-request.sent");
    amina.follows("A request was approved");
    let request = amina.page.links("req_").remove(0);
    let id = request.rsplit('/').next().unwrap().to_owned();
    let request = amina.page.all("a.id").remove(0);
    assert_eq!(request, id);
    amina
        .goes_to(EVENTS)
        .presses("Filter", &[("Search", &id)])
        .sees("Camille Example")
        .does_not_see("David Example");
    amina
        .goes_to(EVENTS)
        .presses("Filter", &[("Search", "nobody at all")])
        .sees("Nothing in the log is like this");
}

fn a_name_finds_those_who_occur_here_however_many_others_are_called_so(office: &Office) {
    let mut amina = scene(office);
    for number in 0..30 {
        office.person(&format!("camille{number}@elsewhere.example"));
    }
    amina
        .goes_to(&format!("{EVENTS}?q=camille"))
        .sees("Camille Example")
        .does_not_see("Many people");
    let camille = office.read(|db| {
        Ok(parvis::store::person::find_by_name(db, "camille")?
            .unwrap()
            .person
            .id)
    });
    ends_a_role(office, &camille);
    let mut camille = office.log_in("camille@atelier.example");
    camille
        .goes_to("/profile")
        .presses("Save", &[("Full name", "Camille Núñez")]);
    // Who has left is found, by any word of the name they have now, accents or not.
    for typed in ["nunez", "NÚÑ", "nunez+cam"] {
        amina
            .goes_to(&format!("{EVENTS}?q={typed}"))
            .sees("Camille Núñez")
            .sees("Role ended")
            .does_not_see("David");
    }
    amina
        .goes_to(&format!("{EVENTS}?q=nunez+david"))
        .sees("Nothing in the log is like this");
    // Who looks after a part finds those of the part, though others called so occur in the account.
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    for number in 0..30 {
        let other = office.person(&format!("nunez{number}@lumen.example"));
        office.grant(&other, "lumen.example", Role::VaUser, Some("Montréal"));
    }
    let mut chen = office.session_of("chen@lumen.example", &chen);
    chen.goes_to(&format!("{EVENTS}?q=nunez"))
        .sees("Camille Núñez")
        .does_not_see("Nunez7");
    office.may_leave_mail();
}

fn what_cannot_be_asked_is_refused_beside_the_field_and_found_nowhere(office: &Office) {
    let mut amina = scene(office);
    amina
        .goes_to(EVENTS)
        .presses("Filter", &[("From", "22/11/2026")])
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("From")
            .unwrap()
            .contains("year-month-day")
    );
    amina
        .goes_to(&format!("{EVENTS}?from=2026-11-23&to=2026-11-22"))
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("To")
            .unwrap()
            .contains("before the first")
    );
    assert_eq!(amina.page.attributes("#from", "value"), ["2026-11-23"]);
    for nothing in [
        "by=nobody",
        "about=nobody@nowhere.example",
        "part=va_00000000000000000000000000000000",
        "kind=made.up",
        "q=%00",
        "by=%00",
        "q=%25",
        "by=%40nothing",
    ] {
        amina
            .goes_to(&format!("{EVENTS}?{nothing}"))
            .meets(200)
            .sees("Nothing in the log is like this");
    }
    assert_eq!(
        amina
            .sends("GET", &format!("{EVENTS}?after=%27"), None)
            .status,
        400
    );
    assert_eq!(
        amina
            .sends("GET", &format!("{EVENTS}/evt_nothing"), None)
            .status,
        404
    );
    assert_eq!(
        amina
            .sends("GET", &format!("{EVENTS}/export?from=yesterday"), None)
            .status,
        400
    );
}

fn a_search_that_fits_too_many_people_is_not_taken_away_in_part(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    for number in 0..21 {
        office
            .visitor(&format!("mara{number}@atelier.example"))
            .asks_for("lumen.example", "Downloads for the Lyon site");
    }
    amina
        .goes_to(&format!("{EVENTS}?q=mara"))
        .sees("Type more of the name");
    assert!(amina.page.links("Export as CSV").is_empty());
    amina
        .goes_to(&format!("{EVENTS}/export?q=mara"))
        .sees("the file would lack some of them");
    amina.goes_to(&format!("{EVENTS}?q=mara20"));
    assert_eq!(amina.page.links("Export as CSV").len(), 1);
    office.works();
}

fn what_was_deleted_is_named_and_found(office: &Office) {
    let mut amina = scene(office);
    let lyon = office.part("lumen.example", "Lyon");
    amina
        .goes_to(&format!(
            "/accounts/lumen.example/virtual-accounts/{lyon}/deletion"
        ))
        .presses("Delete it", &[]);
    office.works();
    amina
        .goes_to(EVENTS)
        .presses("Filter", &[("Virtual Account", "Lyon (deleted)")])
        .sees("Camille Example");
    let export = amina.sends("GET", &format!("{EVENTS}/export"), None).html;
    assert!(
        export.contains(",Lyon,") && !export.contains(&format!(",{lyon},")),
        "{export}"
    );
}
