//! What is told to an address that is confirmed, and until when.

use crate::notification_address::mailbox::{DESK, PAGE, confirmed, copies, reader};
use crate::on_both_engines;
use crate::support::Office;
use crate::support::mailbox::link_in;
use domain::Role;
use domain::moment::days;
use parvis::notification::smtp::SendOutcome;
use parvis::use_cases;

on_both_engines!(
    copies_that_wait_go_with_the_address,
    an_address_is_told_once_somebody_there_has_confirmed,
    an_address_that_the_domain_moved_away_from_gets_nothing,
    a_suspended_account_sends_nothing_there,
    an_unanswered_request_is_told_there_when_the_operators_are,
    a_mail_that_could_not_be_delivered_is_shown,
);

fn copies_that_wait_go_with_the_address(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    confirmed(office, &mut amina, DESK, "en");
    // The mail server takes nothing for a while.
    for _ in 0..2 {
        office
            .mailbox
            .next_meets(SendOutcome::Failed("451 try again".into()));
    }
    office
        .visitor("camille@atelier.example")
        .asks_for("lumen.example", "Downloads for the Lyon site");
    assert_eq!(copies(office, DESK), Vec::<String>::new());
    amina.goes_to(PAGE).presses("Remove", &[]);
    office.days_pass(1);
    assert_eq!(copies(office, DESK), Vec::<String>::new());
    office
        .mailbox
        .newest("amina@lumen.example", "Camille Example asks");
}

fn an_address_is_told_once_somebody_there_has_confirmed(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    amina
        .goes_to("/accounts/lumen.example/properties")
        .follows("Notifications")
        .sees("No address gets copies yet");
    amina.presses(
        "Add address",
        &[
            ("E-mail", "IT-access@Lumen.Example"),
            ("Language of the copies", "fr"),
        ],
    );
    amina
        .sees("A mail with a link is on its way to IT-access@lumen.example")
        .sees("Waiting for confirmation")
        .sees("22 November 2026")
        .sees("29 November 2026")
        .sees("Amina Example")
        .sees("français");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    let address = "IT-access@lumen.example";
    assert_eq!(copies(office, address), Vec::<String>::new());
    // Opening the link changes nothing, and tells account and address, no more.
    let mut somebody = reader(office, address);
    somebody.opens_the_link_in("Confirm this address for The lumen company");
    somebody
        .sees("The lumen company")
        .sees(address)
        .does_not_see("Amina")
        .does_not_see("Camille");
    amina.goes_to(PAGE).sees("Waiting for confirmation");
    somebody
        .presses("Confirm this address", &[])
        .sees("Confirmed")
        .sees("The lumen company");
    amina
        .goes_to(PAGE)
        .sees("Confirmed")
        .does_not_see("Send link again");
    let mut david = office.visitor("david@atelier.example");
    david.asks_for("lumen.example", "Downloads for the Paris site");
    // A copy in the language chosen, with what the deciders' mail says, and a link that leads to the log-in.
    let copy = office.mailbox.newest(address, "David Example demande");
    let letter = office
        .mailbox
        .newest("amina@lumen.example", "David Example asks");
    for said in [
        "Downloads for the Paris site",
        "david@atelier.example",
        "/accounts/lumen.example/requests/req_",
    ] {
        assert!(
            copy.text_body.contains(said) && letter.text_body.contains(said),
            "{said}"
        );
    }
    assert!(
        copy.text_body.contains("Ceci est une copie")
            && copy.text_body.contains("Se connecter et voir la demande")
    );
    somebody.goes_to(&link_in(&copy.text_body)).sees("Log in");
    // Only Amina counts as somebody whom the request reached.
    let request = david
        .views_request()
        .page
        .path
        .rsplit('/')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let reached = office.read(move |db| parvis::store::notification::reached(db, &request));
    assert_eq!(
        reached
            .iter()
            .map(|(_, all)| all.sent + all.waiting + all.dead)
            .sum::<i64>(),
        1
    );
    // Decisions are not told.
    let before = office.mailbox.to(address).len();
    amina
        .opens_the_link_in("David Example asks")
        .approves_entirely("Smart Account User");
    assert_eq!(office.mailbox.to(address).len(), before);
    amina
        .goes_to(PAGE)
        .presses("Remove", &[])
        .sees("is removed and gets no more copies")
        .sees("No address gets copies yet");
    office
        .visitor("erik@atelier.example")
        .asks_for("lumen.example", "Downloads for the Nice site");
    assert_eq!(copies(office, address).len(), 1);
    amina.goes_to("/accounts/lumen.example/events");
    for what in ["added", "confirmed", "removed"] {
        amina.sees(&format!("Notification address {what}: {address}"));
    }
    amina
        .follows("Notification address confirmed")
        .sees("Waiting for confirmation")
        .sees("Confirmed")
        .sees("A visitor")
        .sees("/notification-address/confirmation");
    amina
        .goes_to("/accounts/lumen.example/events")
        .follows("Notification address removed")
        .sees("français");
}

fn an_address_that_the_domain_moved_away_from_gets_nothing(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let properties = "/accounts/lumen.example/properties";
    let zoe = office.person("zoe@lumiere.example");
    office.grant(&zoe, "lumen.example", Role::SaAdministrator, None);
    amina
        .goes_to(properties)
        .presses("Save", &[("Also known as", "lumiere.example")])
        .sees("are saved");
    confirmed(office, &mut amina, "desk@lumiere.example", "en");
    amina
        .goes_to(PAGE)
        .presses("Add address", &[("E-mail", "late@lumiere.example")]);
    office.works();
    amina
        .goes_to(properties)
        .presses("Save", &[("Also known as", "")]);
    amina
        .goes_to(PAGE)
        .sees("Outside the domain")
        .sees("It gets nothing")
        .does_not_see("Send link again");
    office
        .visitor("camille@atelier.example")
        .asks_for("lumen.example", "Downloads for the Lyon site");
    assert_eq!(copies(office, "desk@lumiere.example"), Vec::<String>::new());
    // The link says no more of the account than the letter did.
    let mut late = reader(office, "late@lumiere.example");
    late.opens_the_link_in("Confirm this address")
        .meets(410)
        .sees("does not belong to the account’s domain")
        .does_not_see("lumen.example");
    amina
        .goes_to(properties)
        .presses("Save", &[("Also known as", "lumiere.example")]);
    office
        .visitor("david@atelier.example")
        .asks_for("lumen.example", "Downloads for the Paris site");
    assert_eq!(copies(office, "desk@lumiere.example").len(), 1);
    late.opens_the_link_in("Confirm this address")
        .presses("Confirm this address", &[])
        .sees("Confirmed");
}

fn a_suspended_account_sends_nothing_there(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    confirmed(office, &mut amina, DESK, "en");
    let mut camille = office.visitor("camille@atelier.example");
    let form = "identifier=lumen.example&reason=Downloads+for+Lyon".to_owned();
    assert_eq!(
        camille.sends("POST", "/access/requests", Some(form)).status,
        303
    );
    // It is suspended before the worker has written any letter.
    office.write(|tx| {
        let domain = domain::DomainIdentifier::stored("lumen.example".into());
        let account = parvis::store::smart_account::find_by_identifier(tx.db, &domain)?.unwrap();
        use_cases::smart_account::operation::suspend(tx, &account.id, "Ownership is disputed")
            .map(drop)
    });
    office.works();
    assert_eq!(copies(office, DESK), Vec::<String>::new());
    amina
        .goes_to(PAGE)
        .sees("no copies are sent, and no address can be added")
        .sees(DESK)
        .does_not_see("Add an address");
    let form = "email=desk%40lumen.example&language=en".to_owned();
    assert_eq!(amina.sends("POST", PAGE, Some(form)).status, 409);
    amina.presses("Remove", &[]).sees("is removed");
}

fn an_unanswered_request_is_told_there_when_the_operators_are(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    office.staff("olga@operations.example", true, false);
    confirmed(office, &mut amina, DESK, "en");
    office
        .visitor("camille@atelier.example")
        .asks_for("lumen.example", "Downloads for the Lyon site");
    office.days_pass(13);
    assert_eq!(copies(office, DESK).len(), 1);
    office.days_pass(1);
    let told = copies(office, DESK);
    assert_eq!(told.len(), 2, "{told:?}");
    let copy = office.mailbox.newest(DESK, "Unanswered: Camille Example");
    assert!(
        copy.text_body
            .contains("on 22 November 2026 (UTC), and none of its administrators has answered"),
        "{}",
        copy.text_body
    );
    office.days_pass(21);
    assert_eq!(copies(office, DESK).len(), 2);
}

fn a_mail_that_could_not_be_delivered_is_shown(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    office
        .mailbox
        .next_meets(SendOutcome::Refused("550 no such mailbox".into()));
    amina
        .goes_to(PAGE)
        .presses("Add address", &[("E-mail", DESK)])
        .does_not_see("could not be delivered");
    office.works();
    amina
        .goes_to(PAGE)
        .sees("A mail could not be delivered: 22 November 2026");
    office.clock_goes_on(days(31));
    amina.goes_to(PAGE).does_not_see("could not be delivered");
}
