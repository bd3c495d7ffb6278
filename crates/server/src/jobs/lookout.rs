//! When something is due: one look for all that happens by itself, so that nobody has to ask again and again.

use crate::app::App;
use crate::jobs::job::Job;
use crate::storage::{AnyConnection, Error};
use crate::{notification, store};
use domain::Moment;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::Instant;

/// Nothing that was found out is relied on for longer: another node may have written, or have ended before it did what it was to do,
/// and clocks are put right. That many looks a minute and what is done each hour stay below three transactions a minute.
pub(crate) const LONGEST_REST: Duration = Duration::from_secs(25);

/// When something is due next; what is due now has a moment that is over.
#[derive(Debug, Clone)]
pub struct Due {
    jobs: [Option<Moment>; Job::ALL.len()],
    pub(crate) mail: Option<Moment>,
    /// Something that was put off is tried again: what it is shows then.
    pub(crate) put_off: Option<Moment>,
}

impl Due {
    /// Of all together.
    pub fn earliest(&self) -> Option<Moment> {
        let all = self.jobs.iter().chain([&self.mail, &self.put_off]);
        all.flatten().min().copied()
    }

    /// Of each job.
    pub(crate) fn jobs(&self) -> impl Iterator<Item = (Job, Option<Moment>)> {
        Job::ALL.into_iter().zip(self.jobs)
    }
}

/// Looks what is due next of everything: one query for each kind, of which each reads the first row of an index.
pub fn look(db: &mut AnyConnection, now: Moment) -> Result<Due, Error> {
    let mut jobs = [None; Job::ALL.len()];
    for (job, next) in Job::ALL.into_iter().zip(&mut jobs) {
        *next = or_now(job.next(db, now), now)?;
    }
    Ok(Due {
        jobs,
        mail: or_now(notification::queue::next(db, now), now)?,
        put_off: or_now(store::put_off::next(db, now), now)?,
    })
}

/// What cannot be asked for is tried: it is said and put off where it is done, and holds up nothing else.
fn or_now(next: Result<Option<Moment>, Error>, now: Moment) -> Result<Option<Moment>, Error> {
    match next {
        Err(fault) if !fault.is_for_all() => Ok(Some(now)),
        next => next,
    }
}

/// Looks, for all who wait for something to be due.
pub(crate) struct Lookout {
    app: Arc<App>,
    last: Mutex<Option<Look>>,
}

/// What a look found, and when it was.
#[derive(Clone)]
pub(crate) struct Look {
    pub(crate) due: Arc<Due>,
    at: Instant,
    /// How often the bell had rung before.
    heard: u64,
}

impl Look {
    /// How long it may be relied on.
    pub(crate) fn lasts(&self) -> Duration {
        LONGEST_REST.saturating_sub(self.at.elapsed())
    }
}

impl Lookout {
    pub(crate) fn new(app: Arc<App>) -> Self {
        Self {
            app,
            last: Mutex::default(),
        }
    }

    /// What is due as far as is known since the bell has rung so often; looks only where nobody else did since.
    pub(crate) async fn look(&self, heard: u64) -> Result<Look, Error> {
        let mut last = self.last.lock().await;
        let known = last.as_ref();
        let known = known.filter(|look| look.heard >= heard && !look.lasts().is_zero());
        if let Some(look) = known {
            return Ok(look.clone());
        }
        *last = None;
        // Rings that come while it looks are heard afterwards.
        let heard = self.app.db.bell().times();
        let at = Instant::now();
        let now = self.app.db.now();
        let due = Arc::new(self.app.db.read(move |db| look(db, now)).await?);
        let look = Look { due, at, heard };
        *last = Some(look.clone());
        Ok(look)
    }

    /// Something was done: what was found before is true no more.
    pub(crate) async fn forget(&self) {
        *self.last.lock().await = None;
    }
}
