//! What the program writes on a database server, beside the same rows in as many round trips through the same driver, and beside four
//! rows in one statement.

use crate::bench::load::installation::Installation;
use crate::bench::load::report::{Figure, NUMBER};
use crate::bench::load::site::Site;
use crate::bench::load::sitting::Sitting;
use crate::bench::load::yardstick;
use crate::bench::load::yardstick::wire::Wire;
use crate::bench::subject::now;
use crate::storage::Error;
use std::time::Duration;

/// So many are looked at, each by itself.
const LOOKED_AT: usize = 15;
/// The server is quiet when nothing was said to it for so long; it is waited for that at most so long.
const QUIET: Duration = Duration::from_millis(60);
const LONGEST: Duration = Duration::from_millis(1_500);

/// What was done.
pub(super) struct Work {
    pub what: &'static str,
    /// How often, by however many clients.
    pub all: u64,
    /// By as many clients as there are connections.
    pub figure: Figure,
}

/// In: the installation as it was before, which is written to, and after.
pub(super) async fn beside(
    sitting: &mut Sitting<'_>,
    work: Work,
    before: &Installation,
    after: &Installation,
) -> Result<(), Error> {
    let connections = sitting.plan.most_writers();
    match round_trips(sitting, work.what).await? {
        None => sitting.leave_out("round trips to a server that is not reached over TCP"),
        Some(trips) => {
            let name = format!("{}, round trips to the server", work.what);
            sitting.note(Figure::plain(&name, NUMBER, trips as f64));
            let units =
                yardstick::changes::units(&mut before.connect()?, &mut after.connect()?, work.all)?;
            let same = yardstick::server::again(before, &units, trips, connections)?;
            let beside = "the same rows in as many round trips, 8 connections";
            sitting.note(work.figure.clone().beside(beside, same));
        }
    }
    let lasting = sitting.plan.lasting / 2;
    let one = yardstick::server::four_in_one(before, connections, lasting)?;
    let beside = "four inserts in one statement, 8 connections";
    sitting.note(work.figure.beside(beside, one));
    Ok(())
}

/// How many round trips to the server one of them takes, from the question to the answer: the fewest of several, as the worker may ask
/// at the same time. None where that cannot be seen.
async fn round_trips(sitting: &mut Sitting<'_>, what: &str) -> Result<Option<usize>, Error> {
    let requests = sitting.plan.requests;
    let on = sitting.copy(requests)?;
    let url = on.database.as_ref().map(|database| database.url());
    let Some(wire) = Wire::to(&url.unwrap_or_default()).await? else {
        return Ok(None);
    };
    let through = [("PARVIS_DATABASE", wire.url.clone())];
    let mut site = sitting.open(&on, requests, &through).await?;
    let mut fewest = None;
    for _ in 0..LOOKED_AT {
        is_quiet(&wire).await;
        let before = wire.trips();
        if one(&mut site, what).await? > 0 {
            let trips = (wire.trips() - before) as usize;
            fewest = Some(fewest.map_or(trips, |fewest: usize| fewest.min(trips)));
        }
    }
    Ok(fewest)
}

async fn one(site: &mut Site, what: &str) -> Result<u64, Error> {
    let driven = match what {
        "decide" => site.decide_some(1, LONGEST, 1).await?,
        _ => site.submit_some(1, LONGEST, 1).await?,
    };
    Ok(driven.done)
}

async fn is_quiet(wire: &Wire) {
    let began = now();
    while began.elapsed() < LONGEST {
        let before = wire.trips();
        tokio::time::sleep(QUIET).await;
        if wire.trips() == before {
            return;
        }
    }
}
