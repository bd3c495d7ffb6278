//! Creating an account with somebody else's authority.

use crate::creating::steps::{nominates, reviews};
use crate::on_both_engines;
use crate::support::Office;
use crate::support::mailbox::link_in;
use crate::support::office::PASSWORD;
use crate::support::visitor::Visitor;

on_both_engines!(
    a_nominee_signs_up_authorises_and_administers,
    a_nominee_may_decline_and_another_be_asked,
    letters_to_nominees_are_counted_and_go_to_whoever_is_asked,
);

fn a_nominee_signs_up_authorises_and_administers(office: &Office) {
    let mut camille = office.visitor("camille@atelier.example");
    reviews(
        &mut camille,
        &[
            ("Somebody else authorises", "on"),
            ("E-mail address of whoever", "camille@atelier.example"),
        ],
    )
    .meets(422);
    assert!(
        camille
            .page
            .fault_of("E-mail address of whoever")
            .unwrap()
            .contains("Somebody else has to")
    );
    nominates(&mut camille, "berta@atelier.example")
        .sees("berta@atelier.example is asked to authorise");
    // The account is there, and not open.
    let mut david = office.visitor("david@elsewhere.example");
    david
        .goes_to("/access/requests/new?identifier=atelier.example")
        .sees("not active yet");
    camille.goes_to("/accounts/atelier.example").meets(404);
    let link = link_in(
        &office
            .mailbox
            .newest("berta@atelier.example", "asks you to authorise")
            .text_body,
    );
    let mut berta = Visitor::stranger(office);
    berta
        .goes_to(&link)
        .sees("Log in")
        .follows("Create an account");
    berta.presses(
        "Send me the link",
        &[
            ("Full name", "Berta Boss"),
            ("Company", "Atelier"),
            ("E-mail", "berta@atelier.example"),
        ],
    );
    office.works();
    let confirm = link_in(
        &office
            .mailbox
            .newest("berta@atelier.example", "Finish your account")
            .text_body,
    );
    berta.goes_to(&confirm).presses(
        "Create an account",
        &[("Password", "a forecourt at first light")],
    );
    berta
        .sees("Authorise a new account")
        .sees("Camille Example")
        .presses("Submit", &[])
        .meets(422)
        .sees("Choose whether to authorise");
    berta
        .presses("Submit", &[("Authorise", "on")])
        .sees("is active, and you administer it");
    berta
        .goes_to("/accounts/atelier.example/users")
        .sees("Berta Boss")
        .sees("Camille Example");
    berta.goes_to(&link).meets(410).sees("no longer works");
    office.works();
    office.mailbox.newest(
        "camille@atelier.example",
        "Your new account atelier.example",
    );
}

fn a_nominee_may_decline_and_another_be_asked(office: &Office) {
    let mut camille = office.visitor("camille@atelier.example");
    nominates(&mut camille, "berta@atelier.example");
    let page = camille.page.path.clone();
    let first = link_in(
        &office
            .mailbox
            .newest("berta@atelier.example", "asks you to authorise")
            .text_body,
    );
    let mut berta = office.visitor("berta@atelier.example");
    // The link is for her address, and not for somebody else who has it.
    let mut mallory = office.visitor("mallory@elsewhere.example");
    mallory
        .goes_to(&first)
        .sees("This was sent to berta@atelier.example")
        .does_not_see("Submit");
    let token = first.split_once("token=").unwrap().1.to_owned();
    let forged = Some(format!("token={token}&outcome=approve"));
    assert_eq!(
        mallory
            .sends("POST", "/accounts/authorisation", forged.clone())
            .status,
        422
    );
    camille
        .goes_to(&first)
        .sees("Somebody else has to authorise");
    berta
        .goes_to(&first)
        .presses("Submit", &[("Decline", "on")])
        .meets(422);
    berta
        .presses(
            "Submit",
            &[
                ("Decline", "on"),
                ("In your own words", "Ask Carl, he decides"),
            ],
        )
        .sees("You declined");
    office.works();
    assert!(
        office
            .mailbox
            .newest("camille@atelier.example", "Your new account")
            .text_body
            .contains("Ask Carl")
    );
    camille
        .goes_to(&page)
        .sees("Ask Carl, he decides")
        .presses("Send the link", &[("E-mail address", "nonsense")])
        .meets(422);
    camille
        .presses(
            "Send the link",
            &[("E-mail address", "carl@atelier.example")],
        )
        .sees("on its way to carl@atelier.example");
    office.works();
    let second = link_in(
        &office
            .mailbox
            .newest("carl@atelier.example", "asks you to authorise")
            .text_body,
    );
    // Another is named at any time, and the link before dies.
    camille.presses(
        "Send the link",
        &[("E-mail address", "dana@atelier.example")],
    );
    let mut carl = office.visitor("carl@atelier.example");
    carl.goes_to(&second).meets(410);
    office.works();
    for (days, reminders) in [(2, 1), (3, 2), (5, 3), (20, 3)] {
        office.days_pass(days);
        let asked = office.mailbox.to("dana@atelier.example");
        assert_eq!(asked.len(), 1 + reminders, "after {days} days more");
    }
    // The link in a reminder works as well.
    let reminded = link_in(
        &office
            .mailbox
            .newest("dana@atelier.example", "asks you")
            .text_body,
    );
    let mut dana = office.visitor("dana@atelier.example");
    dana.goes_to(&reminded)
        .presses("Submit", &[("Authorise", "on"), ("Make Camille", "off")])
        .sees("is active");
    dana.goes_to("/accounts/atelier.example/users")
        .sees("Dana Example")
        .does_not_see("Camille Example");
}

fn letters_to_nominees_are_counted_and_go_to_whoever_is_asked(office: &Office) {
    let mut camille = office.visitor("camille@atelier.example");
    nominates(&mut camille, "berta@atelier.example");
    // The same address again, in whatever capitals, changes nothing and sends nothing.
    camille
        .presses(
            "Send the link",
            &[("E-mail address", "Berta@atelier.example")],
        )
        .sees("is asked already");
    // Of those named one after the other only the last is asked when the letters are written.
    for name in ["carl", "dana", "emil"] {
        let typed = format!("{name}@victims.example");
        camille
            .presses("Send the link", &[("E-mail address", &typed)])
            .sees("on its way");
    }
    office.works();
    let count = |name: &str| office.mailbox.to(&format!("{name}@victims.example")).len();
    assert_eq!(office.mailbox.to("berta@atelier.example").len(), 1);
    assert_eq!([count("carl"), count("dana"), count("emil")], [0, 0, 1]);
    // So many letters a day to one address, whoever has them sent …
    let named = |camille: &mut Visitor<'_>, name: &str| {
        camille.presses(
            "Send the link",
            &[("E-mail address", &format!("{name}@victims.example"))],
        );
        camille.page.status
    };
    let to_emil: Vec<_> = (0..5)
        .map(|n| {
            named(&mut camille, &format!("other{n}"));
            named(&mut camille, "emil")
        })
        .collect();
    assert_eq!(to_emil, [200, 200, 200, 200, 429]);
    assert!(
        camille
            .page
            .fault_of("E-mail address")
            .unwrap()
            .contains("Enough letters went to this address")
    );
    // … and so many by one person, to whomever.
    let sent: Vec<_> = (0..9)
        .map(|n| named(&mut camille, &format!("victim{n}")))
        .collect();
    assert!(sent.ends_with(&[429]), "{sent:?}");
    assert!(
        camille
            .page
            .fault_of("E-mail address")
            .unwrap()
            .contains("You have had enough letters sent")
    );
    office.works();
    let all = office
        .mailbox
        .all()
        .iter()
        .filter(|mail| mail.address.ends_with("@victims.example"))
        .count();
    assert!(all <= 20, "{all} letters");
    // A new address of one's own is somebody's until they confirm it: it counts as well.
    office.days_pass(1);
    let mut camille = office.log_in("camille@atelier.example");
    let typed = [
        ("New e-mail address", "frida@victims.example"),
        ("Current password", PASSWORD),
    ];
    for _ in 0..5 {
        camille
            .goes_to("/profile")
            .presses("Change the address", &typed)
            .meets(200);
    }
    camille
        .goes_to("/profile")
        .presses("Change the address", &typed)
        .meets(429);
    assert!(
        camille
            .page
            .fault_of("New e-mail address")
            .unwrap()
            .contains("Enough letters went to this address")
    );
}
