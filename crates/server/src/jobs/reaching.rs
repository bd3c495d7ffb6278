//! Where somebody went who could decide: what waits there is looked at, some requests at a time.

use crate::app::App;
use crate::jobs::each::{BATCH, each};
use crate::stop::GoOn;
use crate::storage::{AnyConnection, Error, Tx};
use crate::store::due::EVER;
use crate::{store, use_cases};
use domain::Moment;
use std::fmt;

/// Something to look at. What could not be stands under a name of its own among all that could not be done.
#[derive(Clone)]
struct Look(String);

impl fmt::Display for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "reach-{}", self.0)
    }
}

/// Looks at some of each. In: what operators read where that cannot be done. Out: of how many.
pub(crate) async fn work(app: &App, go_on: GoOn<'_>, name: &'static str) -> Result<usize, Error> {
    let now = app.db.now();
    let due = app
        .db
        .read(move |db| store::reachability::due(db, now, BATCH));
    let due = due.await?.into_iter().map(|(_, id)| Look(id));
    let step = |tx: &mut Tx, look: &Look| use_cases::access_request::reaching::look_on(tx, &look.0);
    let later =
        |tx: &mut Tx, look: &Look, at: Moment| store::reachability::postpone(tx, &look.0, at);
    each(app, go_on, name, due, step, later).await
}

/// From when there is something to look at.
pub(crate) fn next(db: &mut AnyConnection) -> Result<Option<Moment>, Error> {
    let first = store::reachability::due(db, EVER, 1)?;
    Ok(first.first().map(|(at, _)| *at))
}
