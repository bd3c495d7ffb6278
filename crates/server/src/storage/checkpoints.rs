//! What was written goes from the log beside the embedded database into its file ("Write-Ahead Logging" in SQLite's documentation,
//! section 3.2), on a thread of its own: else whoever's write makes the log long would wait for all of it.

use crate::config::database_address::DatabasePlace;
use crate::storage;
use crate::storage::connection::{AnyConnection, Use};
use diesel::connection::SimpleConnection;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// As long as others may write on before what was written goes into the file: pages that many have changed go there once.
const GATHERED: Duration = Duration::from_millis(250);

/// Ends with its thread.
pub(super) struct Checkpoints {
    /// Both none once it ends.
    written: Option<SyncSender<()>>,
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
    turn: Arc<Mutex<()>>,
}

impl Checkpoints {
    /// Waits for something to be written there. What it cannot do, the writer does when the log is long.
    pub fn begin(place: &DatabasePlace) -> Self {
        let (written, wakes) = sync_channel(1);
        let (end, ended) = channel();
        let turn = Arc::new(Mutex::default());
        let (place, its_turn) = (place.clone(), turn.clone());
        let thread = std::thread::Builder::new()
            .name("checkpoints".into())
            .spawn(move || run(&place, &wakes, &ended, &its_turn));
        Self {
            written: Some(written),
            end: Some(end),
            thread: thread.ok(),
            turn,
        }
    }

    /// Something was written.
    pub fn written(&self) {
        // Where it knows already, it need not be told again.
        let _ = self.written.as_ref().map(|written| written.try_send(()));
    }

    /// Nothing goes into the file but by whoever has this: two at once are refused, however long they would wait.
    pub fn turn(&self) -> MutexGuard<'_, ()> {
        lock(&self.turn)
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        (self.written, self.end) = (None, None);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn run(place: &DatabasePlace, wakes: &Receiver<()>, ended: &Receiver<()>, turn: &Mutex<()>) {
    let mut connection = None;
    while wakes.recv().is_ok() {
        if ended.recv_timeout(GATHERED) != Err(RecvTimeoutError::Timeout) {
            return;
        }
        if connection.is_none() {
            connection = storage::open(place, Use::Read).ok();
        }
        if let Some(AnyConnection::Sqlite(file)) = &mut connection {
            let _turn = lock(turn);
            // Passive: nobody waits for it, and it for nobody.
            let _ = file.batch_execute("PRAGMA wal_checkpoint(PASSIVE)");
        }
    }
}

fn lock(turn: &Mutex<()>) -> MutexGuard<'_, ()> {
    turn.lock().unwrap_or_else(PoisonError::into_inner)
}
