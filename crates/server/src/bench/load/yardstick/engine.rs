//! The embedded engine alone, and the disk alone.

use crate::bench::load::client::failed;
use crate::bench::subject::now;
use crate::storage::{AnyConnection, Error};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

/// As many writes share a commit as there are clients in the load that it stands beside.
pub(in crate::bench::load) const GROUP: u64 = 128;
/// As many characters as a request, its event, its notice or a letter has at least.
const WORDS: &str =
    "a row of some eighty characters, as a request, its event, its notice or a letter has";

/// Runs a statement with two numbers.
pub(super) fn run(db: &mut AnyConnection, sql: &str, values: [i64; 2]) -> Result<usize, Error> {
    let AnyConnection::Sqlite(db) = db else {
        return Err(failed("not the embedded database"));
    };
    let [from, to] = values;
    let statement = diesel::sql_query(sql).bind::<BigInt, _>(from);
    Ok(statement.bind::<BigInt, _>(to).execute(db)?)
}

/// By how many bytes a file has grown with each of so many writes.
pub(in crate::bench::load) fn grown(
    before: &Path,
    after: &Path,
    writes: u64,
) -> Result<usize, Error> {
    let bytes = |path: &Path| std::fs::metadata(path).map(|meta| meta.len());
    let grown = bytes(after)
        .map_err(failed)?
        .saturating_sub(bytes(before).map_err(failed)?);
    Ok((grown / writes.max(1)).max(1) as usize)
}

/// The tables that four rows go to, on either engine.
pub(super) fn bare_tables() -> String {
    let table = |number| {
        format!(
            "CREATE TABLE bare_{number} (id BIGINT PRIMARY KEY, at BIGINT NOT NULL, words TEXT NOT NULL);
             CREATE INDEX bare_{number}_by_time ON bare_{number} (at);"
        )
    };
    (0..4).map(table).collect()
}

/// What one of the four rows is, between the number that it has and the end. In: the table, and what stands for the numbers.
pub(super) fn bare_insert(table: usize, id: &str, at: &str) -> String {
    format!("INSERT INTO bare_{table} VALUES ({id}, {at}, '{WORDS}')")
}

/// Four rows of four tables with an index each, so many times in a commit. Out: how often in a second.
pub(in crate::bench::load) fn four_inserts(
    db: &mut AnyConnection,
    lasting: Duration,
) -> Result<f64, Error> {
    // The number of a row is its place, as this engine has it at its best.
    let tables = bare_tables().replace("id BIGINT PRIMARY KEY", "id INTEGER PRIMARY KEY");
    db.batch_execute(&tables)?;
    let statements: Vec<String> = (0..4).map(|table| bare_insert(table, "?", "?")).collect();
    let (mut done, began) = (0, now());
    while began.elapsed() < lasting {
        db.batch_execute("BEGIN IMMEDIATE")?;
        for _ in 0..GROUP {
            done += 1;
            for statement in &statements {
                run(db, statement, [done, done % 1000])?;
            }
        }
        db.batch_execute("COMMIT")?;
    }
    Ok(done as f64 / began.elapsed().as_secs_f64())
}

/// Appends so many bytes to a file and has them on disk, again and again. Out: how long each took, shortest first.
pub(in crate::bench::load) fn append(
    folder: &Path,
    bytes: usize,
    lasting: Duration,
) -> Result<Vec<Duration>, Error> {
    let path = folder.join("appended");
    let opened = OpenOptions::new().create(true).append(true).open(&path);
    let mut file = opened.map_err(failed)?;
    let (piece, mut times, began) = (vec![b'x'; bytes], Vec::new(), now());
    while began.elapsed() < lasting {
        let one = now();
        file.write_all(&piece).map_err(failed)?;
        file.sync_data().map_err(failed)?;
        times.push(one.elapsed());
    }
    times.sort_unstable();
    std::fs::remove_file(&path).map_err(failed)?;
    Ok(times)
}
