//! Connections that are kept between one use and the next, never more than a number, and what is known of the database's condition.

use crate::config::database_address::DatabasePlace;
use crate::storage;
use crate::storage::connection::{AnyConnection, Use};
use crate::storage::error::Error;
use diesel::connection::SimpleConnection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// How long to wait for one of the connections while all are in use.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// How long nobody tries again after the database could not be reached.
const REST: Duration = Duration::from_secs(1);

/// Clones share the same connections.
#[derive(Clone)]
pub struct Pool(Arc<Shared>);

struct Shared {
    place: DatabasePlace,
    purpose: Use,
    turns: Arc<Semaphore>,
    idle: Mutex<Vec<AnyConnection>>,
    condition: Arc<Condition>,
}

impl Pool {
    /// Opens none before it is asked.
    pub fn new(
        place: &DatabasePlace,
        purpose: Use,
        size: usize,
        condition: Arc<Condition>,
    ) -> Self {
        Self(Arc::new(Shared {
            place: place.clone(),
            purpose,
            turns: Arc::new(Semaphore::new(size)),
            idle: Mutex::default(),
            condition,
        }))
    }

    /// Lets `work` have a connection. It says whether the connection is outside a transaction afterwards and may be kept; where it
    /// panics, the connection goes.
    pub async fn with<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&mut AnyConnection) -> (Result<T, Error>, bool) + Send + 'static,
    {
        let turn = tokio::time::timeout(LONGEST_WAIT, self.0.turns.clone().acquire_owned()).await;
        let turn = turn.map_err(|_| Error::Busy)?;
        let turn = turn.map_err(|_| Error::Closed)?;
        let shared = self.0.clone();
        let is_near = shared.is_near();
        let use_one = move || {
            let _turn = turn;
            let mut connection = shared.take()?;
            let (result, may_be_kept) = work(&mut connection);
            if may_be_kept && !shared.turns.is_closed() {
                lock(&shared.idle).push(connection);
            }
            result
        };
        if is_near {
            // Sooner done here than handed to another thread; the runtime has threads to spare for it.
            return catch_unwind(AssertUnwindSafe(use_one)).unwrap_or(Err(Error::Panicked));
        }
        blocking(use_one).await
    }

    /// Nobody is given a connection any more; those in use go when they are given back.
    pub fn close(&self) {
        self.0.turns.close();
        lock(&self.0.idle).clear();
    }
}

impl Shared {
    /// Whether an answer comes out of this machine's memory as a rule, and not over a network.
    fn is_near(&self) -> bool {
        matches!(self.place, DatabasePlace::Sqlite(_))
    }

    fn take(&self) -> Result<AnyConnection, Error> {
        loop {
            let Some(mut kept) = lock(&self.idle).pop() else {
                break;
            };
            if matches!(kept, AnyConnection::Sqlite(_)) || kept.batch_execute("SELECT 1").is_ok() {
                return Ok(kept);
            }
            // If one was lost, so were the others.
            lock(&self.idle).clear();
        }
        self.condition
            .reach(|| storage::open(&self.place, self.purpose))
    }
}

/// What is known of the database, for those who need not find out for themselves, and for the log, which says a thing once.
#[derive(Default)]
pub struct Condition {
    lost: Mutex<Option<(Instant, String)>>,
    is_trying: AtomicBool,
    /// Why nothing could be written the last time.
    unwritable: Mutex<Option<String>>,
}

impl Condition {
    /// Opens a connection; fails at once where that failed a moment ago, or another is trying since it did.
    fn reach(
        &self,
        open: impl FnOnce() -> Result<AnyConnection, Error>,
    ) -> Result<AnyConnection, Error> {
        if let Some((at, why)) = lock(&self.lost).as_ref()
            && (at.elapsed() < REST || self.is_trying.swap(true, Ordering::SeqCst))
        {
            return Err(Error::Connection(why.clone()));
        }
        let opened = open();
        self.is_trying.store(false, Ordering::SeqCst);
        let mut lost = lock(&self.lost);
        match &opened {
            Ok(_) => {
                if lost.take().is_some() {
                    tracing::info!(event = "database.back", "the database answers again");
                }
            }
            Err(Error::Connection(why)) => {
                if lost.is_none() {
                    tracing::error!(event = "database.lost", fault = %why, "the database cannot be reached");
                }
                *lost = Some((now(), why.clone()));
            }
            Err(_) => {}
        }
        opened
    }

    /// Notes how a write ended, and says so when it is another way than before.
    pub(super) fn note<T>(&self, result: &Result<T, Error>) {
        let mut unwritable = lock(&self.unwritable);
        match result {
            Err(fault @ (Error::ReadOnly | Error::Unwell(_))) => {
                if unwritable.is_none() {
                    tracing::error!(event = "database.unwritable", %fault, "nothing can be written");
                }
                *unwritable = Some(fault.to_string());
            }
            Ok(_) | Err(Error::Refused(_)) => {
                if unwritable.take().is_some() {
                    tracing::info!(
                        event = "database.writable",
                        "the database takes writes again"
                    );
                }
            }
            Err(_) => {}
        }
    }

    /// Why nothing could be written, if that is how the last write ended.
    pub fn unwritable(&self) -> Option<String> {
        lock(&self.unwritable).clone()
    }
}

#[allow(clippy::disallowed_methods)] // how long ago something was, not when
fn now() -> Instant {
    Instant::now()
}

fn lock<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does work that blocks away from the async threads. Errors: it panicked, or its own.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or(Err(Error::Panicked))
}
