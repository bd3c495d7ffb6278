//! What is kept for a time only: closed support cases, old events. Both as long as the settings say, a few at a time, each on an index.

use crate::app::App;
use crate::jobs::each::each;
use crate::storage::{Author, Error, Tx};
use crate::{store, use_cases};
use domain::{CaseId, Moment};

const NAME: &str = "what is kept for a time";
/// As many cases, and as many events, as are looked at in one go.
const CASES_AT_ONCE: i64 = 50;
const EVENTS_AT_ONCE: i64 = 500;

/// Deletes what has been kept for as long as the settings say.
pub(crate) async fn keep_to_it(app: &App) -> Result<(), Error> {
    remove_cases(app).await?;
    forget_events(app).await
}

/// Closed cases with all that hangs on them, each by an event of its own.
async fn remove_cases(app: &App) -> Result<(), Error> {
    let Some(kept) = app.db.rules().retention.cases else {
        return Ok(());
    };
    let before = app.db.now().minus(kept);
    let mut last: Option<CaseId> = None;
    loop {
        let due = app
            .db
            .read(move |db| store::support_case::closed_before(db, before, CASES_AT_ONCE));
        let due = due.await?;
        // What could not be deleted is tried again with the next sweep.
        if due.is_empty() || due.last() == last.as_ref() {
            return Ok(());
        }
        last = due.last().cloned();
        let later = |_: &mut Tx, _: &CaseId, _: Moment| Ok(());
        let remove = use_cases::support_case::remove_one;
        each(app, &|| true, NAME, due, remove, later).await?;
    }
}

/// Events on which nothing stands that is not over.
async fn forget_events(app: &App) -> Result<(), Error> {
    let Some(kept) = app.db.rules().retention.events else {
        return Ok(());
    };
    let (mut after, mut removed) = (String::new(), 0);
    loop {
        let from = after.clone();
        let forget = move |tx: &mut Tx| {
            store::event::forget_before(tx, tx.now.minus(kept), &from, EVENTS_AT_ONCE)
        };
        let looked = app.db.write(Author::system(), forget).await?;
        removed += looked.removed;
        match looked.last {
            Some(last) => after = last,
            None => break,
        }
    }
    if removed > 0 {
        tracing::info!(
            event = "events.forgotten",
            removed,
            "events older than privacy.events_days were removed"
        );
    }
    Ok(())
}
