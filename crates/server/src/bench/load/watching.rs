//! The most private memory that a process has had.

use crate::bench::load::program::Process;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::task::JoinHandle;

const EVERY: Duration = Duration::from_millis(50);

/// Looks many times a second until this is dropped.
pub(super) struct Watched {
    most: Arc<AtomicU64>,
    looking: JoinHandle<()>,
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.looking.abort();
    }
}

impl Watched {
    pub(super) fn new(process: Process) -> Self {
        let most = Arc::new(AtomicU64::new(process.status("RssAnon").unwrap_or(0)));
        let seen = most.clone();
        let looking = tokio::spawn(async move {
            while let Some(now) = process.status("RssAnon") {
                seen.fetch_max(now, Ordering::Relaxed);
                tokio::time::sleep(EVERY).await;
            }
        });
        Self { most, looking }
    }

    /// In MiB; none where the system does not tell.
    pub(super) fn most(&self) -> Option<f64> {
        match self.most.load(Ordering::Relaxed) {
            0 => None,
            most => Some(most as f64 / 1024.0),
        }
    }
}
