//! Connections that are kept between one use and the next, never more than a number, and what is known of the database's condition.

use crate::config::database_address::{DatabasePlace, Pooler};
use crate::storage;
use crate::storage::connection::{AnyConnection, Use};
use crate::storage::error::Error;
use diesel::connection::{Connection, InstrumentationEvent, SimpleConnection};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Semaphore, oneshot};

/// How long to wait for one of the connections while all are in use.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// How long nobody tries again after the database could not be reached.
const REST: Duration = Duration::from_secs(1);

/// As many statements as a session of a server may have prepared before it goes and another is begun: each takes some 20 kB there,
/// and lists that are narrowed in ever new ways ask ever new ones.
pub(super) const MOST_PREPARED: usize = 500;

/// Clones share the same connections.
#[derive(Clone)]
pub struct Pool(Arc<Shared>);

struct Shared {
    place: DatabasePlace,
    purpose: Use,
    turns: Arc<Semaphore>,
    idle: Mutex<Vec<Kept>>,
    condition: Arc<Condition>,
}

/// A connection from one use to the next.
struct Kept {
    db: AnyConnection,
    /// How many statements a server keeps prepared for it.
    prepared: Arc<AtomicUsize>,
}

impl Kept {
    fn new(mut db: AnyConnection, place: &DatabasePlace) -> Self {
        let prepared = Arc::new(AtomicUsize::new(0));
        if let DatabasePlace::Postgres(_, Pooler::None) = place {
            let counted = prepared.clone();
            db.set_instrumentation(move |event: InstrumentationEvent<'_>| {
                if let InstrumentationEvent::CacheQuery { .. } = event {
                    counted.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        Self { db, prepared }
    }

    fn has_room(&self) -> bool {
        self.prepared.load(Ordering::Relaxed) < MOST_PREPARED
    }
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

    /// Lets `work` have a connection, and answers as soon as it has. It says what becomes of the connection; where it panics, the
    /// connection goes.
    pub async fn with<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&mut Lent<'_>) -> (Result<T, Error>, After) + Send + 'static,
    {
        let turn = tokio::time::timeout(LONGEST_WAIT, self.0.turns.clone().acquire_owned()).await;
        let turn = turn.map_err(|_| Error::Busy)?;
        let turn = turn.map_err(|_| Error::Closed)?;
        let shared = self.0.clone();
        let is_near = shared.is_near();
        let (answer, answered) = oneshot::channel();
        // Boxed: the runtime's tasks are compiled once, and not for each kind of work.
        let use_one: Box<dyn FnOnce() + Send> = Box::new(move || {
            let _turn = turn;
            let mut lent = match shared.take() {
                Ok(lent) => lent,
                Err(fault) => {
                    let _ = answer.send(Err(fault));
                    return;
                }
            };
            let (result, after) = work(&mut lent);
            let _ = answer.send(result);
            lent.gives_back(after);
        });
        if is_near {
            // Sooner done here than handed to another thread; the runtime has threads to spare for it.
            let _ = catch_unwind(AssertUnwindSafe(use_one));
        } else {
            tokio::task::spawn_blocking(use_one);
        }
        answered.await.unwrap_or(Err(Error::Panicked))
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

    fn take(&self) -> Result<Lent<'_>, Error> {
        let idle = lock(&self.idle).pop();
        let is_used = idle.is_some();
        let kept = match idle {
            Some(kept) => kept,
            None => self.open()?,
        };
        Ok(Lent {
            shared: self,
            kept,
            is_used,
        })
    }

    fn open(&self) -> Result<Kept, Error> {
        let opened = self
            .condition
            .reach(|| storage::open(&self.place, self.purpose));
        opened.map(|db| Kept::new(db, &self.place))
    }
}

/// A connection as somebody has it for one use.
pub struct Lent<'p> {
    shared: &'p Shared,
    kept: Kept,
    /// Whether it rested since another use, and may have been lost meanwhile.
    is_used: bool,
}

/// What becomes of a connection after a use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// It is outside a transaction, for the next.
    Kept,
    /// Its transaction is still to be ended; nobody waits for that.
    RolledBack,
    /// It goes.
    Gone,
}

impl Lent<'_> {
    pub fn db(&mut self) -> &mut AnyConnection {
        &mut self.kept.db
    }

    /// What a use begins with. Where the connection was lost while nobody used it, nothing has happened yet, and another takes its
    /// place: so nobody asks beforehand, which would be as long a way as any statement.
    pub fn begin(&mut self, statements: &str) -> Result<(), Error> {
        let begun = self.db().batch_execute(statements).map_err(Error::from);
        let is_used = std::mem::take(&mut self.is_used);
        match begun {
            Err(fault) if is_used && fault.is_lost() => {
                // If one was lost, so were the others.
                lock(&self.shared.idle).clear();
                self.kept = self.shared.open()?;
                Ok(self.db().batch_execute(statements)?)
            }
            begun => begun,
        }
    }

    fn gives_back(mut self, after: After) {
        let is_sound = match after {
            After::Kept => true,
            After::RolledBack => self.db().batch_execute("ROLLBACK").is_ok(),
            After::Gone => false,
        };
        if is_sound && self.kept.has_room() && !self.shared.turns.is_closed() {
            lock(&self.shared.idle).push(self.kept);
        }
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
