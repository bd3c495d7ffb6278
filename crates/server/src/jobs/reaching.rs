//! Accounts where somebody went who could decide: what waits there is looked at, some requests at a time.

use crate::app::App;
use crate::jobs::each::{BATCH, each};
use crate::stop::GoOn;
use crate::storage::{AnyConnection, Error, Tx};
use crate::{store, use_cases};
use domain::Moment;

/// Looks at some of each. In: what operators read where that cannot be done. Out: of how many.
pub(crate) async fn work(app: &App, go_on: GoOn<'_>, name: &'static str) -> Result<usize, Error> {
    let now = app.db.now();
    let due = app
        .db
        .read(move |db| store::reachability::due(db, now, BATCH));
    let due = due.await?;
    let step = |tx: &mut Tx, id: &String| {
        let account = id.parse();
        let account = account.map_err(|_| Error::corrupt("reachability", id, "account"))?;
        use_cases::access_request::reaching::look_again(tx, &account)
    };
    let later = |_: &mut Tx, _: &String, _: Moment| Ok(());
    each(app, go_on, name, due, step, later).await
}

/// When there is something to look at: now, where it is not put off.
pub(crate) fn next(db: &mut AnyConnection, now: Moment) -> Result<Option<Moment>, Error> {
    Ok((!store::reachability::due(db, now, 1)?.is_empty()).then_some(now))
}
