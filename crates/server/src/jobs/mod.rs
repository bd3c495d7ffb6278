//! What happens by itself: mail goes out, time passes for requests and memberships, old sessions are swept away.
//!
//! The worker asks the clock it is given; tests move that clock and call [`run_until_idle`].

use crate::app::App;
use crate::notification::outbox;
use crate::notification::smtp::Transport;
use crate::notification_preference::digest;
use crate::storage::{Author, Error, Tx};
use crate::{
    access_request, access_review, account_creation, invitation, membership, notification,
    search_index, session, upload,
};
use std::sync::Arc;
use std::time::Duration;

/// Does everything that is due once. Out: how much there was to do.
pub async fn run_once(app: &App, transport: Option<&dyn Transport>) -> Result<usize, Error> {
    run_while(app, transport, &|| true).await
}

/// As [`run_once`], beginning no other mail once `go_on` says no.
async fn run_while(
    app: &App,
    transport: Option<&dyn Transport>,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Result<usize, Error> {
    // Each on its own: what keeps one from being done must not hold up the others.
    let mut done = 0;
    let mut fault = None;
    for job in [
        pass_time(app).await,
        pass_time_for_creations(app).await,
        pass_time_for_reviews(app).await,
        end_lapsed(app).await,
        lapse_invitations(app).await,
        upload::work(app).await,
        search_index::filling::work(app).await,
        outbox::write_letters(app).await,
        digest::write(app).await,
    ] {
        match job {
            Ok(count) => done += count,
            Err(other) => fault = Some(other),
        }
    }
    if let Some(transport) = transport {
        done += outbox::send(app, transport, go_on).await?;
    }
    fault.map_or(Ok(done), Err)
}

/// As many of one kind as are done in one go.
const BATCH: i64 = 100;
/// How long what cannot be done waits, so that it does not stand in the way of the rest.
const PUT_OFF: Duration = Duration::from_secs(3600);

/// Does to every request what time has brought, each in a transaction of its own.
async fn pass_time(app: &App) -> Result<usize, Error> {
    let now = app.db.now();
    let due = app
        .db
        .read(move |db| access_request::store::due(db, now, BATCH))
        .await?;
    for id in &due {
        let request = id.clone();
        let passed = app
            .db
            .write(Author::system(), move |tx| {
                access_request::pass_time(tx, &request)
            })
            .await;
        if let Err(fault) = passed {
            tracing::error!(request = %id, %fault, "time cannot pass for a request");
            let id = id.clone();
            app.db
                .write(Author::system(), move |tx| {
                    access_request::store::postpone_step(tx, &id, tx.now.plus(PUT_OFF))
                })
                .await?;
        }
    }
    Ok(due.len())
}

/// The same for access reviews, which also have their lines put together and settled step by step.
async fn pass_time_for_reviews(app: &App) -> Result<usize, Error> {
    let now = app.db.now();
    let due = app
        .db
        .read(move |db| access_review::store::due(db, now, BATCH))
        .await?;
    for id in &due {
        let review = id.clone();
        let passed = app
            .db
            .write(Author::system(), move |tx| {
                access_review::pass_time(tx, &review)
            })
            .await;
        if let Err(fault) = passed {
            tracing::error!(review = %id, %fault, "time cannot pass for an access review");
            let id = id.clone();
            app.db
                .write(Author::system(), move |tx| {
                    access_review::store::postpone_step(tx, &id, tx.now.plus(PUT_OFF))
                })
                .await?;
        }
    }
    Ok(due.len())
}

/// The same for the creation of accounts.
async fn pass_time_for_creations(app: &App) -> Result<usize, Error> {
    let now = app.db.now();
    let due = app
        .db
        .read(move |db| account_creation::store::due(db, now, BATCH))
        .await?;
    for id in &due {
        let creation = id.clone();
        let passed = app
            .db
            .write(Author::system(), move |tx| {
                account_creation::pass_time(tx, &creation)
            })
            .await;
        if let Err(fault) = passed {
            tracing::error!(creation = %id, %fault, "time cannot pass for the creation of an account");
            let id = id.clone();
            app.db
                .write(Author::system(), move |tx| {
                    account_creation::store::postpone_step(tx, &id, tx.now.plus(PUT_OFF))
                })
                .await?;
        }
    }
    Ok(due.len())
}

/// Ends the memberships whose end date has come.
async fn end_lapsed(app: &App) -> Result<usize, Error> {
    let now = app.db.now();
    let lapsed = app
        .db
        .read(move |db| membership::store::lapsed(db, now, BATCH))
        .await?;
    let mut ended = 0;
    for held in &lapsed {
        let held = held.clone();
        let id = held.id.clone();
        let end = move |tx: &mut Tx| membership::end_lapsed(tx, &held);
        ended += one_of_many(app, id.as_str(), end).await?;
    }
    Ok(ended)
}

/// Does one of many things that are due. Out: how many were done. What cannot be done holds up none of the others, and is tried
/// again when the worker next looks; a database that gives no answer is for all of them.
async fn one_of_many(
    app: &App,
    id: &str,
    work: impl Fn(&mut Tx) -> Result<(), Error> + Send + 'static,
) -> Result<usize, Error> {
    match app.db.write(Author::system(), work).await {
        Ok(()) => Ok(1),
        Err(fault @ (Error::Busy | Error::Closed | Error::Connection(_))) => Err(fault),
        Err(fault) => {
            tracing::error!(id, %fault, "what is due cannot be done");
            Ok(0)
        }
    }
}

/// Lapses the invitations that nobody has answered in time.
async fn lapse_invitations(app: &App) -> Result<usize, Error> {
    let now = app.db.now();
    let over = app
        .db
        .read(move |db| invitation::store::over(db, now, BATCH))
        .await?;
    let mut lapsed = 0;
    for found in &over {
        let id = found.id.clone();
        let lapse = move |tx: &mut Tx| invitation::lapse(tx, &id);
        lapsed += one_of_many(app, found.id.as_str(), lapse).await?;
    }
    Ok(lapsed)
}

/// Does everything that is due until nothing is, at most `rounds` times.
pub async fn run_until_idle(
    app: &App,
    transport: Option<&dyn Transport>,
    rounds: usize,
) -> Result<(), Error> {
    for _ in 0..rounds {
        if run_once(app, transport).await? == 0 {
            break;
        }
    }
    Ok(())
}

/// Removes what no longer matters, and makes due what a clock set back would otherwise leave waiting.
pub async fn sweep_now(app: &App) -> Result<(), Error> {
    let work = |tx: &mut Tx| {
        session::store::tidy(tx)?;
        notification::store::hasten(tx)
    };
    app.db.write(Author::system(), work).await
}

/// How long the worker rests when there is nothing to do, and how often it sweeps.
const REST: Duration = Duration::from_millis(500);
const SWEEP: Duration = Duration::from_secs(3600);

/// Works until `stop` says so. A failure is logged and tried again; nothing that is due is forgotten, as it all stands in
/// the database.
pub async fn work(
    app: Arc<App>,
    transport: Option<Arc<dyn Transport>>,
    mut stop: tokio::sync::watch::Receiver<bool>,
) {
    let mut rest = tokio::time::interval(REST);
    let mut sweep = tokio::time::interval(SWEEP);
    rest.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = stop.changed() => return,
            _ = sweep.tick() => {
                if let Err(fault) = sweep_now(&app).await {
                    tracing::warn!(%fault, "could not sweep");
                }
            }
            _ = rest.tick() => {
                let go_on = || !*stop.borrow();
                while go_on() {
                    match run_while(&app, transport.as_deref(), &go_on).await {
                        Ok(0) => break,
                        Ok(_) => {}
                        Err(fault) => {
                            tracing::warn!(%fault, "the worker will try again");
                            break;
                        }
                    }
                }
            }
        }
    }
}
