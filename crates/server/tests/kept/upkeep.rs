//! What goes by itself, and what is run again: old mail, freed pages, deadlocks.

use crate::on_both_engines;
use crate::support::{Engine, Office};
use crate::tables::{another_program, count};
use diesel::connection::SimpleConnection;
use domain::moment::days;
use parvis::jobs;
use parvis::storage::{Author, Error, Tx};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::time::Duration;

fn sweeps(office: &Office) {
    office
        .runtime
        .block_on(jobs::sweep_now(&office.app))
        .unwrap();
}

fn settled(office: &Office) -> usize {
    count(
        &mut another_program(office),
        "outbox WHERE settled_at IS NOT NULL",
    )
}

on_both_engines!(mail_that_was_sent_long_ago_is_forgotten);

fn mail_that_was_sent_long_ago_is_forgotten(office: &Office) {
    office
        .visitor("camille@atelier.example")
        .goes_to("/forgot")
        .presses(
            "Send me a link",
            &[("User ID or e-mail", "camille@atelier.example")],
        );
    office.works();
    let sent = settled(office);
    assert!(sent > 0);
    office.clock_goes_on(days(89));
    sweeps(office);
    assert_eq!(
        settled(office),
        sent,
        "it is kept as long as the settings say"
    );
    office.clock_goes_on(days(2));
    sweeps(office);
    assert_eq!(settled(office), 0);
}

#[test]
fn what_was_freed_in_the_file_is_given_back() {
    let office = Office::open(Engine::Sqlite);
    let size = |what: &'static str| {
        let sql = format!("SELECT CAST({what} AS TEXT) AS line FROM pragma_{what}");
        crate::tables::lines(&mut another_program(&office), &sql)[0]
            .parse::<u64>()
            .unwrap()
    };
    office.write(|tx| {
        let many = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 20000) \
            INSERT INTO throttles (key, since, count) SELECT hex(randomblob(1000)) || n, 0, 0 FROM n";
        Ok(tx.db.batch_execute(many)?)
    });
    let full = size("page_count");
    assert!(full > 10_000, "{full}");
    // They are long over, and go with the sweep.
    sweeps(&office);
    let (left, free) = (size("page_count"), size("freelist_count"));
    assert!(
        left < full / 2 && free <= 2000,
        "{full} pages, then {left} with {free} free"
    );
}

#[test]
fn two_that_wait_for_each_other_are_run_again_whatever_the_server_calls_it() {
    let Some(engine) = Engine::postgres() else {
        return;
    };
    let office = Office::open(engine);
    office.write(|tx| {
        let rows = "INSERT INTO throttles (key, since, count) VALUES ('a', 0, 0), ('b', 0, 0)";
        Ok(tx.db.batch_execute(rows)?)
    });
    let (meeting, runs) = (Arc::new(Barrier::new(2)), Arc::new(AtomicUsize::new(0)));
    let one = |first: &'static str, second: &'static str| {
        let (db, meeting, runs) = (office.app.db.clone(), meeting.clone(), runs.clone());
        let first_time = AtomicUsize::new(0);
        let adds = |tx: &mut Tx, key: &str| -> Result<(), Error> {
            let add = format!("UPDATE throttles SET count = count + 1 WHERE key = '{key}'");
            Ok(tx.db.batch_execute(&add)?)
        };
        office.runtime.spawn(async move {
            db.write(Author::program("test"), move |tx| {
                runs.fetch_add(1, Ordering::SeqCst);
                adds(tx, first)?;
                if first_time.fetch_add(1, Ordering::SeqCst) == 0 {
                    meeting.wait();
                }
                adds(tx, second)
            })
            .await
        })
    };
    for task in [one("a", "b"), one("b", "a")] {
        office.runtime.block_on(task).unwrap().unwrap();
    }
    assert!(runs.load(Ordering::SeqCst) > 2, "one of them was run again");
    assert_eq!(
        count(&mut another_program(&office), "throttles WHERE count = 2"),
        2
    );
}

#[test]
fn others_write_to_a_server_while_something_large_is_written() {
    let Some(engine) = Engine::postgres() else {
        return;
    };
    let office = Office::open(engine);
    let note = |tx: &mut Tx, key: &str| -> Result<(), Error> {
        let row = format!("INSERT INTO throttles (key, since, count) VALUES ('{key}', 0, 0)");
        Ok(tx.db.batch_execute(&row)?)
    };
    let (db, inner) = (office.app.db.clone(), office.app.db.clone());
    let handle = office.runtime.handle().clone();
    let large = db.write_large(Author::program("test"), move |tx| {
        note(tx, "before")?;
        let other = inner.write(Author::program("test"), move |tx| note(tx, "beside"));
        handle
            .block_on(tokio::time::timeout(Duration::from_secs(20), other))
            .unwrap()?;
        note(tx, "after")
    });
    office.runtime.block_on(large).unwrap();
    assert_eq!(count(&mut another_program(&office), "throttles"), 3);
}
