//! What keeps people out and what does not: whole offices, strangers who try a name, links that are tried, proxies.

use crate::forms::form;
use crate::on_both_engines;
use crate::support::mailbox::link_in;
use crate::support::office::PASSWORD;
use crate::support::visitor::Visitor;
use crate::support::{Engine, Office};
use axum::http::header;
use domain::email::EmailAddress;
use std::time::Duration;

const CAMILLE: &str = "camille@atelier.example";
const NEW_PASSWORD: &str = "another forecourt at dawn";

fn log_in(visitor: &mut Visitor<'_>, name: &str, password: &str) -> u16 {
    let fields = form(&[("name", name), ("password", password)]);
    visitor.sends("POST", "/sign-in", Some(fields)).status
}

/// A stranger tries a name until nobody may any more.
fn is_tried_by_strangers(office: &Office, name: &str) {
    let mut stranger = Visitor::stranger(office);
    for number in 0..10 {
        assert_eq!(log_in(&mut stranger, name, &format!("guess {number}")), 422);
    }
    assert_eq!(log_in(&mut stranger, name, "guess"), 429, "{name}");
}

on_both_engines!(
    a_stranger_who_tries_a_name_does_not_keep_its_owner_out,
    a_browser_is_known_only_for_those_who_logged_in_there,
    operators_see_who_is_kept_out_and_let_them_try_again,
    nodes_that_start_together_make_one_link_to_set_up,
    what_is_refused_hangs_on_what_was_typed_alone,
    sign_ups_by_strangers_do_not_use_up_the_way_back,
    a_link_is_no_list_of_user_ids,
);

fn a_stranger_who_tries_a_name_does_not_keep_its_owner_out(office: &Office) {
    let mut at_work = office.visitor(CAMILLE);
    at_work.goes_to("/").presses("Log out", &[]);
    is_tried_by_strangers(office, "camille");
    is_tried_by_strangers(office, CAMILLE);
    let mut elsewhere = Visitor::stranger(office);
    elsewhere
        .logs_in("camille", PASSWORD)
        .meets(429)
        .sees("a link sent to you by mail");
    // The browser they used before has a budget of its own, however often the stranger tries.
    assert_eq!(log_in(&mut at_work, "camille", "mistyped"), 422);
    assert_eq!(log_in(&mut at_work, CAMILLE, PASSWORD), 303);
    at_work.goes_to("/").presses("Log out", &[]);
    for number in 0..10 {
        assert_eq!(
            log_in(&mut at_work, "camille", &format!("guess {number}")),
            422
        );
    }
    assert_eq!(
        log_in(&mut at_work, "camille", PASSWORD),
        429,
        "a browser left alone is no way to guess"
    );
    // The way by mail is open to them from anywhere.
    elsewhere
        .follows("Forgot your user ID or password?")
        .presses("Send me a link", &[("User ID or e-mail", "camille")]);
    office.works();
    elsewhere
        .goes_to(&link_in(
            &office.mailbox.newest(CAMILLE, "Your way back in").text_body,
        ))
        .presses("Save the password", &[("New password", NEW_PASSWORD)])
        .meets(200);
    assert_eq!(
        log_in(&mut Visitor::stranger(office), "camille", NEW_PASSWORD),
        303
    );
}

fn a_browser_is_known_only_for_those_who_logged_in_there(office: &Office) {
    let mut bruno = office.visitor("bruno@lumen.example");
    office.person(CAMILLE);
    is_tried_by_strangers(office, "camille");
    assert_eq!(log_in(&mut bruno, "camille", PASSWORD), 429);
    // And what somebody made up is no seal.
    let mut forger = Visitor::stranger(office);
    let real = bruno.cookie("parvis_known").unwrap().clone();
    for cookie in [
        "",
        ".",
        "-",
        "a-b",
        "....",
        &"f".repeat(4000),
        &real,
        &format!("{real}0"),
    ] {
        let request = forger
            .request("POST", "/sign-in")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, format!("parvis_known={cookie}"));
        let fields = form(&[("name", "camille"), ("password", PASSWORD)]);
        assert_eq!(
            forger.carries(request.body(fields.into()).unwrap()).status,
            429,
            "{cookie}"
        );
    }
}

fn operators_see_who_is_kept_out_and_let_them_try_again(office: &Office) {
    let camille = office.person(CAMILLE);
    let mut olga = {
        office.staff("olga@parvis.example", true, false);
        office.log_in("olga@parvis.example")
    };
    let page = format!("/operator/people/{camille}");
    olga.goes_to(&page).does_not_see("Let them try again");
    is_tried_by_strangers(office, "camille");
    is_tried_by_strangers(office, CAMILLE);
    olga.goes_to(&page)
        .presses("Let them try again", &[])
        .sees("They can try again at once")
        .does_not_see("Let them try again");
    for name in ["camille", CAMILLE] {
        assert_eq!(log_in(&mut Visitor::stranger(office), name, PASSWORD), 303);
    }
}

fn nodes_that_start_together_make_one_link_to_set_up(office: &Office) {
    let make = parvis::store::session::make_set_up_link;
    let first = office.write(make).unwrap();
    let lasts = office.now().plus(domain::moment::days(1));
    assert_eq!(office.write(make).err(), Some(lasts));
    Visitor::stranger(office)
        .goes_to(&format!("/set-up?token={}", first.as_str()))
        .meets(200);
    office.app.clock.set(lasts);
    assert!(office.write(make).is_ok());
}

fn what_is_refused_hangs_on_what_was_typed_alone(office: &Office) {
    office.person(CAMILLE);
    office.gone("gone@atelier.example");
    // The other name of the same person, somebody deactivated and nobody at all: each is answered by its own count.
    for (tried, other) in [
        ("camille", CAMILLE),
        ("gone", "gone@atelier.example"),
        ("nobody", "nobody@nowhere.example"),
    ] {
        is_tried_by_strangers(office, tried);
        assert_eq!(
            log_in(&mut Visitor::stranger(office), other, "wrong"),
            422,
            "{other}"
        );
    }
}

fn sign_ups_by_strangers_do_not_use_up_the_way_back(office: &Office) {
    office.person(CAMILLE);
    let mut stranger = Visitor::stranger(office);
    for _ in 0..6 {
        let fields = form(&[
            ("full_name", "Eve"),
            ("organisation", "Eve"),
            ("email", CAMILLE),
            ("next", ""),
        ]);
        assert_eq!(stranger.sends("POST", "/sign-up", Some(fields)).status, 200);
    }
    office.works();
    assert_eq!(office.mailbox.to(CAMILLE).len(), 5);
    stranger.sends("POST", "/forgot", Some(form(&[("name", CAMILLE)])));
    office.works();
    assert_eq!(office.mailbox.to(CAMILLE).len(), 6);
}

fn a_link_is_no_list_of_user_ids(office: &Office) {
    office.person(CAMILLE);
    let email = EmailAddress::parse("nora@elsewhere.example").unwrap();
    let link = parvis::store::session::Link::SignUp {
        email,
        full_name: "Nora".into(),
        organisation: "Nora Ltd".into(),
        next: None,
    };
    let link = office.write(move |tx| {
        let until = tx.now.plus(domain::moment::days(2));
        parvis::store::session::make_link(tx, &link, until)
    });
    let mut nora = Visitor::stranger(office);
    nora.goes_to(&format!("/sign-up/confirmation?token={}", link.as_str()));
    for _ in 0..20 {
        nora.presses(
            "Create an account",
            &[("User ID", "camille"), ("Password", NEW_PASSWORD)],
        )
        .meets(422)
        .sees("Somebody has this user ID");
    }
    nora.presses(
        "Create an account",
        &[("User ID", "camille"), ("Password", NEW_PASSWORD)],
    )
    .meets(429)
    .sees("Too many attempts. Wait 60 minutes");
    office.clock_goes_on(Duration::from_secs(3600));
    nora.presses(
        "Create an account",
        &[("User ID", "nora"), ("Password", NEW_PASSWORD)],
    )
    .meets(200)
    .sees("Your account is ready");
}

/// Only failures count, so whoever is right comes in, however many of them share an address.
#[test]
fn a_whole_office_comes_in_from_one_address_in_a_quarter_of_an_hour() {
    let office = Office::open(Engine::Sqlite);
    for number in 0..26 {
        office.person(&format!("clerk{number}@lumen.example"));
    }
    for number in 0..130 {
        let name = format!("clerk{}", number % 26);
        let mut clerk = Visitor::stranger(&office);
        assert_eq!(log_in(&mut clerk, &name, PASSWORD), 303, "{number}");
    }
    // Nor do right passwords wear out what they open.
    let mut camille = office.visitor(CAMILLE);
    for _ in 0..12 {
        let fields = form(&[("current_password", PASSWORD), ("new_password", "short")]);
        let answer = camille.sends("POST", "/profile/password", Some(fields));
        assert_eq!(answer.status, 422);
    }
}

/// A neighbouring host can plant a cookie, but none whose name begins with `__Host-`.
#[test]
fn words_for_the_next_page_are_taken_from_this_host_alone() {
    let office = Office::open_as(Engine::Sqlite, false, |config| {
        config.public_url = "https://parvis.example".into();
    });
    office.person(CAMILLE);
    let mut camille = Visitor::stranger(&office);
    camille.logs_in("camille", PASSWORD).goes_to("/profile");
    let request = camille.request("GET", "/profile").header(
        header::COOKIE,
        "parvis_notice=Send%20your%20password%20to%20eve",
    );
    let answer = camille.carries(request.body(axum::body::Body::empty()).unwrap());
    assert!(!answer.text().contains("eve"), "{}", answer.text());
    camille
        .goes_to("/profile")
        .presses(
            "Save the password",
            &[
                ("Current password", PASSWORD),
                ("New password", NEW_PASSWORD),
            ],
        )
        .sees("Your new password is saved");
}

#[test]
fn operators_learn_of_a_proxy_that_the_settings_do_not_name() {
    let office = Office::open(Engine::Sqlite);
    office.staff("olga@parvis.example", true, false);
    let mut olga = office.log_in("olga@parvis.example");
    olga.goes_to("/operator").does_not_see("trusted_proxies");
    let request = olga
        .request("GET", "/operator")
        .header("x-forwarded-for", "203.0.113.7");
    let answer = olga.carries(request.body(axum::body::Body::empty()).unwrap());
    assert!(
        answer.text().contains("You came here through 0.0.0.0")
            && answer.text().contains("trusted_proxies"),
        "{}",
        answer.text()
    );
    for number in 0..30 {
        office.visitor(&format!("clerk{number}@lumen.example"));
    }
    olga.goes_to("/operator")
        .sees("Nearly all log-ins of late came from 0.0.0.0");
}
