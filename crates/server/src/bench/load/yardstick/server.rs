//! A server alone, through the driver that the program has: the rows of each write in as many round trips, and four rows in one
//! statement.

use crate::bench::load::client::failed;
use crate::bench::load::installation::Installation;
use crate::bench::load::moving::without_references;
use crate::bench::load::yardstick::engine::{bare_insert, bare_tables};
use crate::bench::subject::now;
use crate::storage::{AnyConnection, Error};
use diesel::connection::SimpleConnection;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A question that costs nothing but the way there and back.
const NOTHING: &str = "SELECT 1";

/// What is said to the server for one write, each piece in a round trip. In: the statements, and how many round trips there are.
fn pieces(statements: &[String], round_trips: usize) -> Vec<String> {
    let mut all = vec!["BEGIN".to_owned()];
    all.extend_from_slice(statements);
    all.push("COMMIT".into());
    if all.len() <= round_trips {
        // What the program only asks is said before it writes.
        let more = vec![NOTHING.to_owned(); round_trips - all.len()];
        all.splice(1..1, more);
        return all;
    }
    let round_trips = round_trips.max(1);
    let up_to = |number: usize| number * all.len() / round_trips;
    let parts = (0..round_trips).map(|one| all[up_to(one)..up_to(one + 1)].join("; "));
    parts.collect()
}

/// Does something on so many connections at once, until it says that it is over. Out: how often in a second. In: what is done, by its
/// number.
fn at_once(
    on: &Installation,
    connections: usize,
    work: impl Fn(&mut AnyConnection, u64) -> Result<bool, Error> + Sync,
) -> Result<f64, Error> {
    let mut all = Vec::with_capacity(connections);
    for _ in 0..connections {
        all.push(on.connect()?);
    }
    let (next, done, began) = (AtomicU64::new(0), AtomicU64::new(0), now());
    let each = |mut db: AnyConnection| {
        while work(&mut db, next.fetch_add(1, Ordering::Relaxed))? {
            done.fetch_add(1, Ordering::Relaxed);
        }
        Ok::<(), Error>(())
    };
    std::thread::scope(|scope| {
        let each = &each;
        let all: Vec<_> = all
            .into_iter()
            .map(|db| scope.spawn(move || each(db)))
            .collect();
        for one in all {
            one.join()
                .map_err(|_| failed("a connection has failed"))??;
        }
        Ok::<(), Error>(())
    })?;
    Ok(done.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64())
}

/// Writes again what each write has written. In: the database as it was before. Out: how many writes in a second.
pub(in crate::bench::load) fn again(
    on: &Installation,
    units: &[Vec<String>],
    round_trips: usize,
    connections: usize,
) -> Result<f64, Error> {
    // At its best: nobody asks whether what a row names is there.
    let AnyConnection::Postgres(mut db) = on.connect()? else {
        return Err(failed("not a server"));
    };
    without_references(&mut db)?;
    db.batch_execute("VACUUM ANALYZE")?;
    let units: Vec<Vec<String>> = units.iter().map(|one| pieces(one, round_trips)).collect();
    at_once(on, connections, |db, number| {
        let Some(pieces) = units.get(number as usize) else {
            return Ok(false);
        };
        for piece in pieces {
            db.batch_execute(piece)?;
        }
        Ok(true)
    })
}

/// Four rows of four tables with an index each, in one statement. Out: how often in a second.
pub(in crate::bench::load) fn four_in_one(
    on: &Installation,
    connections: usize,
    lasting: Duration,
) -> Result<f64, Error> {
    on.connect()?.batch_execute(&bare_tables())?;
    let began = now();
    at_once(on, connections, |db, number| {
        let insert = |table| bare_insert(table, &number.to_string(), &(number % 1000).to_string());
        let [a, b, c, d] = [0, 1, 2, 3].map(insert);
        db.batch_execute(&format!("WITH a AS ({a}), b AS ({b}), c AS ({c}) {d}"))?;
        Ok(began.elapsed() < lasting)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_is_said_in_as_many_pieces_as_there_are_round_trips() {
        let statements = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        assert_eq!(
            pieces(&statements, 7),
            ["BEGIN", NOTHING, NOTHING, "a", "b", "c", "COMMIT"]
        );
        assert_eq!(pieces(&statements, 5).len(), 5);
        assert_eq!(pieces(&statements, 2), ["BEGIN; a", "b; c; COMMIT"]);
        assert_eq!(pieces(&statements, 0), ["BEGIN; a; b; c; COMMIT"]);
    }
}
