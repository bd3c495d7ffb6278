//! What time does to requests, reviews, creations, roles and invitations.

use crate::app::App;
use crate::jobs::each::{BATCH, each};
use crate::jobs::worker::Job;
use crate::stop::GoOn;
use crate::storage::{Error, Tx};
use crate::{store, use_cases};
use domain::Moment;

/// For what is due by a moment that says nothing of tries.
fn as_it_is<I>(_: &mut Tx, _: &I, _: Moment) -> Result<(), Error> {
    Ok(())
}

/// Does to every request what time has brought.
pub(crate) async fn pass_time(app: &App, go_on: GoOn<'_>) -> Result<usize, Error> {
    let now = app.db.now();
    let due = app
        .db
        .read(move |db| store::access_request::due(db, now, BATCH))
        .await?;
    each(
        app,
        go_on,
        Job::PassTime.name(),
        &due,
        |tx, id| use_cases::access_request::pass_time(tx, id).map(|_| ()),
        store::access_request::postpone_step,
    )
    .await
}

/// The same for access reviews, which also have their lines put together and settled step by step.
pub(crate) async fn pass_time_for_reviews(app: &App, go_on: GoOn<'_>) -> Result<usize, Error> {
    let now = app.db.now();
    let due = app
        .db
        .read(move |db| store::access_review::due(db, now, BATCH))
        .await?;
    each(
        app,
        go_on,
        Job::PassTimeForReviews.name(),
        &due,
        |tx, id| use_cases::access_review::pass_time(tx, id).map(|_| ()),
        store::access_review::postpone_step,
    )
    .await
}

/// The same for the creation of accounts.
pub(crate) async fn pass_time_for_creations(app: &App, go_on: GoOn<'_>) -> Result<usize, Error> {
    let now = app.db.now();
    let due = app
        .db
        .read(move |db| store::account_creation::due(db, now, BATCH))
        .await?;
    each(
        app,
        go_on,
        Job::PassTimeForCreations.name(),
        &due,
        |tx, id| use_cases::account_creation::pass_time(tx, id).map(|_| ()),
        store::account_creation::postpone_step,
    )
    .await
}

/// Ends the memberships whose end date has come.
pub(crate) async fn end_lapsed(app: &App, go_on: GoOn<'_>) -> Result<usize, Error> {
    let now = app.db.now();
    let lapsed = app
        .db
        .read(move |db| store::membership::lapsed(db, now, BATCH))
        .await?;
    let name = Job::EndRoles.name();
    each(
        app,
        go_on,
        name,
        &lapsed,
        use_cases::membership::changes::end_lapsed,
        as_it_is,
    )
    .await
}

/// Lapses the invitations that nobody has answered in time.
pub(crate) async fn lapse_invitations(app: &App, go_on: GoOn<'_>) -> Result<usize, Error> {
    let now = app.db.now();
    let over = app
        .db
        .read(move |db| store::invitation::over(db, now, BATCH))
        .await?;
    let name = Job::LapseInvitations.name();
    each(
        app,
        go_on,
        name,
        &over,
        use_cases::invitation::lapse,
        as_it_is,
    )
    .await
}
