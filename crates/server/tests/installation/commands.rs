//! What the program's commands do and say.

use crate::support::Engine;
use crate::support::installation::Installation;
use crate::support::patience::{now, wait_for};
use crate::support::smtp_server::SmtpServer;
use crate::{becomes_operator, files, reads};
use std::time::Duration;

const CAMILLE: (&str, &str) = (
    "people.csv",
    "user,full_name,organisation,email\ncamille,Camille Morel,Atelier Lumen,camille@atelier.example\n",
);

fn both_engines(test: impl Fn(&Engine)) {
    test(&Engine::Sqlite);
    if let Some(engine) = Engine::postgres() {
        test(&engine);
    }
}

#[test]
fn serve_stops_when_it_is_told_to() {
    both_engines(|engine| {
        let mut house = Installation::empty(engine, None);
        house.serves();
        assert!(house.is_told_to_stop().success(), "{}", house.log());
    });
}

/// Ten mails wait for a server that never answers: the one under way is waited for, no other is begun.
#[test]
fn serve_stops_soon_though_the_mail_server_hangs() {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    post.always_meets("connect", "hang");
    let mut house = Installation::empty(&Engine::Sqlite, Some(post));
    house.set("PARVIS_MAIL__TIMEOUT_SECONDS", "2");
    house.serves();
    for number in 0..10 {
        let address = format!("reader{number}@readers.example");
        house
            .stranger()
            .goes_to("/sign-up")
            .presses(
                "Send me the link",
                &[
                    ("Full name", "A Reader"),
                    ("Company or organisation", "Readers"),
                    ("E-mail", &address),
                ],
            )
            .sees("We have sent a link");
    }
    wait_for("the mail server to hang", Duration::from_secs(20), || {
        (house.post().times_met() > 0).then_some(())
    });
    let begun = now();
    assert!(house.is_told_to_stop().success());
    assert!(
        begun.elapsed() < Duration::from_secs(8),
        "{:?}",
        begun.elapsed()
    );
    assert!(house.post().times_met() < 5);
    // What was under way is due at the next start, and waits for no lease to end.
    house.post().meets_nothing();
    house.serves();
    wait_for("all mails to be sent", Duration::from_secs(20), || {
        (house.post().taken().len() == 10).then_some(())
    });
    assert!(house.is_told_to_stop().success());
}

#[test]
fn somebody_with_a_sign_in_is_made_operator() {
    both_engines(|engine| {
        let house = Installation::empty(engine, None);
        house.runs(&["migrate"]).well();
        house.runs(&["import", &files(&house, &[CAMILLE])]).well();
        for name in ["camille", "Camille@Atelier.example"] {
            let said = house.runs(&["operator", "add", name]).well();
            assert_eq!(said, "Camille Morel (camille) is an operator.\n");
        }
        let said = house.runs(&["operator", "add", "nobody"]).badly();
        assert!(said.contains("nobody is known as nobody"), "{said}");
    });
}

#[test]
fn with_an_operator_there_is_no_link_to_set_up() {
    let mut house = Installation::empty(&Engine::Sqlite, None);
    house.runs(&["migrate"]).well();
    house.runs(&["import", &files(&house, &[CAMILLE])]).well();
    house.runs(&["operator", "add", "camille"]).well();
    house.serves();
    assert!(house.is_told_to_stop().success());
    assert_eq!(house.has_said(), "");
}

#[test]
fn a_backup_is_taken_while_the_program_works() {
    let mut house = Installation::empty(&Engine::Sqlite, None);
    house.serves();
    becomes_operator(&house);
    let said = house.runs(&["backup", "copy.db"]).well();
    assert!(
        said.starts_with("copy.db: a copy of data/parvis.db"),
        "{said}"
    );
    let said = house.runs(&["backup", "copy.db"]).badly();
    assert!(said.contains("copy.db: exists already"), "{said}");

    let mut other = Installation::empty(&Engine::Sqlite, None);
    std::fs::create_dir(other.path().join("data")).unwrap();
    std::fs::copy(
        house.path().join("copy.db"),
        other.path().join("data/parvis.db"),
    )
    .unwrap();
    other.serves();
    let mut olga = other.visitor("olga@operations.example");
    olga.logs_in("olga", crate::PASSWORD)
        .goes_to("/operator")
        .meets(200);
}

#[test]
fn there_is_nothing_to_back_up_before_anything_is_there() {
    let house = Installation::empty(&Engine::Sqlite, None);
    let said = house.runs(&["backup", "copy.db"]).badly();
    assert!(said.contains("there is no database to back up"), "{said}");
    if let Some(engine) = Engine::postgres() {
        let house = Installation::empty(&engine, None);
        let said = house.runs(&["backup", "copy.db"]).badly();
        assert!(said.contains("use pg_dump"), "{said}");
    }
}

#[test]
fn migrate_says_what_it_did() {
    both_engines(|engine| {
        let house = Installation::empty(engine, None);
        let said = house.runs(&["migrate"]).well();
        assert!(said.starts_with("applied 0001"), "{said}");
        let again = house.runs(&["migrate"]).well();
        assert_eq!(again, "The tables are up to date.\n");
        let json = house.runs(&["migrate", "--output", "json"]).well();
        assert_eq!(json, "{\"applied\":[]}\n");
    });
}

#[test]
fn a_setting_nobody_knows_is_named() {
    for command in [&["serve"][..], &["migrate"], &["import", "files"]] {
        let mut house = Installation::empty(&Engine::Sqlite, None);
        house.set("PARVIS_LISTNE", "127.0.0.1:1");
        let said = house.runs(command).badly();
        assert!(said.contains("listne"), "{command:?}: {said}");
    }
    let house = Installation::empty(&Engine::Sqlite, None);
    std::fs::write(house.path().join("parvis.toml"), "[mail]\nhots = 'a'\n").unwrap();
    let said = house.runs(&["serve"]).badly();
    assert!(said.contains("hots"), "{said}");
}

#[test]
fn a_port_in_use_is_named() {
    let mut house = Installation::empty(&Engine::Sqlite, None);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    house.set("PARVIS_LISTEN", &address);
    let said = house.runs(&["serve"]).badly();
    assert!(said.contains(&address) && said.contains("in use"), "{said}");
}

#[test]
fn a_database_that_is_not_there_is_named() {
    let mut house = Installation::empty(&Engine::Sqlite, None);
    house.set("PARVIS_DATABASE", "postgres://nobody@127.0.0.1:1/nothing");
    let said = house.runs(&["serve"]).badly();
    assert!(said.contains("cannot reach the database"), "{said}");
}

#[test]
fn the_program_says_that_it_is_alive_and_ready() {
    both_engines(|engine| {
        let mut house = Installation::empty(engine, None);
        house.serves();
        assert_eq!(reads(&house, "/healthz"), "ok");
        assert_eq!(reads(&house, "/readyz"), "ready");
    });
}
