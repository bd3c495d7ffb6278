//! What the machine can do at best, measured in the same run: the engine alone, with as much on disk and the same promises kept.

use crate::bench::load::client::failed;
use crate::bench::subject::now;
use crate::config::database_address::DatabasePlace;
use crate::storage::{AnyConnection, Error, Use, open};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

/// As many writes share a commit as there are clients in the load that it stands beside.
const GROUP: u64 = 128;
/// Rows of at most so many submissions are written again: they wait in memory.
const MOST_AGAIN: u64 = 20_000;

#[derive(QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

fn connection(file: &Path) -> Result<AnyConnection, Error> {
    open(&DatabasePlace::Sqlite(file.to_owned()), Use::Write)
}

/// What a server that was ended at once has left beside the file belongs to what is on disk.
pub(super) fn put_into_one_file(file: &Path) -> Result<(), Error> {
    Ok(connection(file)?.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?)
}

fn count(db: &mut AnyConnection, sql: &str) -> Result<i64, Error> {
    let AnyConnection::Sqlite(db) = db else {
        return Err(failed("not the embedded database"));
    };
    let found: Count = diesel::sql_query(sql).get_result(db)?;
    Ok(found.count)
}

fn run(db: &mut AnyConnection, sql: &str, values: [i64; 2]) -> Result<(), Error> {
    let AnyConnection::Sqlite(db) = db else {
        return Err(failed("not the embedded database"));
    };
    let [from, to] = values;
    let statement = diesel::sql_query(sql).bind::<BigInt, _>(from);
    statement.bind::<BigInt, _>(to).execute(db)?;
    Ok(())
}

/// Four rows of four tables with an index each, so many times in a commit. Out: how often in a second.
pub(super) fn four_inserts(file: &Path, lasting: Duration) -> Result<f64, Error> {
    let mut db = connection(file)?;
    let statements: Vec<String> = (0..4)
        .map(|table| {
            format!("INSERT INTO bare_{table} VALUES (?, ?, 'a row of some eighty characters, as a request, its event, its notice or a letter has')")
        })
        .collect();
    for table in 0..4 {
        db.batch_execute(&format!(
            "CREATE TABLE IF NOT EXISTS bare_{table} (id INTEGER PRIMARY KEY, at BIGINT NOT NULL, words TEXT NOT NULL);
             CREATE INDEX IF NOT EXISTS bare_{table}_by_time ON bare_{table} (at)"
        ))?;
    }
    let (mut done, began) = (0, now());
    while began.elapsed() < lasting {
        db.batch_execute("BEGIN IMMEDIATE")?;
        for _ in 0..GROUP {
            done += 1;
            for statement in &statements {
                run(&mut db, statement, [done, done % 1000])?;
            }
        }
        db.batch_execute("COMMIT")?;
    }
    Ok(done as f64 / began.elapsed().as_secs_f64())
}

/// The rows that a load has left, written again into a copy of the file from before it. Out: how many submissions' worth in a second.
pub(super) fn same_rows(before: &Path, after: &Path, submissions: u64) -> Result<f64, Error> {
    let mut db = connection(before)?;
    let AnyConnection::Sqlite(file) = &mut db else {
        return Err(failed("not the embedded database"));
    };
    // At its best: rows come out of memory, and nobody asks whether what they name is there.
    file.batch_execute("PRAGMA foreign_keys = OFF; ATTACH ':memory:' AS again")?;
    diesel::sql_query("ATTACH ? AS later")
        .bind::<Text, _>(after.to_string_lossy().into_owned())
        .execute(file)?;
    let tables: Vec<Table> = diesel::sql_query(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'",
    )
    .load(file)?;
    let again = submissions.min(MOST_AGAIN);
    let mut statements = Vec::new();
    for Table { name } in tables {
        let last = count(
            &mut db,
            &format!("SELECT coalesce(max(rowid), 0) AS count FROM main.{name}"),
        )?;
        db.batch_execute(&format!(
            "CREATE TABLE again.{name} AS SELECT * FROM later.{name} WHERE rowid > {last} ORDER BY rowid"
        ))?;
        let rows = count(
            &mut db,
            &format!("SELECT count(*) AS count FROM again.{name}"),
        )?;
        let each = rows as f64 / submissions as f64;
        if rows > 0 {
            let insert = format!(
                "INSERT OR REPLACE INTO main.{name} SELECT * FROM again.{name} WHERE rowid > ? AND rowid <= ?"
            );
            statements.push((insert, each));
        }
    }
    db.batch_execute("DETACH later")?;
    let began = now();
    let mut number = 0;
    while number < again {
        db.batch_execute("BEGIN IMMEDIATE")?;
        let to = (number + GROUP).min(again);
        for one in number..to {
            for (insert, each) in &statements {
                let of = |number: u64| (number as f64 * each) as i64;
                if of(one) < of(one + 1) {
                    run(&mut db, insert, [of(one), of(one + 1)])?;
                }
            }
        }
        number = to;
        db.batch_execute("COMMIT")?;
    }
    Ok(again as f64 / began.elapsed().as_secs_f64())
}

/// Appends so many bytes to a file and has them on disk, again and again. Out: how long each took, shortest first.
pub(super) fn append(
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
