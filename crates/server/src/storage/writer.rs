//! The one writer of the embedded database. It takes every write that waits, runs each in a savepoint of one transaction,
//! commits once, and only then answers them all: many writes share the cost of one flush to disk.

use crate::config::database_address::DatabasePlace;
use crate::storage::bell::Bell;
use crate::storage::checkpoints::Checkpoints;
use crate::storage::connection::AnyConnection;
use crate::storage::error::Error;
use crate::storage::others::Others;
use crate::storage::tx::{Tx, TxMaker};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Integer;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::oneshot;

/// As many writes as share one commit, so that nobody waits long for the first answer.
const LARGEST_GROUP: usize = 128;
/// As many as may wait before callers have to.
pub(super) const LONGEST_QUEUE: usize = 4096;

/// Answers whoever asked, once it is known whether the group was committed.
type Answer = Box<dyn FnOnce(Result<(), Error>) + Send>;
/// Runs one write, or only answers with the fault that keeps it from running. Out: whether to keep it, or why not, and how to
/// answer.
type Run = Box<dyn FnOnce(Result<&mut AnyConnection, Error>) -> (Result<(), Error>, Answer) + Send>;

struct Job {
    run: Run,
    share: Share,
}

/// What a write has for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// A savepoint of a transaction that it shares with others.
    Savepoint,
    /// As that; on a server, compared with nobody by what it reads.
    Apart,
    /// Too large for a savepoint, whose journal would be kept in memory: it has a transaction to itself.
    Transaction,
    /// The connection outside a transaction, for what cannot be done inside one.
    Connection,
}

/// Clones share the one thread.
#[derive(Clone)]
pub struct Writer(Arc<Desk>);

/// Ends with the last [`Writer`], and then waits for the thread: what is left behind is one complete file.
struct Desk {
    bell: Bell,
    queue: Mutex<Option<SyncSender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    ended: Mutex<Option<oneshot::Receiver<()>>>,
}

impl Drop for Desk {
    fn drop(&mut self) {
        *lock(&self.queue) = None;
        if let Some(thread) = lock(&self.thread).take() {
            let _ = thread.join();
        }
    }
}

impl Writer {
    /// Starts the writer on a thread of its own. In: a connection to the file there, and the bell that is rung for what it commits,
    /// and for what other processes do.
    pub fn start(place: &DatabasePlace, connection: AnyConnection, bell: Bell) -> Self {
        let (sender, receiver) = sync_channel(LONGEST_QUEUE);
        let (end, ended) = oneshot::channel();
        let others = Others::new(bell.clone());
        let checkpoints = Checkpoints::begin(place);
        let thread = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || {
                run(connection, &receiver, others, checkpoints);
                let _ = end.send(());
            })
            .expect("a thread can be started");
        Self(Arc::new(Desk {
            bell,
            queue: Mutex::new(Some(sender)),
            thread: Mutex::new(Some(thread)),
            ended: Mutex::new(Some(ended)),
        }))
    }

    /// Takes no more, does what waits, and closes the file. Out: whether that was done in time; if not, it is left to its own.
    pub async fn close(&self, within: Duration) -> bool {
        *lock(&self.0.queue) = None;
        let ended = lock(&self.0.ended).take();
        let Some(ended) = ended else { return true };
        let is_done = tokio::time::timeout(within, ended).await.is_ok();
        let thread = lock(&self.0.thread).take();
        if let Some(thread) = thread.filter(|_| is_done) {
            let _ = thread.join();
        }
        is_done
    }

    /// Runs `work` and answers when it is on disk.
    pub async fn write<T, F>(&self, start: TxMaker, share: Share, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx) -> Result<T, Error> + Send + 'static,
    {
        let (sender, receiver) = oneshot::channel();
        let bell = self.0.bell.clone();
        let run: Run = Box::new(move |connection| {
            let mut rings = false;
            let result = connection.and_then(|connection| {
                let mut tx = start.on(connection);
                let done = catch_unwind(AssertUnwindSafe(|| work(&mut tx)));
                rings = tx.rings;
                done.unwrap_or(Err(Error::Panicked))
                    .map_err(Error::of_written_file)
            });
            let keep = result.as_ref().map(|_| ()).map_err(Error::again);
            let answer: Answer = Box::new(move |committed| {
                let result = committed.and(result);
                if rings && result.is_ok() {
                    bell.ring();
                }
                let _ = sender.send(result);
            });
            (keep, answer)
        });
        let queue = lock(&self.0.queue).clone().ok_or(Error::Closed)?;
        match queue.try_send(Job { run, share }) {
            Ok(()) => {}
            Err(std::sync::mpsc::TrySendError::Full(_)) => return Err(Error::Busy),
            Err(std::sync::mpsc::TrySendError::Disconnected(_)) => return Err(Error::Closed),
        }
        receiver.await.map_err(|_| Error::Closed)?
    }
}

/// The next that is to be done; nothing where no more comes. Meanwhile what others do is looked for.
fn next_job(
    connection: &mut AnyConnection,
    queue: &Receiver<Job>,
    others: &mut Others,
) -> Option<Job> {
    loop {
        others.look(connection);
        match queue.recv_timeout(Others::EVERY) {
            Ok(job) => return Some(job),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

fn run(
    mut connection: AnyConnection,
    queue: &Receiver<Job>,
    mut others: Others,
    checkpoints: Checkpoints,
) {
    let mut next = None;
    while let Some(first) = next
        .take()
        .or_else(|| next_job(&mut connection, queue, &mut others))
    {
        match first.share {
            Share::Savepoint | Share::Apart => {}
            Share::Transaction => {
                commit_alone(&mut connection, first.run);
                checkpoints.written();
                continue;
            }
            Share::Connection => {
                let _turn = checkpoints.turn();
                let (done, answer) = (first.run)(Ok(&mut connection));
                answer(done);
                continue;
            }
        }
        // What comes while the group is at work still belongs to it.
        let others = std::iter::from_fn(|| match queue.try_recv() {
            Ok(job) if !matches!(job.share, Share::Savepoint | Share::Apart) => {
                next = Some(job);
                None
            }
            Ok(job) => Some(job.run),
            Err(_) => None,
        });
        let group = std::iter::once(first.run).chain(others);
        commit_together(&mut connection, group.take(LARGEST_GROUP));
        checkpoints.written();
    }
    drop(checkpoints);
    put_into_one_file(&mut connection);
}

#[derive(QueryableByName)]
struct Checkpoint {
    #[diesel(sql_type = Integer)]
    busy: i32,
}

/// Writes the file anew, without what was deleted and changed, and leaves nothing in the log beside it. Errors: others who read are not
/// done with the log yet ([`Error::Busy`]).
pub(super) fn rewrite(connection: &mut AnyConnection) -> Result<(), Error> {
    let AnyConnection::Sqlite(file) = connection else {
        return Ok(());
    };
    // The new file is made beside the old one, not in memory.
    file.batch_execute("PRAGMA temp_store = FILE")?;
    let rewritten = file.batch_execute("VACUUM").and_then(|()| {
        diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result::<Checkpoint>(file)
    });
    file.batch_execute("PRAGMA temp_store = MEMORY")?;
    match rewritten?.busy {
        0 => Ok(()),
        _ => Err(Error::Busy),
    }
}

/// Leaves all that was written in the database file itself, and none of it in the log beside it.
fn put_into_one_file(connection: &mut AnyConnection) {
    let AnyConnection::Sqlite(file) = connection else {
        return;
    };
    // Others who read are waited for a moment: it is a matter of order, not of safety.
    let done = file
        .batch_execute("PRAGMA busy_timeout = 500")
        .and_then(|()| {
            diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result::<Checkpoint>(file)
        });
    match done {
        Ok(checkpoint) if checkpoint.busy == 0 => {}
        Ok(_) => tracing::warn!(
            event = "database.in-use",
            "another process is using the database: parvis.db-wal belongs to it until that process ends"
        ),
        Err(fault) => tracing::warn!(
            event = "database.in-use",
            %fault,
            "the database could not be put into one file: parvis.db-wal belongs to it"
        ),
    }
}

/// A large change in a transaction of its own: nothing of it is held in memory beyond the cache.
fn commit_alone(connection: &mut AnyConnection, job: Run) {
    let begun = connection.batch_execute("BEGIN IMMEDIATE");
    let (keep, answer) = match begun.map_err(|fault| Error::from(fault).of_written_file()) {
        Ok(()) => job(Ok(connection)),
        Err(fault) => job(Err(fault)),
    };
    let committed = keep.and_then(|()| {
        let committed = connection.batch_execute("COMMIT");
        committed.map_err(|fault| Error::from(fault).of_written_file())
    });
    if committed.is_err() {
        // Fails where there is no transaction, which is as good.
        let _ = connection.batch_execute("ROLLBACK");
    }
    answer(committed);
}

fn commit_together(connection: &mut AnyConnection, group: impl Iterator<Item = Run>) {
    let mut sound = connection
        .batch_execute("BEGIN IMMEDIATE")
        .map_err(|fault| Error::from(fault).of_written_file());
    let mut answers = Vec::new();
    for job in group {
        // A failure outside a job (a full disk, a lock) may have ended the transaction: nothing may run after it.
        let (keep, answer) = match &sound {
            Err(fault) => job(Err(fault.again())),
            Ok(()) => {
                sound = connection
                    .batch_execute("SAVEPOINT job")
                    .map_err(|fault| Error::from(fault).of_written_file());
                match &sound {
                    Err(fault) => job(Err(fault.again())),
                    Ok(()) => job(Ok(connection)),
                }
            }
        };
        answers.push(answer);
        if sound.is_ok() {
            sound = match keep {
                Ok(()) => connection
                    .batch_execute("RELEASE job")
                    .map_err(|fault| Error::from(fault).of_written_file()),
                // Some faults, a full disk for one, end the whole transaction: then everybody is told of that fault.
                Err(fault) => connection
                    .batch_execute("ROLLBACK TO job; RELEASE job")
                    .map_err(|_| fault),
            };
        }
    }
    let committed = sound.and_then(|()| {
        let committed = connection.batch_execute("COMMIT");
        committed.map_err(|fault| Error::from(fault).of_written_file())
    });
    if committed.is_err() {
        // Fails where the engine has rolled back by itself, which is as good.
        let _ = connection.batch_execute("ROLLBACK");
    }
    for answer in answers {
        answer(committed.as_ref().copied().map_err(Error::again));
    }
}

fn lock<T>(what: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}
