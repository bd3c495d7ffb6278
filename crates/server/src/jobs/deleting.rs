//! What goes bit by bit: the next bit of each Virtual Account and group whose deletion is under way. Between two bits others write.

use crate::app::App;
use crate::jobs::each::{BATCH, each};
use crate::stop::GoOn;
use crate::storage::{AnyConnection, Error, Tx};
use crate::{store, use_cases};
use domain::Moment;

/// Takes one bit of each. In: what operators read where that cannot be done. Out: of how many.
pub(crate) async fn work(app: &App, go_on: GoOn<'_>, name: &'static str) -> Result<usize, Error> {
    let now = app.db.now();
    let due = app.db.read(move |db| store::deletion::due(db, now, BATCH));
    let due = due.await?;
    let step = |tx: &mut Tx, id: &String| use_cases::deletion::step(tx, id);
    let later = |_: &mut Tx, _: &String, _: Moment| Ok(());
    each(app, go_on, name, due, step, later).await
}

/// When there is a bit to take: now, where anything goes that is not put off.
pub(crate) fn next(db: &mut AnyConnection, now: Moment) -> Result<Option<Moment>, Error> {
    Ok((!store::deletion::due(db, now, 1)?.is_empty()).then_some(now))
}
