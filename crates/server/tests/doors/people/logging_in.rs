//! Logging in: by which names, and that nobody learns or guesses anything by it.

use crate::answers::is_refused;
use crate::forms::form;
use crate::on_both_engines;
use crate::people::ways::{CAMILLE, is_inside, password_opens};
use crate::support::office::PASSWORD;
use crate::support::visitor::{Visitor, encode};
use crate::support::{Engine, Office};
use axum::http::header;
use diesel::prelude::*;
use std::time::Duration;

/// Ten wrong passwords, and the right one opens no more: not after a restart, but again when a quarter of an hour is over.
fn guesses_are_counted(office: Office) {
    for name in [CAMILLE, "bruno@lumen.example"] {
        office.person(name);
    }
    let attempt = |office: &Office, name: &str, password: &str| {
        let fields = form(&[("name", name), ("password", password)]);
        Visitor::stranger(office).sends("POST", "/sign-in", Some(fields))
    };
    for name in ["camille", "nobody"] {
        for _ in 0..10 {
            assert_eq!(attempt(&office, name, "guessed").status, 422);
        }
        for (typed, password) in [
            (name.to_owned(), PASSWORD),
            (format!(" {}", name.to_uppercase()), PASSWORD),
        ] {
            let answer = attempt(&office, &typed, password);
            is_refused(&answer, 429, "en", name);
            assert!(
                answer.text().contains("Wait 15 minutes"),
                "{}",
                answer.text()
            );
        }
    }
    let office = office.reopen();
    assert_eq!(attempt(&office, "camille", PASSWORD).status, 429);
    assert_eq!(
        attempt(&office, "bruno", PASSWORD).status,
        303,
        "others come in"
    );
    office.clock_goes_on(Duration::from_secs(14 * 60));
    let answer = attempt(&office, "camille", PASSWORD);
    assert!(
        answer.text().contains("Wait one minute"),
        "{}",
        answer.text()
    );
    office.clock_goes_on(Duration::from_secs(60));
    assert_eq!(attempt(&office, "camille", "guessed").status, 422);
    assert_eq!(attempt(&office, "camille", PASSWORD).status, 303);
    // The right password makes good the wrong one before.
    for _ in 0..9 {
        assert_eq!(attempt(&office, "camille", "guessed").status, 422);
    }
    assert_eq!(attempt(&office, "camille", PASSWORD).status, 303);
}

/// Medians over runs of known and unknown names in turn.
fn medians_to_refuse(office: &Office, round: u32) -> (Duration, Duration) {
    let mut times = [Vec::new(), Vec::new()];
    for run in 0..15 {
        times[0].push(time_to_refuse(office, &format!("known{}", run % 3)));
        times[1].push(time_to_refuse(office, &format!("unknown{round}x{run}")));
    }
    // Attempts are counted: the next round needs a fresh quarter of an hour.
    office.clock_goes_on(Duration::from_secs(15 * 60));
    let [known, unknown] = times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    });
    (known, unknown)
}

#[allow(clippy::disallowed_methods)] // how long it takes is what is measured
fn time_to_refuse(office: &Office, name: &str) -> Duration {
    let mut stranger = Visitor::stranger(office);
    let fields = encode(&[
        ("name".into(), name.into()),
        ("password".into(), "guessed".into()),
    ]);
    let begun = std::time::Instant::now();
    let answer = stranger.sends("POST", "/sign-in", Some(fields));
    let took = begun.elapsed();
    assert_eq!(answer.status, 422, "{name}");
    took
}

on_both_engines!(
    people_log_in_with_their_user_id_or_address_in_any_case,
    a_wrong_password_and_an_unknown_name_look_the_same,
    somebody_deactivated_cannot_log_in_nor_go_on,
    the_answer_takes_as_long_for_a_known_name_as_for_an_unknown_one,
);

fn people_log_in_with_their_user_id_or_address_in_any_case(office: &Office) {
    office.person(CAMILLE);
    for name in [
        "camille",
        "Camille",
        "CAMILLE",
        "  camille ",
        CAMILLE,
        "CAMILLE@ATELIER.EXAMPLE",
        " camille@Atelier.example ",
    ] {
        let mut camille = Visitor::stranger(office);
        camille.logs_in(name, PASSWORD).sees("Camille");
        assert!(is_inside(&mut camille), "{name}");
    }
    for (name, password) in [
        ("camille", "The forecourt at dusk"),
        ("camille", " the forecourt at dusk"),
        ("camille", "the forecourt at dusk\0"),
        ("", PASSWORD),
        ("camille", ""),
    ] {
        let mut other = Visitor::stranger(office);
        other.logs_in(name, password).meets(422);
        assert!(other.session().is_none(), "{name:?} {password:?}");
    }
}

fn a_wrong_password_and_an_unknown_name_look_the_same(office: &Office) {
    office.person(CAMILLE);
    let mut stranger = Visitor::stranger(office);
    let huge = "x".repeat(100_000);
    for (known, unknown, password) in [
        ("camille", "nobody1", "wrong"),
        (CAMILLE, "nobody1@nowhere.example", "wrong"),
        ("camille", "nobody2", huge.as_str()),
    ] {
        let seen = [known, unknown].map(|name| {
            let answer = stranger.sends(
                "POST",
                "/sign-in",
                Some(form(&[("name", name), ("password", password)])),
            );
            is_refused(&answer, 422, "en", name);
            assert!(!answer.html.contains(password), "the password is shown");
            (answer.html.replace(name, "NAME"), answer.headers)
        });
        assert_eq!(seen[0], seen[1], "{known} and {unknown}");
        assert!(!seen[0].1.contains_key("set-cookie"));
    }
}

fn somebody_deactivated_cannot_log_in_nor_go_on(office: &Office) {
    let camille = office.person(CAMILLE);
    let mut inside = office.log_in(CAMILLE);
    assert!(is_inside(&mut inside));
    office.write(move |tx| {
        use parvis::storage::schema::people;
        diesel::update(people::table.find(camille.as_str()))
            .set(people::deactivated_at.eq(tx.now.0))
            .execute(tx.db)?;
        Ok(())
    });
    assert!(!is_inside(&mut inside));
    assert_eq!(password_opens(office, PASSWORD), 422);
    let before = office.mailbox.all().len();
    Visitor::stranger(office).sends("POST", "/forgot", Some(form(&[("name", "camille")])));
    office.works();
    // Whoever has the mailbox is told that the sign-in is closed; no link comes with it.
    assert_eq!(office.mailbox.all().len(), before + 1);
    let letter = office
        .mailbox
        .newest(CAMILLE, "Your sign-in is closed")
        .text_body;
    assert!(!letter.contains("token="), "{letter}");
}

fn the_answer_takes_as_long_for_a_known_name_as_for_an_unknown_one(office: &Office) {
    for number in 0..3 {
        office.person(&format!("known{number}@atelier.example"));
    }
    // The first attempt of all makes what unknown names are checked against.
    time_to_refuse(office, "nobody");
    // A busy machine may spoil a round or two; a name that gives itself away spoils them all.
    let mut rounds = (0..4).map(|round| medians_to_refuse(office, round));
    let fair = |(known, unknown): &(Duration, Duration)| {
        known.max(unknown).as_secs_f64() < 1.3 * known.min(unknown).as_secs_f64()
    };
    let mut seen = Vec::new();
    let found = rounds.any(|round| {
        seen.push(round);
        fair(&round)
    });
    assert!(
        found,
        "medians for a known name and an unknown one, in each round: {seen:?}"
    );
}

#[test]
fn guesses_are_counted_across_a_restart_on_sqlite() {
    guesses_are_counted(Office::open(Engine::Sqlite));
}

#[test]
fn guesses_are_counted_across_a_restart_on_postgres() {
    if let Some(engine) = Engine::postgres() {
        guesses_are_counted(Office::open(engine));
    }
}

/// Nobody can try one password on many names.
#[test]
fn guesses_from_one_network_address_come_to_an_end() {
    let office = Office::open(Engine::Sqlite);
    office.person(CAMILLE);
    let attempt = |name: &str, password: &str| {
        let fields = form(&[("name", name), ("password", password)]);
        Visitor::stranger(&office)
            .sends("POST", "/sign-in", Some(fields))
            .status
    };
    let statuses: Vec<u16> = (0..100)
        .map(|number| attempt(&format!("nobody{number}"), "guessed"))
        .collect();
    assert!(statuses.iter().all(|status| *status == 422));
    assert_eq!(attempt("camille", PASSWORD), 429);
    office.clock_goes_on(Duration::from_secs(15 * 60));
    assert_eq!(attempt("camille", PASSWORD), 303);
}

/// A proxy of ours names the visitor's address; what a visitor claims to have come through does not count.
#[test]
fn behind_a_proxy_people_are_counted_by_the_address_it_names() {
    let proxy: std::net::IpAddr = [0, 0, 0, 0].into();
    let behind = Office::open_as(Engine::Sqlite, false, |config| {
        config.trusted_proxies = vec![proxy.into()];
        config.limits.forgotten_by_address = 50;
    });
    let open = Office::open_as(Engine::Sqlite, false, |config| {
        config.limits.forgotten_by_address = 50;
    });
    let forgets = |office: &Office, number: u32, chain: &str| {
        let name = form(&[("name", &format!("nobody{number}"))]);
        let mut visitor = Visitor::stranger(office);
        let request = visitor
            .request("POST", "/forgot")
            .header("x-forwarded-for", chain)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        visitor.carries(request.body(name.into()).unwrap()).status
    };
    let used_up = ["203.0.113.7", "2001:db8:0:1::1"];
    for (office, chain) in [
        (&behind, used_up[0]),
        (&behind, used_up[1]),
        (&open, used_up[0]),
    ] {
        assert!((0..50).all(|number| forgets(office, number, chain) == 200));
    }
    let rows = [
        ("203.0.113.7", 429),
        ("198.51.100.1, 203.0.113.7", 429),
        ("198.51.100.1, nonsense, 203.0.113.7, 0.0.0.0", 429),
        ("::ffff:203.0.113.7", 429),
        ("2001:db8:0:1:ffff::9", 429),
        ("2001:db8:0:2::1", 200),
        ("203.0.113.8", 200),
        ("203.0.113.7, 203.0.113.9", 200),
        ("203.0.113.7, nonsense", 200),
    ];
    for (chain, status) in rows {
        assert_eq!(forgets(&behind, 99, chain), status, "{chain}");
        assert_eq!(
            forgets(&open, 99, chain),
            429,
            "{chain} is not to be believed"
        );
    }
}
