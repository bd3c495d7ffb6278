//! The requester writes to those who decide, once a day, and sees no address.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::Role;
use domain::smart_account::Visibility;

const WRITE: &str = "Write to the administrators";
const REASON: &str = "Downloads for the Lyon site";

on_both_engines!(
    a_message_reaches_the_deciders_who_can_answer_it,
    one_message_a_day_and_the_hour_of_the_next_is_said,
    nobody_else_writes_and_nothing_is_written_to_a_settled_request,
    a_restricted_account_and_nobody_are_written_to_alike,
    colleagues_see_who_can_decide_and_others_do_not,
    a_receipt_comes_for_each_request_alike_and_can_be_turned_off,
);

fn writes<'v, 'o>(who: &'v mut Visitor<'o>, words: &str) -> &'v mut Visitor<'o> {
    who.presses(WRITE, &[("Your message", words)])
}

fn a_message_reaches_the_deciders_who_can_answer_it(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", REASON).views_request();
    let days = "on 24 November 2026 we remind the administrators";
    camille.sees(days);
    let before = camille.page.all("aside .next");
    amina.opens_the_link_in("asks for access");
    office.hours_pass(3);
    writes(&mut camille, "I start on Monday, at Lyon.")
        .sees("Your message is on its way to those who can decide.")
        .sees("You wrote to the administrators.")
        .sees("I start on Monday, at Lyon.");
    // No clock has moved.
    assert_eq!(camille.page.all("aside .next"), before);
    office.works();
    let mail = office
        .mailbox
        .newest("amina@lumen.example", "Camille Example");
    assert!(
        mail.text_body.contains("Camille Example has written")
            && mail.text_body.contains("I start on Monday, at Lyon."),
        "{}",
        mail.text_body
    );
    // What Amina has open is not stale: nothing she decides on has changed.
    amina.presses("Ask", &[("Your question", "For how many days?")]);
    amina
        .looks_again()
        .sees("The requester wrote to the administrators.")
        .sees("I start on Monday, at Lyon.");
    // While an answer is waited for, that is the way to write.
    camille
        .looks_again()
        .sees("For how many days?")
        .does_not_see("Message to the administrators");
    office.works();
}

fn one_message_a_day_and_the_hour_of_the_next_is_said(office: &Office) {
    office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", REASON).views_request();
    writes(&mut camille, "too short").meets(422);
    let fault = camille.page.fault_of("Your message").unwrap();
    assert!(fault.contains("Write at least 10 characters"), "{fault}");
    let twice = camille
        .page
        .fill(WRITE, "", &[("Your message", "I start on Monday.")]);
    camille.submits(&twice);
    camille.sees("write again from 23 November 2026 at 09:00");
    assert!(
        camille
            .page
            .all("button")
            .iter()
            .all(|label| label != WRITE)
    );
    // Sent once more from a page that stood open: refused, and what was typed is there.
    camille.submits(&twice).meets(429);
    camille.sees("I start on Monday.");
    let typed = camille.page.fault_of("Your message").unwrap();
    assert!(typed.contains("Write the next from"), "{typed}");
    office.hours_pass(24);
    camille.views_request();
    writes(&mut camille, "Nobody has answered yet.").sees("is on its way");
    office.works();
}

fn nobody_else_writes_and_nothing_is_written_to_a_settled_request(office: &Office) {
    office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", REASON).views_request();
    let page = camille.page.path.clone();
    let form = camille
        .page
        .fill(WRITE, "", &[("Your message", "I start on Monday.")]);
    let mut gwen = office.visitor("gwen@other.example");
    gwen.submits(&form).meets(404);
    camille.presses("Withdraw", &[]);
    camille
        .goes_to(&page)
        .does_not_see("Message to the administrators");
    camille
        .submits(&form)
        .does_not_see("You wrote to the administrators.");
    office.works();
}

/// What the page of a request says, without what was typed to find it.
fn said(camille: &Visitor<'_>, identifier: &str) -> (u16, String) {
    (
        camille.page.status,
        camille.page.text().replace(identifier, "x.example"),
    )
}

fn a_restricted_account_and_nobody_are_written_to_alike(office: &Office) {
    let victor = office.person("victor@vault.example");
    office.account("vault.example", Visibility::Restricted, &victor);
    let mut camille = office.visitor("camille@atelier.example");
    let mut seen = Vec::new();
    for identifier in ["vault.example", "never.example"] {
        camille.asks_for(identifier, REASON).views_request();
        let mut pages = vec![said(&camille, identifier)];
        writes(&mut camille, "I start on Monday, at Lyon.");
        pages.push(said(&camille, identifier));
        camille.views_request();
        pages.push(said(&camille, identifier));
        office.works();
        let mails = office.mailbox.to("camille@atelier.example");
        let about: Vec<String> = mails
            .iter()
            .filter(|mail| mail.text_body.contains(identifier))
            .map(|mail| {
                format!("{} {}", mail.subject, mail.text_body).replace(identifier, "x.example")
            })
            .collect();
        seen.push((pages, about.len(), without_ids(&about)));
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0].1, 1, "the receipt");
    // It has reached the one who can decide, all the same.
    let mail = office.mailbox.newest("victor@vault.example", "Camille");
    assert!(
        mail.text_body.contains("I start on Monday"),
        "{}",
        mail.text_body
    );
}

fn without_ids(mails: &[String]) -> Vec<String> {
    let lines = mails.iter().flat_map(|mail| mail.lines());
    let kept = lines.filter(|line| !line.contains("/access/requests/"));
    kept.map(ToOwned::to_owned).collect()
}

fn colleagues_see_who_can_decide_and_others_do_not(office: &Office) {
    office.administrator_of("lumen.example");
    for number in 1..=11 {
        let email = format!("bruno{number}@lumen.example");
        let bruno = office.person(&email);
        office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    }
    let mut ines = office.visitor("ines@lumen.example");
    ines.asks_for("lumen.example", REASON)
        .views_request()
        .sees("Who can decide")
        .sees("and 2 more")
        .does_not_see("@lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .asks_for("lumen.example", REASON)
        .views_request()
        .does_not_see("Who can decide")
        .does_not_see("Bruno");
}

fn a_receipt_comes_for_each_request_alike_and_can_be_turned_off(office: &Office) {
    office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", REASON);
    let mail = office
        .mailbox
        .newest("camille@atelier.example", "Your access request");
    for words in [
        "We have received your request for lumen.example of 22 November 2026.",
        "can be answered for 28 days",
        "From 24 November 2026 at 09:00 you can send a reminder there.",
        REASON,
    ] {
        assert!(
            mail.text_body.contains(words),
            "{words}: {}",
            mail.text_body
        );
    }
    camille.goes_to("/profile/notifications").presses(
        "Save",
        &[("Receipts, and other news of your own requests", "Off")],
    );
    camille.asks_for("other.example", REASON);
    assert_eq!(office.mailbox.to("camille@atelier.example").len(), 1);
}
