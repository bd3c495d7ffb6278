//! The one writer of the embedded database. It takes every write that waits, runs each in a savepoint of one transaction,
//! commits once, and only then answers them all: many writes share the cost of one flush to disk.

use super::connection::AnyConnection;
use super::{Error, Tx, TxMaker};
use diesel::connection::SimpleConnection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use tokio::sync::oneshot;

/// As many writes as share one commit, so that nobody waits long for the first answer.
const LARGEST_GROUP: usize = 64;
/// As many as may wait before callers have to.
const LONGEST_QUEUE: usize = 4096;

/// Answers whoever asked, once it is known whether the group was committed.
type Answer = Box<dyn FnOnce(Result<(), Error>) + Send>;
/// Runs one write, or only answers with the fault that keeps it from running. Out: whether to keep it, or why not, and how to
/// answer.
type Job = Box<dyn FnOnce(Result<&mut AnyConnection, Error>) -> (Result<(), Error>, Answer) + Send>;

#[derive(Clone)]
pub struct Writer(SyncSender<Job>);

impl Writer {
    /// Starts the writer on a thread of its own, which ends when the last [`Writer`] is dropped.
    pub fn start(connection: AnyConnection) -> Self {
        let (sender, receiver) = sync_channel(LONGEST_QUEUE);
        std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || run(connection, &receiver))
            .expect("a thread can be started");
        Self(sender)
    }

    /// Runs `work` and answers when it is on disk.
    pub async fn write<T, F>(&self, start: TxMaker, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx) -> Result<T, Error> + Send + 'static,
    {
        let (sender, receiver) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            let result = connection.and_then(|connection| {
                catch_unwind(AssertUnwindSafe(|| work(&mut start.on(connection))))
                    .unwrap_or(Err(Error::Panicked))
            });
            let keep = result.as_ref().map(|_| ()).map_err(Error::again);
            let answer: Answer = Box::new(move |committed| {
                let _ = sender.send(committed.and(result));
            });
            (keep, answer)
        });
        let queue = self.0.clone();
        match queue.try_send(job) {
            Ok(()) => {}
            Err(std::sync::mpsc::TrySendError::Full(_)) => return Err(Error::Busy),
            Err(std::sync::mpsc::TrySendError::Disconnected(_)) => return Err(Error::Closed),
        }
        receiver.await.map_err(|_| Error::Closed)?
    }
}

fn run(mut connection: AnyConnection, queue: &Receiver<Job>) {
    while let Ok(first) = queue.recv() {
        let group = std::iter::once(first)
            .chain(queue.try_iter())
            .take(LARGEST_GROUP);
        commit_together(&mut connection, group);
    }
}

fn commit_together(connection: &mut AnyConnection, group: impl Iterator<Item = Job>) {
    let mut sound = connection
        .batch_execute("BEGIN IMMEDIATE")
        .map_err(Error::from);
    let mut answers = Vec::new();
    for job in group {
        // A failure outside a job (a full disk, a lock) may have ended the transaction: nothing may run after it.
        let (keep, answer) = match &sound {
            Err(fault) => job(Err(fault.again())),
            Ok(()) => {
                sound = connection
                    .batch_execute("SAVEPOINT job")
                    .map_err(Error::from);
                match &sound {
                    Err(fault) => job(Err(fault.again())),
                    Ok(()) => job(Ok(connection)),
                }
            }
        };
        answers.push(answer);
        if sound.is_ok() {
            sound = match keep {
                Ok(()) => connection.batch_execute("RELEASE job").map_err(Error::from),
                // Some faults, a full disk for one, end the whole transaction: then everybody is told of that fault.
                Err(fault) => connection
                    .batch_execute("ROLLBACK TO job; RELEASE job")
                    .map_err(|_| fault),
            };
        }
    }
    let committed = sound.and_then(|()| connection.batch_execute("COMMIT").map_err(Error::from));
    if committed.is_err() {
        // Fails where the engine has rolled back by itself, which is as good.
        let _ = connection.batch_execute("ROLLBACK");
    }
    for answer in answers {
        answer(committed.as_ref().copied().map_err(Error::again));
    }
}
