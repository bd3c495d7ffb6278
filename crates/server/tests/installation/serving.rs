//! Starting, standing open, and stopping: nobody holds the program up for ever, and what it leaves is one complete file.

use crate::support::Engine;
use crate::support::house::House;
use crate::support::installation::Installation;
use crate::support::patience::{now, wait_for};
use crate::{becomes_operator, files};
use axum::body::Body;
use axum::http::Request;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use parvis::config::database_address::DatabasePlace;
use parvis::storage;
use parvis::storage::{AnyConnection, Use, open};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

fn served(settings: &[(&str, &str)]) -> Installation {
    let mut house = Installation::empty(&Engine::Sqlite, None);
    for (name, value) in settings {
        house.set(name, value);
    }
    house.serves();
    house
}

/// How many tables a file has in it by itself, without what stands beside it.
fn tables_in_a_copy_of(file: &Path) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    std::fs::copy(file, &copy).unwrap();
    let mut db = open(&DatabasePlace::Sqlite(copy), Use::Write).unwrap();
    let tables = "SELECT name AS id FROM sqlite_master WHERE type = 'table'";
    storage::raw::ids(&mut db, tables, &[]).unwrap().len()
}

#[track_caller]
fn is_one_file(house: &Installation) {
    let data = house.path().join("data");
    assert!(tables_in_a_copy_of(&data.join("parvis.db")) > 30);
    let log = std::fs::metadata(data.join("parvis.db-wal")).map_or(0, |log| log.len());
    assert_eq!(log, 0, "part of the database is beside it");
}

/// Somebody who has not said all they want.
fn half_a_head(house: &Installation) -> TcpStream {
    let mut stream = house.connects();
    stream.write_all(b"GET / HTTP/1.1\r\nX: ").unwrap();
    stream
}

#[test]
fn a_stop_waits_for_nobody_for_ever_and_leaves_one_complete_file() {
    let mut house = served(&[("PARVIS_SERVE__STOP_SECONDS", "3")]);
    let (_half, _silent) = (half_a_head(&house), house.connects());
    house.gets("HUP");
    wait_for("the signal to be noted", Duration::from_secs(10), || {
        house.log().contains("SIGHUP changes nothing").then_some(())
    });
    house.is_ready();
    let begun = now();
    assert!(house.is_told_to_stop().success());
    assert!(
        begun.elapsed() < Duration::from_secs(6),
        "{:?}",
        begun.elapsed()
    );
    let log = house.log();
    for line in ["starting", "listening", "stopping", "stopped"] {
        assert!(log.contains(line), "{line}: {log}");
    }
    is_one_file(&house);
}

#[test]
fn commands_leave_one_complete_file() {
    let house = Installation::empty(&Engine::Sqlite, None);
    house.runs(&["migrate"]).well();
    is_one_file(&house);
    let people = "user,full_name,organisation,email\ncamille,Camille Morel,Atelier,camille@atelier.example\n";
    house
        .runs(&["import", &files(&house, &[("people.csv", people)])])
        .well();
    is_one_file(&house);
    house.runs(&["operator", "add", "camille"]).well();
    is_one_file(&house);
    house.runs(&["reindex"]).well();
    is_one_file(&house);
}

#[test]
fn a_file_that_is_arriving_when_the_program_stops_is_broken_off_and_its_page_says_so() {
    let mut house = served(&[("PARVIS_SERVE__STOP_SECONDS", "3")]);
    let session = {
        let olga = becomes_operator(&house);
        olga.session().unwrap().clone()
    };
    let folder = files(
        &house,
        &[
            (
                "accounts.csv",
                "domain,name\nlumen.example,Lumen Networks\n",
            ),
            (
                "memberships.csv",
                "user,domain,role\nolga,lumen.example,sa-administrator\n",
            ),
        ],
    );
    house.runs(&["import", &folder]).well();
    let head = format!(
        "POST /accounts/lumen.example/uploads HTTP/1.1\r\nHost: x\r\nCookie: parvis_session={session}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: 1000000\r\n\r\n"
    );
    let begun_file = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"users.csv\"\r\n\r\nuser,role\r\n";
    let mut sender = house.connects();
    let lines = "camille,sa-user\r\n".repeat(1000);
    sender
        .write_all(format!("{head}{begun_file}{lines}").as_bytes())
        .unwrap();
    let sees = |house: &Installation, words: &str| {
        let page = Request::get("/accounts/lumen.example/uploads")
            .header("cookie", format!("parvis_session={session}"));
        let (status, _, page) = house.answers(page.body(Body::empty()).unwrap());
        (status == 200 && page.contains(words)).then_some(())
    };
    crate::support::patience::wait_for("the file to begin", Duration::from_secs(60), || {
        sees(&house, "users.csv")
    });
    let begun = now();
    assert!(house.is_told_to_stop().success());
    assert!(
        begun.elapsed() < Duration::from_secs(6),
        "{:?}",
        begun.elapsed()
    );
    let mut answer = String::new();
    let _ = sender.read_to_string(&mut answer);
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 503"),
        "{answer}"
    );
    is_one_file(&house);
    house.serves();
    sees(&house, "users.csv").unwrap();
    let mut db = open(
        &DatabasePlace::Sqlite(house.path().join("data/parvis.db")),
        Use::Read,
    )
    .unwrap();
    crate::support::patience::wait_for("the lines to go", Duration::from_secs(60), || {
        let lines = storage::raw::ids(
            &mut db,
            "SELECT upload_id AS id FROM upload_lines LIMIT 1",
            &[],
        );
        lines.unwrap().is_empty().then_some(())
    });
    let states = storage::raw::ids(
        &mut db,
        "SELECT state || coalesce(fault, '') AS id FROM uploads",
        &[],
    )
    .unwrap();
    assert!(
        states[0].starts_with("broken") && states[0].contains("stopped"),
        "{states:?}"
    );
}

#[test]
fn a_second_signal_breaks_off_at_once() {
    let mut house = served(&[("PARVIS_SERVE__STOP_SECONDS", "600")]);
    let mut half = half_a_head(&house);
    house.gets("TERM");
    crate::support::patience::wait_for("the stop to begin", Duration::from_secs(60), || {
        house.log().contains("stopping").then_some(())
    });
    house.gets("TERM");
    assert_eq!(house.ends().code(), Some(1));
    assert!(house.log().contains("told twice"));
    let _ = half.read(&mut [0]);
}

#[test]
fn one_program_at_a_time_serves_an_embedded_database() {
    let house = served(&[]);
    let said = house.runs(&["serve"]).badly();
    assert!(
        said.contains("is served by another Parvis already"),
        "{said}"
    );
    house.runs(&["migrate"]).well();
}

#[test]
fn whoever_stands_still_at_the_door_goes_and_others_come_in() {
    let house = served(&[
        ("PARVIS_SERVE__HEAD_SECONDS", "1"),
        ("PARVIS_SERVE__STALL_SECONDS", "1"),
        ("PARVIS_SERVE__CONNECTIONS", "8"),
    ]);
    let mut still: Vec<TcpStream> = (0..6).map(|_| half_a_head(&house)).collect();
    still.push(house.connects());
    let mut body = house.connects();
    body.write_all(
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nname=",
    )
    .unwrap();
    still.push(body);
    // More than have a place: they wait, and come in when the others go.
    let page = crate::reads(&house, "/sign-in");
    assert!(page.contains("<form"));
    for mut stream in still {
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest);
        let rest = String::from_utf8_lossy(&rest);
        assert!(
            rest.is_empty() || rest.contains(" 408 ") || rest.contains(" 400 "),
            "{rest}"
        );
    }
}

#[test]
fn a_database_of_a_later_version_is_refused_before_anything_is_written() {
    let house = Installation::empty(&Engine::Sqlite, None);
    house.runs(&["migrate"]).well();
    let place = DatabasePlace::Sqlite(house.path().join("data/parvis.db"));
    let mut db = open(&place, Use::Write).unwrap();
    db.batch_execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')")
        .unwrap();
    drop(db);
    for command in [&["serve"][..], &["migrate"], &["reindex"]] {
        let said = house.runs(command).badly();
        assert!(
            said.contains("of a later Parvis") && said.contains("9999"),
            "{said}"
        );
    }
}

#[test]
fn commands_leave_a_database_of_an_earlier_version_as_it_is() {
    let house = Installation::empty(&Engine::Sqlite, None);
    house.runs(&["migrate"]).well();
    let place = DatabasePlace::Sqlite(house.path().join("data/parvis.db"));
    let mut db = open(&place, Use::Write).unwrap();
    let forget = "DELETE FROM __diesel_schema_migrations \
        WHERE version = (SELECT max(version) FROM __diesel_schema_migrations)";
    db.batch_execute(forget).unwrap();
    drop(db);
    let folder = files(&house, &[]);
    for command in [
        &["person", "list"][..],
        &["operator", "list"],
        &["reindex"],
        &["import", &folder],
    ] {
        let said = house.runs(command).badly();
        assert!(
            said.contains("of an earlier Parvis") && said.contains("parvis migrate"),
            "{command:?}: {said}"
        );
    }
}

#[test]
fn the_password_of_the_database_is_never_shown() {
    let mut house = Installation::empty(&Engine::Sqlite, None);
    for wrong in [
        "postgres//u:topsecret@h/d",
        "postgres://u:top@secret@127.0.0.1:1/d",
    ] {
        house.set("PARVIS_DATABASE", wrong);
        let said = house.runs(&["migrate"]).badly();
        assert!(
            said.to_lowercase().contains("database") && !said.contains("secret"),
            "{said}"
        );
    }
    house.set("PARVIS_DATABASE", "postgres://u:topsecret@127.0.0.1:1/d");
    let said = house.runs(&["migrate"]).badly();
    assert!(
        said.contains("cannot reach") && !said.contains("secret"),
        "{said}"
    );
}

#[test]
fn the_file_shrinks_when_much_has_gone() {
    let house = Installation::empty(&Engine::Sqlite, None);
    house.runs(&["migrate"]).well();
    let place = DatabasePlace::Sqlite(house.path().join("data/parvis.db"));
    let AnyConnection::Sqlite(mut db) = open(&place, Use::Write).unwrap() else {
        unreachable!("a file")
    };
    #[derive(QueryableByName)]
    struct Mode {
        #[diesel(sql_type = diesel::sql_types::Integer)]
        auto_vacuum: i32,
    }
    let mode: Mode = diesel::sql_query("PRAGMA auto_vacuum")
        .get_result(&mut db)
        .unwrap();
    assert_eq!(mode.auto_vacuum, 2, "pages can be given back");
}
