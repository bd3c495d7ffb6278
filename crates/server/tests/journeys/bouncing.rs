//! Mail that does not arrive: refused for good, or returned with a report (RFC 3464).

use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use parvis::notification::returned::{Taken, take};
use parvis::notification::smtp::SendOutcome;
use parvis::notification::written::WrittenMail;

on_both_engines!(
    mail_refused_for_good_is_said_at_the_next_log_in_until_it_is_taken_again,
    mail_that_came_back_is_said_until_they_say_that_it_arrives,
    whoever_decides_and_operators_see_that_mail_does_not_arrive,
    nobody_else_can_have_an_address_marked,
    another_address_begins_anew,
);

const AMINA: &str = "amina@lumen.example";
const CAMILLE: &str = "camille@atelier.example";

/// Somebody to whom one mail went.
fn told(office: &Office, address: &str) -> WrittenMail {
    office.person(address);
    Visitor::stranger(office).sends("POST", "/forgot", Some(format!("name={address}")));
    office.works();
    office.mailbox.newest(address, "Your way back in")
}

/// As mail servers write it.
fn report(mail: &str, to: &str, action: &str, status: &str) -> Vec<u8> {
    format!(
        "From: MAILER-DAEMON@relay.example\r\n\
         To: access@parvis.example\r\n\
         Subject: Undelivered Mail Returned to Sender\r\n\
         Auto-Submitted: auto-replied\r\n\
         MIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b1\"\r\n\
         \r\n\
         --b1\r\n\
         Content-Type: text/plain\r\n\
         \r\n\
         Your mail could not be delivered.\r\n\
         --b1\r\n\
         Content-Type: message/delivery-status\r\n\
         \r\n\
         Reporting-MTA: dns; relay.example\r\n\
         \r\n\
         Final-Recipient: rfc822; {to}\r\n\
         Action: {action}\r\n\
         Status: {status}\r\n\
         Diagnostic-Code: smtp; 550 5.1.1 no such mailbox here\r\n\
         \r\n\
         --b1\r\n\
         Content-Type: text/rfc822-headers\r\n\
         \r\n\
         From: access@parvis.example\r\n\
         To: {to}\r\n\
         Message-ID: <{mail}@parvis.example>\r\n\
         Subject: Your way back in\r\n\
         \r\n\
         --b1--\r\n"
    )
    .into_bytes()
}

fn comes_back(office: &Office, message: Vec<u8>) -> Taken {
    office.write(move |tx| take(tx, &message))
}

fn mail_refused_for_good_is_said_at_the_next_log_in_until_it_is_taken_again(office: &Office) {
    let refused = SendOutcome::Refused("550 5.1.1 no such mailbox".into());
    office.mailbox.next_meets(refused);
    office.person(CAMILLE);
    let mut stranger = Visitor::stranger(office);
    stranger.sends("POST", "/forgot", Some(format!("name={CAMILLE}")));
    office.works();
    let mut camille = office.log_in(CAMILLE);
    camille
        .goes_to("/access/services")
        .sees("Mail to camille@atelier.example does not reach you.")
        .follows("See why, and what to do")
        .sees("refused since 22 November 2026")
        .sees("550 5.1.1 no such mailbox");
    stranger.sends("POST", "/forgot", Some(format!("name={CAMILLE}")));
    office.works();
    camille.goes_to("/").does_not_see("does not reach you");
    assert_eq!(office.count_events("person.email-failing"), 1);
    assert_eq!(office.count_events("person.email-working"), 1);
}

fn mail_that_came_back_is_said_until_they_say_that_it_arrives(office: &Office) {
    let mail = told(office, CAMILLE);
    let back = || report(&mail.id, CAMILLE, "failed", "5.1.1");
    assert_eq!(comes_back(office, back()), Taken::Noted);
    assert_eq!(comes_back(office, back()), Taken::Known);
    assert_eq!(office.count_events("person.email-failing"), 1);
    let mut camille = office.log_in(CAMILLE);
    camille
        .goes_to("/profile")
        .sees("came back on 22 November 2026")
        .sees("no such mailbox here");
    // That a relay takes the next one says nothing: it took the one that came back, too.
    let mut stranger = Visitor::stranger(office);
    stranger.sends("POST", "/forgot", Some(format!("name={CAMILLE}")));
    office.works();
    camille
        .goes_to("/profile")
        .sees("does not reach you")
        .presses("Mail reaches me", &[])
        .sees("You are mailed as before.")
        .does_not_see("does not reach you");
    // As from a page that another tab still shows.
    let again = camille.sends("POST", "/profile/email/works", Some(String::new()));
    assert_eq!(again.status, 303);
    assert_eq!(office.count_events("person.email-working"), 1);
}

fn whoever_decides_and_operators_see_that_mail_does_not_arrive(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor(CAMILLE);
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    amina
        .opens_the_link_in("asks for access")
        .does_not_see("Mail fails");
    office.works();
    let mail = office.mailbox.newest(CAMILLE, "Your access request");
    comes_back(office, report(&mail.id, CAMILLE, "failed", "5.2.1"));
    amina.looks_again().sees("Mail fails");
    office.staff("olga@operations.example", true, false);
    let person = office.known("camille");
    office
        .log_in("olga@operations.example")
        .goes_to(&format!("/operator/people/{person}"))
        .sees("came back on 22 November 2026");
}

fn nobody_else_can_have_an_address_marked(office: &Office) {
    let mail = told(office, CAMILLE);
    office.person(AMINA);
    let answers = [
        (report(&mail.id, AMINA, "failed", "5.1.1"), Taken::NotOurs),
        (
            report(
                "mal_00000000000000000000000000000001",
                CAMILLE,
                "failed",
                "5.1.1",
            ),
            Taken::NotOurs,
        ),
        (report("x", CAMILLE, "failed", "5.1.1"), Taken::NotOurs),
        (
            report(&mail.id, CAMILLE, "delayed", "4.2.0"),
            Taken::NothingFailed,
        ),
        (
            report(&mail.id, CAMILLE, "delivered", "2.0.0"),
            Taken::NothingFailed,
        ),
        // A report about a report: what it returns has an id of its own.
        (
            report("20261122.1@relay", CAMILLE, "failed", "5.1.1"),
            Taken::NotOurs,
        ),
        (
            b"From: camille@atelier.example\r\nAuto-Submitted: auto-replied\r\nSubject: Away\r\n\r\nI am away.\r\n".to_vec(),
            Taken::NoReport,
        ),
        (Vec::new(), Taken::NoReport),
        (vec![0xff; 4096], Taken::NoReport),
        (b"Content-Type: multipart/report; boundary=b1\r\n\r\n--b1".to_vec(), Taken::NoReport),
    ];
    for (message, taken) in answers {
        let shown = String::from_utf8_lossy(&message).into_owned();
        assert_eq!(comes_back(office, message), taken, "{shown}");
    }
    assert_eq!(office.count_events("person.email-failing"), 0);
    // A mail that has not gone out cannot have come back.
    Visitor::stranger(office).sends("POST", "/forgot", Some(format!("name={AMINA}")));
    office.works_a_turn();
    let waits = office.read(|db| {
        use diesel::prelude::*;
        use parvis::storage::schema::outbox;
        let waiting = outbox::table.filter(outbox::address.eq(AMINA));
        Ok(waiting.select(outbox::id).first::<String>(db)?)
    });
    let back = report(&waits, AMINA, "failed", "5.1.1");
    assert_eq!(comes_back(office, back), Taken::NotOurs);
    office.works();
}

fn another_address_begins_anew(office: &Office) {
    let mail = told(office, CAMILLE);
    comes_back(office, report(&mail.id, CAMILLE, "failed", "5.1.1"));
    office.staff("olga@operations.example", true, false);
    let person = office.known("camille");
    office
        .log_in("olga@operations.example")
        .goes_to(&format!("/operator/people/{person}"))
        .presses(
            "Replace the address",
            &[("New address", "camille@lumen.example")],
        );
    office
        .log_in("camille@lumen.example")
        .goes_to("/profile")
        .does_not_see("does not reach you");
    // What comes back late is about an address that is theirs no more.
    let late = report(&mail.id, CAMILLE, "failed", "5.1.1");
    assert_eq!(comes_back(office, late), Taken::Known);
}
