//! Sessions: how long they last, what ends them, and what binds them to a browser.

use crate::forms::form;
use crate::on_both_engines;
use crate::people::ways::{CAMILLE, NEW_PASSWORD, is_inside, opens, password_opens};
use crate::support::office::PASSWORD;
use crate::support::visitor::Visitor;
use crate::support::{Engine, Office};
use domain::moment::{days, hours};
use std::time::Duration;

on_both_engines!(
    logging_in_changes_the_session_and_logging_out_ends_it,
    a_session_idles_out_after_twelve_hours,
    a_session_ends_after_fourteen_days_however_much_it_is_used,
    each_session_counts_its_own_use,
    a_new_password_ends_every_other_session_and_keeps_this_one,
    a_session_left_open_does_not_let_anybody_guess_the_password,
);

fn logging_in_changes_the_session_and_logging_out_ends_it(office: &Office) {
    office.person(CAMILLE);
    let mut camille = Visitor::stranger(office);
    let planted = "f".repeat(64);
    camille.takes_session(&planted);
    camille.logs_in("camille", PASSWORD);
    let first = camille.session().unwrap().clone();
    assert_ne!(first, planted);
    let mut again = Visitor::stranger(office);
    again.takes_session(&first);
    let log_in = form(&[("name", "camille"), ("password", PASSWORD)]);
    assert_eq!(again.sends("POST", "/sign-in", Some(log_in)).status, 303);
    let second = again.session().unwrap().clone();
    assert_ne!(first, second);
    assert!(!opens(office, &first) && opens(office, &second));
    again
        .goes_to("/")
        .presses("Log out", &[])
        .sees("Ask for access to your company’s accounts");
    assert!(again.session().is_none() && !opens(office, &second));
    // Twice does no harm.
    assert_eq!(
        again.sends("POST", "/sign-out", Some(String::new())).status,
        303
    );
}

fn a_session_idles_out_after_twelve_hours(office: &Office) {
    office.person(CAMILLE);
    let second = Duration::from_secs(1);
    let begun = office.now();
    let mut camille = office.log_in(CAMILLE);
    office.app.clock.set(begun.plus(hours(12)).minus(second));
    assert!(is_inside(&mut camille), "in use again just in time");
    office
        .app
        .clock
        .set(begun.plus(hours(24)).minus(second).minus(second));
    assert!(is_inside(&mut camille), "and once more");
    office.clock_goes_on(hours(12));
    assert!(
        !is_inside(&mut camille),
        "but not after twelve hours of nothing"
    );
}

fn a_session_ends_after_fourteen_days_however_much_it_is_used(office: &Office) {
    office.person(CAMILLE);
    let begun = office.now();
    let mut camille = office.log_in(CAMILLE);
    for quarter in 1..14 * 4 {
        office.app.clock.set(begun.plus(hours(6 * quarter)));
        assert!(is_inside(&mut camille), "after {quarter} quarters of a day");
    }
    office.app.clock.set(begun.plus(days(14)));
    assert!(!is_inside(&mut camille));
}

fn each_session_counts_its_own_use(office: &Office) {
    let begun = office.now();
    let (mut at_work, mut at_home) = (office.visitor(CAMILLE), office.log_in(CAMILLE));
    office.app.clock.set(begun.plus(hours(11)));
    assert!(is_inside(&mut at_work) && is_inside(&mut at_home));
    office.app.clock.set(begun.plus(hours(13)));
    assert!(
        is_inside(&mut at_work) && is_inside(&mut at_home),
        "both were in use two hours ago"
    );
}

fn a_new_password_ends_every_other_session_and_keeps_this_one(office: &Office) {
    let (mut at_work, mut at_home) = (office.visitor(CAMILLE), office.log_in(CAMILLE));
    let before = at_work.session().unwrap().clone();
    at_work
        .goes_to("/profile")
        .changes_password("wrong", NEW_PASSWORD)
        .meets(422);
    assert_eq!(
        at_work.page.all("#current_password-error"),
        ["This is not your current password."]
    );
    assert!(is_inside(&mut at_home));
    at_work
        .changes_password(PASSWORD, NEW_PASSWORD)
        .sees("Your new password is saved");
    assert!(is_inside(&mut at_work) && !is_inside(&mut at_home) && !opens(office, &before));
    assert_eq!(password_opens(office, PASSWORD), 422);
    assert_eq!(password_opens(office, NEW_PASSWORD), 303);
    office.works();
    office.mailbox.newest(CAMILLE, "Your password was changed");
}

fn a_session_left_open_does_not_let_anybody_guess_the_password(office: &Office) {
    let mut camille = office.visitor(CAMILLE);
    let guess = |camille: &mut Visitor<'_>, password: &str| {
        camille
            .sends(
                "POST",
                "/profile/password",
                Some(form(&[
                    ("current_password", password),
                    ("new_password", NEW_PASSWORD),
                ])),
            )
            .status
    };
    for number in 0..10 {
        assert_eq!(guess(&mut camille, &format!("guess {number}")), 422);
    }
    assert_eq!(guess(&mut camille, PASSWORD), 429);
    office.clock_goes_on(Duration::from_secs(15 * 60));
    assert_eq!(guess(&mut camille, PASSWORD), 303);
}

#[test]
fn over_tls_the_session_is_bound_to_the_host_and_browsers_stay_with_tls() {
    let secure = Office::open_as(Engine::Sqlite, false, |config| {
        config.public_url = "https://parvis.example".into();
    });
    let plain = Office::open(Engine::Sqlite);
    let rows = [
        (
            &secure,
            "__Host-parvis_session",
            true,
            Some("max-age=31536000"),
        ),
        (&plain, "parvis_session", false, None),
    ];
    for (office, name, is_secure, stays) in rows {
        office.person(CAMILLE);
        let mut camille = Visitor::stranger(office);
        let log_in = form(&[("name", "camille"), ("password", PASSWORD)]);
        let answer = camille.sends("POST", "/sign-in", Some(log_in));
        let cookie = &answer.headers["set-cookie"];
        let mut parts: Vec<&str> = cookie.split("; ").skip(1).collect();
        parts.sort_unstable();
        let mut expected = vec!["HttpOnly", "Path=/", "SameSite=Lax"];
        if is_secure {
            expected.push("Secure");
        }
        assert_eq!(parts, expected, "{cookie}");
        assert!(cookie.starts_with(&format!("{name}=")), "{cookie}");
        assert!(is_inside(&mut camille));
        for path in ["/", "/healthz", "/no/such/page", "/assets/x/y"] {
            let answer = camille.sends("GET", path, None);
            let said = answer.headers.get("strict-transport-security");
            assert_eq!(said.map(String::as_str), stays, "{path}");
        }
        let gone = camille.sends("POST", "/sign-out", Some(String::new()));
        let cookie = &gone.headers["set-cookie"];
        assert!(
            cookie.starts_with(&format!("{name}=;")) && cookie.contains("Max-Age=0"),
            "{cookie}"
        );
        assert_eq!(cookie.contains("Secure"), is_secure, "{cookie}");
    }
    // A cookie set over plain HTTP, or by a neighbouring host, is no session here.
    let token = secure.log_in(CAMILLE);
    let token = token.cookie("__Host-parvis_session").unwrap();
    assert!(!opens(&secure, token));
}
