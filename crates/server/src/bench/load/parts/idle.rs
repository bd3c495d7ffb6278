//! What is done where nothing is to be done.

use crate::bench::load::counting::count;
use crate::bench::load::report::{A_SECOND, Figure};
use crate::bench::load::sitting::Sitting;
use crate::bench::subject::now;
use crate::storage::Error;
use std::time::Duration;

/// By then all that was due when it started is done.
const AFTER: Duration = Duration::from_secs(300);

/// What happens now and then is not missed in so long.
const WATCHED: Duration = Duration::from_secs(60);

const TRANSACTIONS: &str = "SELECT xact_commit + xact_rollback AS count FROM pg_stat_database \
    WHERE datname = current_database()";

pub(super) async fn measure(sitting: &mut Sitting<'_>) -> Result<(), Error> {
    let requests = sitting.plan.requests;
    (sitting.say)("idle");
    let on = sitting.copy(requests)?;
    let site = sitting.open(&on, requests, &[]).await?;
    site.settles(AFTER).await;
    let process = site.server.process();
    let mut beside = match on.database {
        None => None,
        Some(_) => Some(on.connect()?),
    };
    let mut transactions = || {
        beside
            .as_mut()
            .map(|db| count(db, TRANSACTIONS))
            .transpose()
    };
    let (rests, before, began) = (process.rests(), transactions()?, now());
    tokio::time::sleep(WATCHED).await;
    let (rested, after, lasted) = (process.rests(), transactions()?, began.elapsed());
    let Some((before_it, after_it)) = rests.zip(rested) else {
        sitting.leave_out("how often it wakes: this system does not tell");
        return Ok(());
    };
    let woken = after_it.saturating_sub(before_it) as f64 / lasted.as_secs_f64();
    sitting.note(Figure::plain("idle, it wakes", A_SECOND, woken));
    if let Some((before, after)) = before.zip(after) {
        // The questions of this program are among them.
        let asked = (after - before - 1).max(0) as f64 * 60.0 / lasted.as_secs_f64();
        sitting.note(Figure::plain("idle, transactions", "a minute", asked));
    }
    Ok(())
}
