//! A full disk and a locked database: said in words, and nothing lost that was answered.

use crate::program;
use crate::program::Served;
use crate::support::visitor::{Visitor, encode};
use crate::support::{Engine, Office};
use crate::tables::{another_program, connect, count, lines};
use diesel::connection::SimpleConnection;
use parvis::config::database_address::DatabasePlace;
use parvis::stop::Stage;

/// Asks for something that nobody has. Out: the answer's status.
fn asks(visitor: &mut Visitor, number: usize) -> u16 {
    let fields = [
        ("identifier", format!("try{number}.example")),
        ("reason", "x".repeat(900)),
    ];
    let body = encode(&fields.map(|(name, value)| (name.to_owned(), value)));
    visitor.page = visitor.sends("POST", "/access/requests", Some(body));
    visitor.page.status
}

/// What whoever spreads requests over nodes is told.
fn ready(office: &Office) -> (u16, String) {
    let answer = Visitor::stranger(office).sends("GET", "/readyz", None);
    (answer.status, answer.html)
}

#[test]
fn a_node_whose_worker_has_ended_or_that_is_stopping_is_not_ready() {
    let office = Office::open(Engine::Sqlite);
    assert_eq!(ready(&office), (200, "ready".to_owned()));
    office.app.worker_has_ended();
    assert!(ready(&office).1.contains("worker"));
    let office = Office::open(Engine::Sqlite);
    office.app.stop.comes_to(Stage::Stopping);
    assert_eq!(ready(&office), (503, "stopping".to_owned()));
    Visitor::stranger(&office).goes_to("/sign-in").meets(200);
}

#[test]
fn a_full_disk_is_said_and_keeps_all_that_was_answered() {
    let office = Office::open(Engine::Sqlite);
    let mut camille = office.visitor("camille@atelier.example");
    let pages: usize = lines(
        &mut another_program(&office),
        "SELECT CAST(page_count AS TEXT) AS line FROM pragma_page_count",
    )[0]
    .parse()
    .unwrap();
    let may_grow_to = |pages: usize| {
        office.write(move |tx| {
            Ok(tx
                .db
                .batch_execute(&format!("PRAGMA max_page_count = {pages}"))?)
        })
    };
    may_grow_to(pages + 8);
    let taken = (0..25)
        .take_while(|number| asks(&mut camille, *number) == 303)
        .count();
    assert!((1..25).contains(&taken), "{taken}");
    camille
        .meets(503)
        .sees("Too busy just now")
        .sees("then try again");
    assert_eq!(camille.page.headers["retry-after"], "5");
    camille.goes_to("/access/services").meets(200);
    assert_eq!(
        ready(&office),
        (503, "the database cannot be written".to_owned())
    );
    assert_eq!(
        count(&mut another_program(&office), "access_requests"),
        taken
    );
    may_grow_to(pages + 1000);
    assert_eq!(ready(&office).0, 200, "it finds out by itself");
    assert_eq!(asks(&mut camille, taken), 303);
    assert_eq!(
        count(&mut another_program(&office), "access_requests"),
        taken + 1
    );
}

#[test]
fn a_database_locked_by_another_program_is_said_and_passes() {
    let office = Office::open(Engine::Sqlite);
    let mut camille = office.visitor("camille@atelier.example");
    let mut other = another_program(&office);
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    assert_eq!(asks(&mut camille, 0), 503);
    camille.sees("Too busy just now").sees("then try again");
    camille.goes_to("/access/services").meets(200);
    other.batch_execute("ROLLBACK").unwrap();
    assert_eq!(asks(&mut camille, 0), 303);
    assert_eq!(count(&mut other, "access_requests"), 1);
}

/// Signs somebody up. Out: the answer's status, and the page.
#[cfg(unix)]
fn signs_up(served: &Served, number: usize) -> (u16, String) {
    let email = format!("person{number}@atelier.example");
    served.post(
        "/sign-up",
        &[
            ("full_name", "Camille Morel"),
            ("organisation", "Atelier Lumen"),
            ("email", &email),
            ("next", "/"),
        ],
    )
}

/// What those who signed up are to be told, or have been written.
#[cfg(unix)]
fn to_be_told(data: &std::path::Path) -> usize {
    let mut db = connect(&DatabasePlace::Sqlite(data.join("parvis.db")));
    count(&mut db, "notices") + count(&mut db, "outbox")
}

#[cfg(unix)]
#[test]
fn a_program_that_may_not_write_more_goes_on_answering_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    assert!(program::run(folder.path(), &["migrate"]).status.success());
    // 256 KiB for any file, or twice that, depending on the shell; the signal that goes with it would end the program.
    let limited = Served::start_after("trap '' XFSZ; ulimit -f 512", folder.path());
    // A moment later there may be room again, when the log has been written back: the first refusal is what counts.
    let (taken, (status, page)) = (0..45)
        .map(|number| (number, signs_up(&limited, number)))
        .find(|(_, answer)| answer.0 >= 400)
        .expect("room for all");
    assert!(taken > 0);
    assert_eq!(status, 503);
    assert!(
        page.contains("Too busy just now") && page.contains("then try again"),
        "{page}"
    );
    assert_eq!(limited.get("/help").0, 200);
    drop(limited);
    assert_eq!(to_be_told(folder.path()), taken);
    let free = Served::start(folder.path());
    assert!(signs_up(&free, taken).0 < 400);
    assert_eq!(to_be_told(folder.path()), taken + 1);
}
