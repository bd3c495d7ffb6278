//! Deleting a Virtual Account: what comes of it, who is told, and which names stay.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::mailbox::link_in;
use crate::support::visitor::Visitor;
use domain::Role;

const LIST: &str = "/accounts/lumen.example/virtual-accounts";

on_both_engines!(
    deletion_says_first_what_comes_of_it_and_names_stay,
    whoever_loses_by_a_deletion_is_told,
    a_settled_request_keeps_the_name_of_what_is_deleted,
);

fn deletion_says_first_what_comes_of_it_and_names_stay(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let mut chen = office.log_in("chen@lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    let mut david = office.visitor("david@atelier.example");
    camille.asks_for_part("lumen.example", "Lyon", "Downloads for the Lyon site");
    david.asks_with(
        "lumen.example",
        &[
            ("Reason for request", "Everything, if I may ask"),
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
            ("Montréal", "on"),
        ],
    );
    let lyon = office.part("lumen.example", "Lyon");
    let form = format!("to=create&name=Pentes&parent={lyon}&offered=yes");
    assert_eq!(amina.sends("POST", LIST, Some(form)).status, 303);
    amina
        .goes_to(LIST)
        .follows("Lyon")
        .follows("Delete")
        .sees("One Virtual Account moves up into The lumen company")
        .sees("Pentes");
    amina
        .sees("One role ends")
        .sees("Chen Example: Virtual Account Administrator")
        .sees("2 pending requests name it");
    amina
        .sees("Camille Example: asked for nothing else")
        .sees("David Example: goes on with the others");
    // Somebody is given a role meanwhile: the list no longer holds.
    let dina = office.person("dina@lumen.example");
    office.grant(&dina, "lumen.example", Role::VaUser, Some("Lyon"));
    amina
        .presses("Delete it", &[])
        .meets(409)
        .sees("Somebody changed this")
        .sees("2 roles end")
        .sees("Dina Example");
    // As many as before, and others.
    let erik = office.person("erik@lumen.example");
    office.grant(&erik, "lumen.example", Role::VaUser, Some("Lyon"));
    office.write(move |tx| {
        use diesel::prelude::*;
        use parvis::storage::schema::{membership_terms, memberships};
        let held: Vec<String> = memberships::table
            .filter(memberships::person_id.eq(dina.as_str()))
            .select(memberships::id)
            .load(tx.db)?;
        diesel::delete(
            membership_terms::table.filter(membership_terms::membership_id.eq_any(&held)),
        )
        .execute(tx.db)?;
        diesel::delete(memberships::table.filter(memberships::id.eq_any(&held))).execute(tx.db)?;
        Ok(())
    });
    amina
        .presses("Delete it", &[])
        .meets(409)
        .sees("2 roles end")
        .sees("Erik Example")
        .does_not_see("Dina Example");
    amina
        .presses("Delete it", &[])
        .sees("Lyon is deleted")
        .does_not_see("Lyon ›")
        .sees("Pentes");
    amina.goes_to(&format!("{LIST}/{lyon}")).meets(404);
    chen.goes_to("/accounts/lumen.example/requests").meets(404);
    camille
        .views_request()
        .sees("an administrator of the account will choose what fits");
    david
        .views_request()
        .sees("Lyon was deleted; the request goes on without it")
        .sees("Montréal");
    // A decision on a page from before is refused; then both are decided.
    amina.goes_to("/accounts/lumen.example/requests");
    for _ in 0..2 {
        amina
            .goes_to("/accounts/lumen.example/requests?status=pending")
            .follows("Pending")
            .sees("Lyon was deleted");
        amina
            .approves_for(&["Montréal"], "Virtual Account User")
            .sees("You approved this");
    }
    // The name is free again, and old events still say whom they meant.
    let form = "to=create&name=Lyon&parent=&offered=yes".to_owned();
    assert_eq!(amina.sends("POST", LIST, Some(form)).status, 303);
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Virtual Account deleted: Lyon")
        .sees("Role ended: Virtual Account Administrator")
        .sees("A request goes on without Lyon");
}

fn whoever_loses_by_a_deletion_is_told(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let lyon = office.part("lumen.example", "Lyon");
    // More than are told of in one go, one of them with two roles.
    for number in 10..130 {
        let user = office.person(&format!("user{number}@lumen.example"));
        office.grant(&user, "lumen.example", Role::VaUser, Some("Lyon"));
        if number == 10 {
            office.grant(&user, "lumen.example", Role::VaViewer, Some("Lyon"));
        }
    }
    let names = "User IDs or e-mail addresses";
    amina
        .goes_to("/accounts/lumen.example/users/new")
        .presses(
            "Add users",
            &[
                (names, "only@atelier.example"),
                ("Selected Virtual Accounts", "on"),
                ("Lyon", "on"),
                ("User role", "Virtual Account User"),
            ],
        )
        .sees("invited by mail");
    amina
        .goes_to("/accounts/lumen.example/users/new")
        .presses(
            "Add users",
            &[
                (names, "both@atelier.example"),
                ("Selected Virtual Accounts", "on"),
                ("Lyon", "on"),
                ("Montréal", "on"),
                ("User role", "Virtual Account User"),
            ],
        )
        .sees("invited by mail");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for_part("lumen.example", "Lyon", "Downloads for the Lyon site");
    let rule = format!(
        "name=Partners&domain_kind=is&domain=atelier.example\
         &outcome=approve&scope=selected&virtual_accounts={lyon}&role=va-viewer"
    );
    amina
        .goes_to(&format!(
            "/accounts/lumen.example/automation/rehearsal?{rule}"
        ))
        .presses("Save the rule", &[])
        .sees("acts from now on");
    office.works();
    let link = |address| link_in(&office.mailbox.newest(address, "Your invitation").text_body);
    let (only, both) = (link("only@atelier.example"), link("both@atelier.example"));
    amina
        .goes_to(LIST)
        .follows("Lyon")
        .follows("Delete")
        .sees("121 roles end")
        .sees("is told by mail")
        .sees("2 open invitations name it");
    amina
        .sees("only@atelier.example: offered nothing else, and is withdrawn")
        .sees("both@atelier.example: goes on with the rest");
    amina
        .sees("One automation rule names it")
        .sees("Partners: names nothing else, and acts no more");
    amina.presses("Delete it", &[]).sees("Lyon is deleted");
    office.works();
    for number in 10..130 {
        let told = office
            .mailbox
            .newest(&format!("user{number}@lumen.example"), "Your access to");
        assert!(
            told.text_body
                .contains("as the Virtual Account Lyon has been deleted"),
            "{}",
            told.text_body
        );
        let ended = office.mailbox.to(&format!("user{number}@lumen.example"));
        assert_eq!(
            ended
                .iter()
                .filter(|mail| mail.text_body.contains("has been deleted"))
                .count(),
            1,
            "user{number}"
        );
    }
    office.mailbox.newest(
        "amina@lumen.example",
        "Your invitation of only@atelier.example was withdrawn",
    );
    let asked = office
        .mailbox
        .newest("amina@lumen.example", "asks for access");
    assert!(
        asked
            .text_body
            .contains("asked for access to Lyon, which has been deleted"),
        "{}",
        asked.text_body
    );
    Visitor::stranger(office)
        .goes_to(&only)
        .does_not_see("offers you access");
    Visitor::stranger(office)
        .goes_to(&both)
        .sees("Montréal")
        .does_not_see("Lyon");
    let events = "/accounts/lumen.example/events?kind=invitation";
    amina
        .goes_to(&format!("{events}.narrowed"))
        .sees("goes on without Lyon, which was deleted");
    amina
        .goes_to(&format!("{events}.left-empty"))
        .sees("offered nothing but Lyon");
}

fn a_settled_request_keeps_the_name_of_what_is_deleted(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for_part("lumen.example", "Lyon", "Downloads for the Lyon site");
    amina
        .opens_the_link_in("asks for access")
        .approves_for(&["Lyon"], "Virtual Account User");
    amina
        .goes_to(LIST)
        .follows("Lyon")
        .follows("Delete")
        .sees("No pending request")
        .presses("Delete it", &[]);
    camille.views_request().sees("Virtual Account User on Lyon");
    amina
        .goes_to("/accounts/lumen.example/requests")
        .sees("Lyon")
        .follows("Approved")
        .sees("Lyon");
    camille
        .goes_to("/access/smart-accounts")
        .does_not_see("Virtual Account User");
}
