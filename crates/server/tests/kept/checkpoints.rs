//! What was written to the embedded database goes from the log beside it into the file, without anybody writing or stopping.

use crate::support::patience::wait_for;
use crate::support::{Engine, Office};
use std::time::Duration;

/// How many pages the log holds, and how many of them are in the file: "The WAL-Index Header" of SQLite's "WAL-mode File Format", bytes
/// 16 to 19 and 96 to 99.
fn pages_of_the_log(office: &Office) -> (u32, u32) {
    let index = std::fs::read(office.app.config.data.join("parvis.db-shm")).unwrap();
    let number = |at: usize| u32::from_ne_bytes(index[at..at + 4].try_into().unwrap());
    (number(16), number(96))
}

#[test]
fn what_was_written_goes_into_the_file_by_itself() {
    let office = Office::open(Engine::Sqlite);
    office.person("amina@lumen.example");
    let (written, _) = pages_of_the_log(&office);
    assert!(written > 0);
    wait_for(
        "the file to hold all of it",
        Duration::from_secs(20),
        || {
            let (written, in_the_file) = pages_of_the_log(&office);
            (in_the_file == written).then_some(())
        },
    );
    // What comes next is written over it: the log begins anew.
    office.person("bruno@lumen.example");
    assert!(pages_of_the_log(&office).0 < written);
}
