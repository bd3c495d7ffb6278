//! What an event says, to whom, and what is taken away of it.

use crate::event_log::scene::{EVENTS, ends_a_role, scene};
use crate::on_both_engines;
use crate::support::Office;
use domain::Role;

on_both_engines!(
    an_event_says_what_it_changed_before_and_after,
    the_list_says_in_a_word_by_way_of_what_a_change_came,
    who_looks_after_a_part_sees_its_events_and_no_other_names,
    the_export_is_what_the_filters_leave_with_formulas_made_harmless,
);

fn an_event_says_what_it_changed_before_and_after(office: &Office) {
    let mut amina = scene(office);
    amina
        .goes_to(EVENTS)
        .follows("A request was approved")
        .sees("What changed")
        .sees("StatusPendingApproved");
    amina
        .sees("Scope of access–Lyon")
        .sees("Virtual Account User")
        .sees("As it is kept (JSON)")
        .sees("\"virtual-accounts\"");
    amina
        .sees("/requests/")
        .follows("req_")
        .sees("You approved this");
    let camille = office.read(|db| {
        Ok(parvis::store::person::find_by_name(db, "camille")?
            .unwrap()
            .person
            .id)
    });
    ends_a_role(office, &camille);
    amina
        .goes_to(EVENTS)
        .follows("Role ended")
        .sees("RoleVirtual Account User–")
        .sees("Why–taken away or given back");
    let mut french = amina.clone();
    french
        .goes_to("/profile")
        .presses("Save", &[("Language", "français")]);
    french
        .goes_to(EVENTS)
        .follows("Rôle")
        .sees("Avant")
        .sees("Après")
        .sees("Pourquoi")
        .sees("retiré ou rendu");
}

fn the_list_says_in_a_word_by_way_of_what_a_change_came(office: &Office) {
    let mut amina = scene(office);
    amina.sends_file(
        "/accounts/lumen.example/uploads",
        "people.csv",
        b"user,role,virtual_accounts,until\ncamille,sa-viewer,,\n",
    );
    office.works();
    amina.looks_again().presses("Apply", &[]);
    office.works();
    amina.goes_to(EVENTS);
    let ways = amina.page.all("td[data-label=\"By way of\"]");
    for way in ["a page", "a file", "a program"] {
        assert!(ways.iter().any(|one| one == way), "{way}: {ways:?}");
    }
    assert!(!ways.iter().any(|one| one.contains('/')), "{ways:?}");
    // The page itself stands with the event.
    amina
        .follows("A request was approved")
        .sees("By way ofa page · /accounts/lumen.example/requests/req_");
}

fn who_looks_after_a_part_sees_its_events_and_no_other_names(office: &Office) {
    let mut amina = scene(office);
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let mut elsa = office.visitor("elsa@atelier.example");
    elsa.asks_with(
        "lumen.example",
        &[
            ("Reason for request", "Both sites, if I may ask"),
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
            ("Montréal", "on"),
        ],
    );
    let mut chen = office.session_of("chen@lumen.example", &chen);
    // What reaches further than they do is not for them, in the log as in the queue.
    chen.goes_to(EVENTS)
        .sees("Camille Example")
        .does_not_see("Elsa Example")
        .does_not_see("David Example")
        .does_not_see("Montréal");
    chen.does_not_see("Properties changed")
        .follows_near("Access was asked for", "Camille Example")
        .sees("Lyon")
        .does_not_see("va_")
        .does_not_see("JSON");
    let export = chen.sends("GET", &format!("{EVENTS}/export"), None).html;
    assert!(
        export.contains("Camille Example") && !export.contains("Elsa Example"),
        "{export}"
    );
    assert!(
        !export.contains("Montréal") && !export.contains("David") && !export.contains("va_"),
        "{export}"
    );
    amina.goes_to(EVENTS).sees("David Example");
    let davids = amina
        .page
        .link_near("Access was asked for", "David Example")
        .unwrap();
    assert_eq!(chen.sends("GET", &davids, None).status, 404);
    for hidden in ["about=david", "q=david", "kind=smart-account.created"] {
        chen.goes_to(&format!("{EVENTS}?{hidden}"))
            .sees("Nothing in the log is like this");
    }
    let montreal = amina
        .page
        .attributes("#part option", "value")
        .into_iter()
        .zip(amina.page.all("#part option"))
        .find(|(_, name)| name == "Montréal")
        .unwrap()
        .0;
    chen.goes_to(&format!("{EVENTS}?part={montreal}"))
        .sees("Nothing in the log is like this");
    office.works();
}

fn the_export_is_what_the_filters_leave_with_formulas_made_harmless(office: &Office) {
    let mut amina = scene(office);
    let mut eve = office.visitor("eve@atelier.example");
    eve.goes_to("/profile").presses(
        "Save",
        &[("Full name", "=HYPERLINK(\"http://bad.example\",\"me\")")],
    );
    eve.asks_for("lumen.example", "@SUM(1+1)*cmd|' /C calc'!A0, please");
    let answer = amina.sends("GET", &format!("{EVENTS}/export?about=eve"), None);
    assert_eq!(
        answer.headers["content-type"],
        "text/csv; charset=utf-8; header=present"
    );
    assert_eq!(
        answer.headers["content-disposition"],
        "attachment; filename=\"lumen.example-events-2026-11-23.csv\""
    );
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(answer.html.as_bytes())
        .records()
        .map(Result::unwrap)
        .collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(&rows[0][2], "access-request.sent");
    assert_eq!(&rows[0][4], "'=HYPERLINK(\"http://bad.example\",\"me\")");
    assert_eq!((&rows[0][5], &rows[0][7]), ("eve", "eve"));
    assert_eq!(&rows[0][10], "/access/requests");
    assert!(
        rows.iter()
            .flatten()
            .all(|cell| !cell.starts_with(['=', '+', '-', '@'])),
        "{rows:?}"
    );
    let marked = amina.sends(
        "GET",
        &format!("{EVENTS}/export?bom=yes&kind=membership.ended"),
        None,
    );
    assert_eq!(marked.html.lines().count(), 1);
    assert!(
        marked.html.starts_with("\u{feff}id,at,event,"),
        "{}",
        marked.html
    );
}
