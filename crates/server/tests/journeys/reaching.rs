//! Every request that waits has somebody who can decide it, or operators who know that nobody can.

use crate::on_both_engines;
use crate::support::Office;
use domain::Role;
use domain::access_request::Wish;
use domain::person::MailFailure;
use domain::smart_account::Visibility;
use parvis::use_cases::person::deactivation::deactivate;
use parvis::use_cases::person::failing::address_fails;

on_both_engines!(
    what_waits_goes_to_operators_once_nobody_is_reached_who_decides,
    nothing_is_said_while_another_decides,
    a_hidden_account_shows_nothing_of_it,
    the_applicant_is_nobody_who_decides,
    much_that_waits_is_looked_at_bit_by_bit,
);

const AMINA: &str = "amina@lumen.example";
const CAMILLE: &str = "camille@atelier.example";
const OLGA: &str = "olga@operations.example";

/// Mail to somebody came back.
fn fails(office: &Office, address: &'static str) {
    let words = "550 no such mailbox";
    let noted = office.write(|tx| address_fails(tx, address, MailFailure::Returned, words));
    assert!(noted);
    office.works();
}

fn what_waits_goes_to_operators_once_nobody_is_reached_who_decides(office: &Office) {
    office.administrator_of("lumen.example");
    office.staff(OLGA, true, false);
    let mut camille = office.visitor(CAMILLE);
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    office.works();
    assert!(office.mailbox.to(OLGA).is_empty());
    fails(office, AMINA);
    let told = office.mailbox.newest(OLGA, "lumen");
    assert!(
        told.text_body.contains("nobody is there to decide it"),
        "{}",
        told.text_body
    );
    let told = office.mailbox.newest(CAMILLE, "Your access request");
    assert!(
        told.text_body
            .contains("your request has gone to the operators"),
        "{}",
        told.text_body
    );
    camille
        .views_request()
        .sees("Pending")
        .sees("Nobody could decide, so the operators were told at once.");
    office
        .log_in(OLGA)
        .goes_to("/operator")
        .sees("Camille Example");
    // Said once, whatever else happens; and they who can log in may still decide.
    fails(office, CAMILLE);
    let before = office.mailbox.to(OLGA).len();
    office
        .log_in(AMINA)
        .goes_to("/profile")
        .presses("Mail reaches me", &[]);
    fails(office, AMINA);
    assert_eq!(office.mailbox.to(OLGA).len(), before);
    assert_eq!(office.count_events("access-request.escalated"), 1);
}

fn nothing_is_said_while_another_decides(office: &Office) {
    office.administrator_of("lumen.example");
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    office.staff(OLGA, true, false);
    let mut camille = office.visitor(CAMILLE);
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    fails(office, AMINA);
    assert!(office.mailbox.to(OLGA).is_empty());
    camille.views_request().does_not_see("operators");
    // The last who was reached leaves.
    let left = office.write(move |tx| deactivate(tx, &bruno, None));
    assert_eq!(left, Ok(()));
    office.works();
    assert_eq!(office.mailbox.to(OLGA).len(), 1);
    camille.views_request().sees("the operators were told");
}

fn a_hidden_account_shows_nothing_of_it(office: &Office) {
    let victor = office.person("victor@vault.example");
    office.account("vault.example", Visibility::Restricted, &victor);
    office.staff(OLGA, true, false);
    let mut camille = office.visitor(CAMILLE);
    camille.asks_for("vault.example", "Downloads for the Lyon site");
    office.works();
    let (page, mails) = (
        camille.views_request().page.text(),
        office.mailbox.to(CAMILLE).len(),
    );
    fails(office, "victor@vault.example");
    assert_eq!(camille.views_request().page.text(), page);
    assert_eq!(office.mailbox.to(CAMILLE).len(), mails);
    assert_eq!(office.count_events("access-request.escalated"), 0);
    assert_eq!(office.mailbox.to(OLGA).len(), 1);
    office
        .log_in(OLGA)
        .goes_to("/operator")
        .sees("vault.example");
}

fn the_applicant_is_nobody_who_decides(office: &Office) {
    office.administrator_of("lumen.example");
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    office.staff(OLGA, true, false);
    let wish = Wish {
        role: Some(Role::SaApprover),
        ..Wish::default()
    };
    office.asks(&bruno, "lumen.example", "I sign for the company", &wish);
    office
        .visitor(CAMILLE)
        .asks_for("lumen.example", "Downloads for the Lyon site");
    office.works();
    fails(office, AMINA);
    assert_eq!(office.count_events("access-request.escalated"), 1);
    let told = office.mailbox.to(OLGA);
    assert_eq!(told.len(), 1);
    assert!(told[0].text_body.contains("Bruno"), "{}", told[0].text_body);
}

fn much_that_waits_is_looked_at_bit_by_bit(office: &Office) {
    office.administrator_of("lumen.example");
    office.staff(OLGA, true, false);
    for number in 0..120 {
        let who = office.person(&format!("person{number}@atelier.example"));
        office.asks(
            &who,
            "lumen.example",
            "Downloads for the site",
            &Wish::default(),
        );
    }
    office.works();
    fails(office, AMINA);
    assert_eq!(office.count_events("access-request.escalated"), 120);
}
