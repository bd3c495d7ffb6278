//! Signing up, and what is asked of a user ID and a password.

use crate::answers::is_refused;
use crate::forms::form;
use crate::on_both_engines;
use crate::people::ways::{
    CAMILLE, NEW_PASSWORD, forgets, is_inside, opens_mail, password_opens, sign_up, signs_up,
};
use crate::support::Office;
use crate::support::mailbox::link_in;
use crate::support::office::PASSWORD;
use crate::support::visitor::Visitor;

fn sign_up_fields(email: &str) -> [(&'static str, &str); 3] {
    [
        ("full_name", "Nora Neumann"),
        ("organisation", "Neumann Ltd"),
        ("email", email),
    ]
}

/// Passwords that are not taken, and what is said of them.
fn weak_passwords() -> Vec<(String, String)> {
    let easy = "This password is easy to guess. Add a word or two.";
    let short = "Use at least 10 characters.";
    let rows = [
        ("", short),
        ("x7!pQ", short),
        ("🙂🙂🙂🙂🙂", short),
        ("password123", easy),
        ("1234567890", easy),
        ("aaaaaaaaaaaaaaaa", easy),
        ("parvisparvis", easy),
        ("qwertyuiop", easy),
    ];
    let mut all: Vec<(String, String)> =
        rows.map(|(p, said)| (p.to_owned(), said.to_owned())).into();
    all.push((
        "x9 forecourt ".repeat(20),
        "Use at most 256 characters.".into(),
    ));
    all
}

on_both_engines!(
    somebody_new_signs_up_and_arrives_where_they_were_going,
    a_known_address_gets_another_mail_and_the_page_is_the_same,
    an_address_that_was_taken_meanwhile_is_not_taken_twice,
    nobody_can_flood_a_letter_box_from_the_forms,
    a_user_id_that_is_taken_or_cannot_be_is_answered_beside_its_field,
    weak_passwords_are_refused_wherever_one_is_chosen,
    the_first_operators_address_is_theirs_once_they_follow_its_link,
);

fn somebody_new_signs_up_and_arrives_where_they_were_going(office: &Office) {
    let mut nora = Visitor::stranger(office);
    nora.goes_to("/access/services")
        .follows("Create an account");
    nora.presses("Send me the link", &sign_up("nora@elsewhere.example"))
        .meets(200)
        .sees("Check your mail");
    opens_mail(&mut nora, "nora@elsewhere.example", "Finish your account");
    let link = nora.page.path.clone();
    nora.sees("nora@elsewhere.example is yours")
        .creates_sign_in("Nora", NEW_PASSWORD);
    assert_eq!(nora.page.path, "/access/services");
    nora.meets(200)
        .sees("Your account is ready")
        .sees("You have asked for nothing yet");
    nora.goes_to("/profile")
        .does_not_see("Your account is ready")
        .sees("nora@elsewhere.example")
        .sees("User IDnora");
    // The link has done its work.
    let mut second = Visitor::stranger(office);
    second
        .goes_to(&link)
        .meets(410)
        .sees("This link no longer works");
    let again = form(&[
        ("token", link.split('=').nth(1).unwrap()),
        ("user_id", "nora2"),
        ("password", NEW_PASSWORD),
    ]);
    is_refused(
        &second.sends("POST", "/sign-up/confirmation", Some(again)),
        410,
        "en",
        "the link again",
    );
    second.logs_in("nora", NEW_PASSWORD);
    assert!(is_inside(&mut second));
}

fn a_known_address_gets_another_mail_and_the_page_is_the_same(office: &Office) {
    office.person(CAMILLE);
    let mut stranger = Visitor::stranger(office);
    let mut page_for = |email: &str| {
        let answer = stranger.sends(
            "POST",
            "/sign-up",
            Some(form(&[
                ("full_name", "Eve"),
                ("organisation", "Eve"),
                ("email", email),
                ("next", ""),
            ])),
        );
        (answer.status, answer.html, answer.headers)
    };
    assert_eq!(
        page_for("CAMILLE@Atelier.example"),
        page_for("nora@elsewhere.example")
    );
    office.works();
    let known = office.mailbox.newest(CAMILLE, "Your way back in");
    assert!(
        known.text_body.contains("You have one already") && known.text_body.contains("camille"),
        "{}",
        known.text_body
    );
    assert!(link_in(&known.text_body).starts_with("/forgot/password?token="));
    office
        .mailbox
        .newest("nora@elsewhere.example", "Finish your account");
    assert_eq!(office.mailbox.all().len(), 2);
}

fn an_address_that_was_taken_meanwhile_is_not_taken_twice(office: &Office) {
    let [mut first, mut second] = [0; 2].map(|_| signs_up(office, "nora@elsewhere.example"));
    first.creates_sign_in("nora", NEW_PASSWORD).meets(200);
    second
        .creates_sign_in("nora2", NEW_PASSWORD)
        .meets(422)
        .sees("This address belongs to another sign-in");
}

fn nobody_can_flood_a_letter_box_from_the_forms(office: &Office) {
    office.person(CAMILLE);
    let mut stranger = Visitor::stranger(office);
    for _ in 0..9 {
        assert_eq!(
            stranger
                .sends("POST", "/forgot", Some(form(&[("name", "camille")])))
                .status,
            200
        );
        assert_eq!(
            stranger
                .sends(
                    "POST",
                    "/sign-up",
                    Some(form(&sign_up_fields("nora@elsewhere.example")))
                )
                .status,
            200
        );
    }
    office.works();
    assert_eq!(
        (
            office.mailbox.to(CAMILLE).len(),
            office.mailbox.to("nora@elsewhere.example").len()
        ),
        (5, 5)
    );
    office.hours_pass(1);
    stranger.sends("POST", "/forgot", Some(form(&[("name", "camille")])));
    office.works();
    assert_eq!(office.mailbox.to(CAMILLE).len(), 6);
    // And from one network address there is an end to it as well.
    let signs_up = |number: u32| {
        let email = format!("nobody{number}@elsewhere.example");
        let fields = form(&sign_up_fields(&email));
        Visitor::stranger(office).sends("POST", "/sign-up", Some(fields))
    };
    let mut answers: Vec<_> = (0..60).map(signs_up).collect();
    let taken = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(taken, 50);
    // It says from when, to people and to programs.
    let last = answers.pop().unwrap();
    assert_eq!(last.status, 429);
    assert_eq!(last.headers["retry-after"], "3600");
    assert!(
        last.text()
            .contains("too often. Try again from 22 November 2026"),
        "{}",
        last.text()
    );
}

fn a_user_id_that_is_taken_or_cannot_be_is_answered_beside_its_field(office: &Office) {
    office.person(CAMILLE);
    let mut nora = signs_up(office, "nora@elsewhere.example");
    let long = "n".repeat(65);
    let cannot = "2 to 64 letters";
    for (user_id, said) in [
        ("camille", "Somebody has this user ID"),
        (" CAMILLE ", "Somebody has this user ID"),
        ("", cannot),
        ("n", cannot),
        ("no ra", cannot),
        ("nóra", cannot),
        ("-nora", cannot),
        ("nora@elsewhere.example", cannot),
        (&long, cannot),
    ] {
        nora.creates_sign_in(user_id, NEW_PASSWORD).meets(422);
        assert!(
            nora.page
                .fault_of("User ID")
                .is_some_and(|fault| fault.contains(said)),
            "{user_id:?}: {}",
            nora.page.text()
        );
        let kept = nora.page.fill("Create an account", "", &[]).fields;
        assert!(
            kept.contains(&("user_id".into(), user_id.into()))
                && kept.contains(&("password".into(), String::new())),
            "{kept:?}"
        );
    }
    nora.creates_sign_in("nora", NEW_PASSWORD)
        .meets(200)
        .sees("Your account is ready");
}

fn weak_passwords_are_refused_wherever_one_is_chosen(office: &Office) {
    office.person(CAMILLE);
    let mut nora = signs_up(office, "nora@elsewhere.example");
    let mut back = forgets(office, "camille");
    let mut camille = office.log_in(CAMILLE);
    camille.goes_to("/profile");
    for (password, said) in weak_passwords() {
        let fault = said.as_str();
        let password = password.as_str();
        nora.creates_sign_in("nora", password).meets(422);
        assert_eq!(
            nora.page.fault_of("Password").as_deref(),
            Some(fault),
            "signing up with {password:?}"
        );
        back.presses("Save the password", &[("New password", password)])
            .meets(422);
        assert_eq!(
            back.page.fault_of("New password").as_deref(),
            Some(fault),
            "resetting to {password:?}"
        );
        camille.changes_password(PASSWORD, password).meets(422);
        assert_eq!(
            camille.page.fault_of("New password").as_deref(),
            Some(fault),
            "changing to {password:?}"
        );
    }
    assert_eq!(password_opens(office, PASSWORD), 303);
}

fn the_first_operators_address_is_theirs_once_they_follow_its_link(office: &Office) {
    let token = office
        .write(parvis::store::session::make_set_up_link)
        .unwrap();
    let mut olga = Visitor::stranger(office);
    olga.goes_to(&format!("/set-up?token={}", token.as_str()))
        .sees("The address is yours once you follow it");
    olga.presses(
        "Create an account",
        &[
            ("E-mail", "olga@lumen.example"),
            ("Full name", "Olga Ivanova"),
            ("Company or organisation", "Operations"),
            ("User ID", "olga"),
            ("Password", NEW_PASSWORD),
        ],
    );
    olga.sees("Follow the link that is sent to your address")
        .sees("Operation");
    olga.goes_to("/profile").sees("No address yet");
    Visitor::stranger(office)
        .logs_in("olga@lumen.example", NEW_PASSWORD)
        .meets(422);
    // Whose it is may register with it meanwhile, and then it is theirs.
    opens_mail(&mut olga, "olga@lumen.example", "Confirm your new address");
    olga.presses("Use this address", &[])
        .sees("Your mail goes to the new address now")
        .sees("olga@lumen.example");
    assert!(
        office.mailbox.to("olga@lumen.example").len() == 1,
        "nobody is told of an address that there was not"
    );
}
