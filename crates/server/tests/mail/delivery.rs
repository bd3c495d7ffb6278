//! What arrives when nothing goes wrong.

use crate::support::mailbox::link_in;
use crate::support::smtp_server::{SENDER, SmtpServer};
use crate::support::{Engine, Office};
use crate::{on_both_engines, only_mail, outbox};
use parvis::notification::smtp::{SendOutcome, Transport};
use parvis::notification::written::WrittenMail;
use parvis::store::notification::MailRow;

on_both_engines!(
    a_mail_says_whose_it_is_and_what_it_is_about,
    once_sent_a_mail_is_forgotten_here,
    the_mails_about_a_request_are_one_conversation,
    mail_that_answers_nothing_stands_alone,
    french_mail_keeps_its_accents,
    what_people_type_cannot_pass_for_commands,
    names_with_line_ends_are_refused_at_the_door,
);

fn a_mail_says_whose_it_is_and_what_it_is_about(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");

    let mail = post.taken_for("amina@lumen.example").remove(0);
    let mut rows = outbox(office);
    rows.retain(|row| row.address == "amina@lumen.example");
    let row = rows.remove(0);
    assert_eq!(mail.envelope.from, SENDER);
    assert_eq!(mail.envelope.rcpts, ["amina@lumen.example"]);
    assert_eq!(mail.header("From").unwrap(), format!("Parvis <{SENDER}>"));
    assert_eq!(
        mail.header("To").unwrap(),
        "\"Amina Example\" <amina@lumen.example>"
    );
    assert_eq!(
        mail.header("Date").unwrap(),
        "Sun, 22 Nov 2026 09:00:00 +0000"
    );
    assert_eq!(
        mail.header("Message-ID").unwrap(),
        format!("<{}@parvis.example>", row.id)
    );
    assert_eq!(mail.header("Auto-Submitted").unwrap(), "auto-generated");
    assert_eq!(
        mail.subject(),
        "Camille Example asks for access to The lumen company"
    );
    assert!(
        mail.text().contains("> Downloads for the Lyon site\n"),
        "{}",
        mail.text()
    );
    assert!(
        mail.html().contains("Downloads for the Lyon site"),
        "{}",
        mail.html()
    );
    assert!(link_in(&mail.text()).starts_with("/accounts/lumen.example/requests/req_"));
    office.nothing_left_to_send();
}

fn once_sent_a_mail_is_forgotten_here(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    crate::tell_many(office, 1);
    office.works();
    let row = only_mail(office);
    assert_eq!((row.state.as_str(), row.letter.as_str()), ("sent", ""));
    office.hours_pass(100);
    assert_eq!(post.taken().len(), 1);
}

fn the_mails_about_a_request_are_one_conversation(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    let mut david = office.visitor("david@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    david.asks_for("lumen.example", "The same as Camille, please");
    let asked = post
        .newest("amina@lumen.example", "Camille Example asks")
        .unwrap();
    amina
        .goes_to(&link_in(&asked.text()))
        .approves_entirely("Smart Account User");
    let told = post
        .newest("camille@atelier.example", "Your access request")
        .unwrap();
    let other = post
        .newest("amina@lumen.example", "David Example asks")
        .unwrap();

    let request = camille
        .views_request()
        .page
        .path
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    assert_eq!(
        asked.thread().unwrap(),
        format!("<{request}@parvis.example>")
    );
    assert_eq!(asked.header("In-Reply-To"), asked.thread());
    assert_eq!(
        (told.thread(), told.header("In-Reply-To")),
        (asked.thread(), asked.thread())
    );
    assert_ne!(other.thread(), asked.thread());
    assert_ne!(asked.id(), told.id());
}

fn mail_that_answers_nothing_stands_alone(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    crate::tell_many(office, 1);
    office.works();
    let mail = post.taken().remove(0);
    assert_eq!((mail.thread(), mail.header("In-Reply-To")), (None, None));
}

fn french_mail_keeps_its_accents(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.goes_to("/").presses("français", &[]);
    camille.goes_to("/access/requests/new?identifier=lumen.example");
    camille.presses(
        "Envoyer la demande",
        &[(
            "Motif de la demande",
            "Télécharger à Montréal – où l’été naît",
        )],
    );
    office.works();
    let asked = post
        .newest("amina@lumen.example", "Camille Example asks")
        .unwrap();
    assert!(
        asked
            .text()
            .contains("> Télécharger à Montréal – où l’été naît\n"),
        "{}",
        asked.text()
    );
    assert!(
        asked
            .html()
            .contains("Télécharger à Montréal – où l’été naît"),
        "{}",
        asked.html()
    );

    amina
        .goes_to(&link_in(&asked.text()))
        .approves_for(&["Montréal"], "Virtual Account User");
    let told = post
        .newest(
            "camille@atelier.example",
            "Votre demande d’accès à lumen.example",
        )
        .unwrap();
    assert!(
        told.text()
            .contains("Votre demande d’accès à lumen.example a été approuvée."),
        "{}",
        told.text()
    );
    assert!(
        told.html()
            .contains("Votre accès est effectif dès maintenant."),
        "{}",
        told.html()
    );
    assert!(
        told.raw.is_ascii(),
        "nothing that a relay must be able to pass on as 8 bits"
    );
}

fn what_people_type_cannot_pass_for_commands(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    office.administrator_of("lumen.example");
    let mut eve = office.visitor("eve@elsewhere.example");
    let reason = "Please\r\n.\r\nMAIL FROM:<eve@elsewhere.example>\r\nRCPT TO:<victim@else.example>\r\nDATA\r\n.\r\nBcc: victim";
    eve.asks_for("lumen.example", reason);
    let mail = post.taken_for("amina@lumen.example").remove(0);
    // The other one is the receipt.
    assert_eq!(post.taken_for("eve@elsewhere.example").len(), 1);
    assert_eq!(post.taken().len(), 2);
    assert!(
        mail.text()
            .contains("> .\n> MAIL FROM:<eve@elsewhere.example>\n"),
        "{}",
        mail.text()
    );
    assert_eq!(mail.header("Bcc"), None);
}

fn names_with_line_ends_are_refused_at_the_door(office: &Office) {
    let mut eve = office.visitor("eve@elsewhere.example");
    let name = "Eve\r\nBcc: victim@elsewhere.example";
    eve.goes_to("/profile")
        .presses("Save", &[("Full name", name)])
        .meets(422);
    eve.goes_to("/access/requests/new")
        .sees("Eve Example")
        .does_not_see("victim");
    eve.goes_to("/sign-up");
    eve.presses(
        "Send me the link",
        &[
            ("Full name", name),
            ("Company or organisation", "Ltd"),
            ("E-mail", "eve2@elsewhere.example"),
        ],
    )
    .meets(422);
    office.works();
    assert!(outbox(office).is_empty());
}

/// A mail that nothing in the product would write.
pub fn mail(address: &str, subject: &str) -> WrittenMail {
    let row = MailRow {
        id: "mail_made_up".into(),
        kind: "test".into(),
        request_id: None,
        reminder: None,
        person_id: None,
        address: address.into(),
        language: "en".into(),
        thread: Some("req_made_up".into()),
        subject: subject.into(),
        letter: String::new(),
        created_at: 0,
        state: "waiting".into(),
        attempts: 0,
        next_attempt_at: 0,
        last_error: None,
        settled_at: None,
        not_before: None,
        unsubscribe: None,
        priority: 2,
        reader_name: None,
        spared_at: None,
    };
    WrittenMail {
        row,
        text_body: "Hello".into(),
        html_body: "<p>Hello</p>".into(),
    }
}

#[test]
fn even_a_subject_with_line_ends_adds_no_header() {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    let office = Office::open(Engine::Sqlite);
    let sender = post.sender(&office.app.config);
    let send = |mail: &WrittenMail| office.runtime.block_on(sender.send(mail));
    let plain = "Hello";
    let subjects = [
        plain,
        "Hello\r\nBcc: victim@elsewhere.example\r\n\r\nAnother body",
        "Hello\nBcc: victim@elsewhere.example",
        "Hello\rBcc: victim@elsewhere.example",
        "Héllo\r\nBcc: victim@elsewhere.example\0",
        "Hello =?utf-8?Q?=0D=0ABcc:_victim@elsewhere.example?=",
    ];
    for subject in subjects {
        assert_eq!(
            send(&mail("camille@atelier.example", subject)),
            SendOutcome::Taken,
            "{subject:?}"
        );
    }
    let taken = post.taken();
    assert_eq!(taken.len(), subjects.len());
    for mail in &taken {
        assert_eq!(mail.header_names(), taken[0].header_names());
        assert_eq!(mail.envelope.rcpts, ["camille@atelier.example"]);
        assert_eq!(mail.text(), "Hello");
    }
}

#[test]
fn an_address_with_a_command_in_it_is_given_up_unsent() {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    let office = Office::open(Engine::Sqlite);
    let sender = post.sender(&office.app.config);
    for address in [
        "camille@atelier.example>\r\nRCPT TO:<victim@elsewhere.example",
        "camille@atelier.example, victim@elsewhere.example",
        "Camille <camille@atelier.example>\r\nBcc: victim@elsewhere.example",
        "nobody",
        "",
    ] {
        let outcome = office
            .runtime
            .block_on(sender.send(&mail(address, "Hello")));
        assert!(
            matches!(outcome, SendOutcome::Refused(_)),
            "{address:?}: {outcome:?}"
        );
    }
    assert!(post.taken().is_empty());
}

/// What reads like an encoded word (RFC 2047) is shown as it was typed, so that no name passes for another.
#[test]
fn a_name_that_looks_encoded_is_shown_as_typed() {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    let office = Office::open(Engine::Sqlite);
    let sender = post.sender(&office.app.config);
    let subject = "=?utf-8?B?QW1pbmE=?= asks for access";
    let mail = mail("camille@atelier.example", subject);
    let outcome = office.runtime.block_on(sender.send(&mail));
    assert_eq!(outcome, SendOutcome::Taken);
    // A mark without width (U+2060) keeps it apart.
    assert_eq!(post.taken()[0].subject().replace('\u{2060}', ""), subject);
}
