//! What is said where answers to letters are read.

use crate::support::visitor::Visitor;
use crate::support::{Engine, Office};
use parvis::notification::smtp::message::message;

#[test]
fn where_answers_are_read_every_letter_and_the_help_page_say_so() {
    let read = "Support <support@lumen.example>";
    let office = Office::open_as(Engine::Sqlite, false, |config| {
        config.mail.reply_to = read.into();
    });
    let mut stranger = Visitor::stranger(&office);
    let typed = Some(
        "name=Camille&full_name=Camille&organisation=Atelier&email=camille%40atelier.example"
            .to_owned(),
    );
    assert_eq!(stranger.sends("POST", "/sign-up", typed).status, 200);
    office.works();
    let mail = office.mailbox.all().pop().unwrap();
    let said = "Answers go to support@lumen.example.";
    assert!(mail.text_body.contains(said) && mail.html_body.contains(said));
    assert!(mail.text_body.contains("http://parvis.example/help"));
    let (from, to) = (
        "parvis@lumen.example".parse().unwrap(),
        read.parse().unwrap(),
    );
    let sent = message(&mail, &from, Some(&to), "parvis.example");
    let sent = String::from_utf8(sent.unwrap().formatted()).unwrap();
    assert!(
        sent.contains("Reply-To: Support <support@lumen.example>"),
        "{sent}"
    );
    stranger
        .goes_to("/help")
        .sees("Yes.")
        .sees("support@lumen.example");
}
