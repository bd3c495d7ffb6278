//! Each of many things that are due, in a transaction of its own.

use crate::app::App;
use crate::stop::GoOn;
use crate::storage::{Author, Error, Tx};
use crate::store;
use domain::Moment;
use std::fmt::Display;

/// As many of one kind as are done in one go.
pub(crate) const BATCH: i64 = 100;

/// Does each of many things that are due, in a transaction of its own. Out: how many are due no longer. What cannot be done is
/// put off, by `later` as well where the thing itself knows when it is due, and holds up none of the others; a database that
/// gives no answer is for all of them.
pub(crate) async fn each<I: Display + Clone + Send + Sync + 'static>(
    app: &App,
    go_on: GoOn<'_>,
    name: &'static str,
    due: impl IntoIterator<Item = I>,
    work: fn(&mut Tx, &I) -> Result<(), Error>,
    later: fn(&mut Tx, &I, Moment) -> Result<(), Error>,
) -> Result<usize, Error> {
    let mut done = 0;
    for id in due {
        if !go_on() {
            break;
        }
        let one = id.clone();
        let worked = app
            .db
            .write(Author::system(), move |tx| work(tx, &one))
            .await;
        match worked {
            Ok(()) => {}
            Err(fault) if fault.is_for_all() => return Err(fault),
            Err(fault) => postpone(app, name, &id, &fault, later).await?,
        }
        done += 1;
    }
    Ok(done)
}

/// Puts off what could not be done.
pub(crate) async fn postpone<I: Display + Clone + Send + Sync + 'static>(
    app: &App,
    name: &'static str,
    id: &I,
    fault: &Error,
    later: fn(&mut Tx, &I, Moment) -> Result<(), Error>,
) -> Result<(), Error> {
    let (one, words) = (id.clone(), fault.to_string());
    let work = move |tx: &mut Tx| {
        let row = store::put_off::put_off(tx, name, &one.to_string(), &words)?;
        later(tx, &one, Moment(row.next_at))?;
        Ok(row.times)
    };
    let times = app.db.write(Author::system(), work).await?;
    // At once, and then each time it has doubled.
    if times.count_ones() == 1 {
        tracing::error!(event = "work.failed", work = name, id = %id, times, %fault, "what is due cannot be done");
    }
    Ok(())
}
