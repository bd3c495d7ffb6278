//! Extra notification addresses: added inside the domain, confirmed from the mailbox, told of requests, and removed.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::mailbox::link_in;
use crate::support::visitor::Visitor;
use domain::Role;
use domain::moment::days;
use domain::smart_account::Visibility;
use parvis::notification::smtp::Outcome;
use parvis::use_cases;

const PAGE: &str = "/accounts/lumen.example/properties/notifications";
const DESK: &str = "it-access@lumen.example";

/// Whoever reads a mailbox, not logged in.
fn reader<'o>(office: &'o Office, address: &str) -> Visitor<'o> {
    let mut reader = Visitor::stranger(office);
    reader.address = address.into();
    reader
}

/// Amina adds an address, and somebody there confirms it.
fn confirmed(office: &Office, amina: &mut Visitor<'_>, address: &str, language: &str) {
    let typed = [("E-mail", address), ("Language of the copies", language)];
    amina.goes_to(PAGE).presses("Add address", &typed);
    let mut reader = reader(office, address);
    reader.opens_the_link_in("Confirm this address");
    reader
        .presses("Confirm this address", &[])
        .sees("Confirmed");
}

/// An operator sets the aliases, who need not show that a domain is the account's.
fn has_aliases(office: &Office, aliases: &str) {
    office.staff("olga@operations.example", true, false);
    let mut olga = office.log_in("olga@operations.example");
    olga.goes_to("/operator/accounts?q=lumen")
        .follows("lumen.example");
    olga.presses("Save the aliases", &[("Also known as", aliases)])
        .sees("are saved");
}

/// The subjects of the copies to an address.
fn copies(office: &Office, address: &str) -> Vec<String> {
    let mails = office.mailbox.to(address).into_iter();
    let copies = mails.filter(|mail| mail.kind == "request-copy");
    copies.map(|mail| mail.subject).collect()
}

on_both_engines!(
    copies_that_wait_go_with_the_address,
    an_address_is_told_once_somebody_there_has_confirmed,
    what_cannot_be_added_is_said_beside_the_field,
    a_link_works_once_in_time_and_as_long_as_it_is_the_newest,
    links_are_not_sent_without_end,
    an_address_that_the_domain_moved_away_from_gets_nothing,
    only_administrators_of_the_whole_account_see_and_change_them,
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
            .next_meets(Outcome::Failed("451 try again".into()));
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

fn what_cannot_be_added_is_said_beside_the_field(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    has_aliases(office, "lumière.example\ngmx.net");
    let rows = [
        ("", "Fill this in"),
        ("it-access", "Type an e-mail address"),
        ("a@b@lumen.example", "Type an e-mail address"),
        (
            "desk@atelier.example",
            "Use one inside: lumen.example and lumière.example, subdomains included",
        ),
        ("desk@notlumen.example", "outside the account’s domain"),
        ("desk@lumen.example.org", "outside the account’s domain"),
        // Everybody may have one there, whatever the account is called.
        ("lumen@gmx.net", "outside the account’s domain"),
    ];
    for (typed, fault) in rows {
        amina
            .goes_to(PAGE)
            .presses(
                "Add address",
                &[("E-mail", typed), ("Language of the copies", "fr")],
            )
            .meets(422);
        assert!(
            amina.page.fault_of("E-mail").unwrap().contains(fault),
            "{typed}: {:?}",
            amina.page.fault_of("E-mail")
        );
        assert!(
            amina.page.html.contains(&format!("value=\"{typed}\"")),
            "{typed}"
        );
        assert!(amina.page.html.contains("<option value=\"fr\" selected"));
    }
    amina
        .presses("Add address", &[("E-mail", DESK)])
        .presses("Add address", &[("E-mail", "IT-ACCESS@lumen.example")])
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("E-mail")
            .unwrap()
            .contains("in the list already")
    );
    assert_eq!(
        amina
            .sends(
                "POST",
                PAGE,
                Some("email=desk%40lumen.example&language=de".into())
            )
            .status,
        400
    );
    amina
        .goes_to(PAGE)
        .presses("Add address", &[("E-mail", "desk@lyon.lumen.example")])
        .presses("Add address", &[("E-mail", "bureau@lumière.example")])
        .sees("bureau@xn--lumire-6ua.example");
    for number in 3..20 {
        amina
            .presses(
                "Add address",
                &[("E-mail", &format!("desk{number}@lumen.example"))],
            )
            .meets(200);
    }
    amina.does_not_see("Add an address");
    let another = |number| Some(format!("email=desk{number}%40lumen.example&language=en"));
    assert_eq!(amina.sends("POST", PAGE, another(20)).status, 422);
    // Removing and adding does not make a mail cannon of it.
    for number in 20..40 {
        amina.goes_to(PAGE).presses_near("Remove", "desk", &[]);
        assert_eq!(amina.sends("POST", PAGE, another(number)).status, 303);
    }
    amina
        .goes_to(PAGE)
        .presses_near("Remove", "desk", &[])
        .presses("Add address", &[("E-mail", "another@lumen.example")])
        .meets(429);
    assert!(
        amina
            .page
            .fault_of("E-mail")
            .unwrap()
            .contains("Enough mails with links")
    );
}

fn a_link_works_once_in_time_and_as_long_as_it_is_the_newest(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    amina
        .goes_to(PAGE)
        .presses("Add address", &[("E-mail", DESK)]);
    let mut first = reader(office, DESK);
    first.opens_the_link_in("Confirm this address").meets(200);
    amina
        .presses("Send link again", &[])
        .sees("Another mail is on its way");
    office.works();
    // What was opened before the newer letter confirms nothing.
    let old = first.page.path.clone();
    first
        .presses("Confirm this address", &[])
        .meets(410)
        .sees("A newer mail was sent");
    first.goes_to(&old).meets(410).sees("A newer mail was sent");
    let mut second = reader(office, DESK);
    second.opens_the_link_in("Confirm this address").meets(200);
    let newest = second.page.path.clone();
    office.app.clock.set(office.now().plus(days(7)));
    second
        .goes_to(&newest)
        .meets(410)
        .sees("It is too old. Ask an administrator");
    amina
        .goes_to(PAGE)
        .sees("Not confirmed in time")
        .presses("Send link again", &[])
        .sees("Waiting for confirmation");
    let mut stale = amina.clone();
    second
        .opens_the_link_in("Confirm this address")
        .presses("Confirm this address", &[])
        .sees("Confirmed");
    let third = office.mailbox.newest(DESK, "Confirm this address");
    second
        .goes_to(&link_in(&third.text_body))
        .meets(410)
        .sees("confirmed already");
    let token = link_in(&third.text_body)
        .split_once("token=")
        .unwrap()
        .1
        .to_owned();
    let form = Some(format!("token={token}"));
    assert_eq!(
        second
            .sends("POST", "/notification-address/confirmation", form)
            .status,
        410
    );
    // A page from before it was confirmed sends nothing.
    stale
        .presses("Send link again", &[])
        .meets(409)
        .sees("confirmed already");
    stale.goes_to(PAGE);
    amina.goes_to(PAGE).presses("Remove", &[]);
    second
        .goes_to(&link_in(&third.text_body))
        .meets(410)
        .sees("was removed from the account");
    stale.presses("Remove", &[]).sees("removed already");
    let mut stranger = Visitor::stranger(office);
    stranger
        .goes_to("/notification-address/confirmation?token=guessed")
        .meets(410)
        .sees("This link no longer works");
    stranger
        .goes_to("/notification-address/confirmation")
        .meets(410);
}

fn links_are_not_sent_without_end(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    amina
        .goes_to(PAGE)
        .presses("Add address", &[("E-mail", DESK)]);
    for _ in 0..3 {
        amina.presses("Send link again", &[]).meets(200);
    }
    amina
        .presses("Send link again", &[])
        .meets(429)
        .sees("Enough letters went to this address");
    amina
        .goes_to(PAGE)
        .presses("Remove", &[])
        .presses("Add address", &[("E-mail", DESK)])
        .meets(429);
    assert!(
        amina
            .page
            .fault_of("E-mail")
            .unwrap()
            .contains("Enough letters went to this address")
    );
    office.days_pass(1);
    amina
        .goes_to(PAGE)
        .presses("Add address", &[("E-mail", DESK)])
        .meets(200);
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

fn only_administrators_of_the_whole_account_see_and_change_them(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    amina
        .goes_to(PAGE)
        .presses("Add address", &[("E-mail", DESK)]);
    let removal = amina.page.attributes("form[action$='/removal']", "action")[0].clone();
    let letters = removal.replace("/removal", "/letters");
    let others = [
        (Role::SaApprover, None),
        (Role::SaViewer, None),
        (Role::VaAdministrator, Some("Lyon")),
    ];
    for (role, on) in others {
        let email = format!("{}@lumen.example", role.key());
        let person = office.person(&email);
        office.grant(&person, "lumen.example", role, on);
        let mut other = office.session_of(&email, &person);
        other
            .goes_to("/accounts/lumen.example/properties")
            .meets(200)
            .does_not_see("Notifications");
        other.goes_to(PAGE).meets(404);
        for (path, form) in [
            (PAGE, "email=desk%40lumen.example&language=en"),
            (&removal, ""),
            (&letters, ""),
        ] {
            assert_eq!(
                other.sends("POST", path, Some(form.into())).status,
                404,
                "{role:?} {path}"
            );
        }
    }
    // An administrator of another account reaches none of them through hers.
    let dora = office.person("dora@holding.example");
    office.account("holding.example", Visibility::Unrestricted, &dora);
    let mut dora = office.session_of("dora@holding.example", &dora);
    let through_hers = letters.replace("lumen.example", "holding.example");
    assert_eq!(
        dora.sends("POST", &through_hers, Some(String::new()))
            .status,
        404
    );
    dora.sends(
        "POST",
        &removal.replace("lumen.example", "holding.example"),
        Some(String::new()),
    );
    amina.goes_to(PAGE).sees(DESK);
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
        .next_meets(Outcome::Refused("550 no such mailbox".into()));
    amina
        .goes_to(PAGE)
        .presses("Add address", &[("E-mail", DESK)])
        .does_not_see("could not be delivered");
    office.works();
    amina
        .goes_to(PAGE)
        .sees("A mail could not be delivered: 22 November 2026");
    office.app.clock.set(office.now().plus(days(31)));
    amina.goes_to(PAGE).does_not_see("could not be delivered");
}
