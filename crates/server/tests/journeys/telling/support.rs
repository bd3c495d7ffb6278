//! Messages to support are gathered into one letter, and so many are written in an hour.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use crate::telling::letters::{letters, one_says};

/// A request of Camille's with a support case about it. Out: the address of the case.
fn opens_a_case(camille: &mut Visitor<'_>) -> String {
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    camille.views_request().follows("Open a support case");
    camille.presses(
        "Send to support",
        &[("What do you need", "Nobody answers me.")],
    );
    camille.page.path.clone()
}

on_both_engines!(
    messages_to_support_are_gathered_until_they_are_answered,
    so_many_messages_are_written_in_an_hour,
);

fn messages_to_support_are_gathered_until_they_are_answered(office: &Office) {
    office.administrator_of("lumen.example");
    let sam = office.staff("sam@operations.example", false, true);
    let mut sam = office.session_of("sam@operations.example", &sam);
    let mut camille = office.visitor("camille@atelier.example");
    let case = opens_a_case(&mut camille);
    let (to_sam, to_camille) = (&mut 0, &mut 0);
    let agent = "sam@operations.example";
    assert_eq!(letters(office, agent, to_sam).len(), 1);
    letters(office, "camille@atelier.example", to_camille);
    for words in ["Still nobody.", "I have asked Amina.", "It is urgent now."] {
        camille
            .goes_to(&case)
            .presses("Send message", &[("Your message", words)])
            .meets(200);
        assert_eq!(letters(office, agent, to_sam), []);
    }
    // An hour after the first all of it comes as one.
    office.hours_pass(1);
    one_says(
        office,
        agent,
        to_sam,
        "Support case",
        &[
            "> Still nobody.",
            "> I have asked Amina.",
            "> It is urgent now.",
        ],
    );
    // So does her receipt.
    one_says(
        office,
        "camille@atelier.example",
        to_camille,
        "Support case",
        &["We have received", "> Still nobody.", "> It is urgent now."],
    );
    office.hours_pass(1);
    assert_eq!(letters(office, agent, to_sam), []);
    // Who answers has read it: what comes then comes at once.
    sam.goes_to(&case)
        .presses("Send message", &[("Your message", "We look into it.")])
        .meets(200);
    one_says(
        office,
        "camille@atelier.example",
        to_camille,
        "Support case",
        &["> We look into it."],
    );
    camille
        .goes_to(&case)
        .presses("Send message", &[("Your message", "Thank you.")])
        .meets(200);
    one_says(office, agent, to_sam, "Support case", &["> Thank you."]);
}

fn so_many_messages_are_written_in_an_hour(office: &Office) {
    office.administrator_of("lumen.example");
    office.staff("sam@operations.example", false, true);
    let mut camille = office.visitor("camille@atelier.example");
    let case = opens_a_case(&mut camille);
    camille.goes_to(&case);
    let most = office.app.config.limits.messages;
    for turn in 1..most {
        assert_eq!(
            camille
                .sends(
                    "POST",
                    &format!("{case}/messages"),
                    Some(format!("words=Hello+{turn}"))
                )
                .status,
            303
        );
    }
    camille
        .presses(
            "Send message",
            &[("Your message", "What I typed is not lost")],
        )
        .meets(429)
        .sees("You have written enough messages for now")
        .sees("What I typed is not lost");
    office.hours_pass(1);
    assert_eq!(
        camille
            .goes_to(&case)
            .presses("Send message", &[("Your message", "Now")])
            .page
            .status,
        200
    );
    office.hours_pass(1);
    let written = office.mailbox.to("sam@operations.example").len();
    assert!(written <= 6, "{written} letters");
}
