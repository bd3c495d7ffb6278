//! How far the end of the program has come, for all that must know of it.

use std::sync::Arc;
use tokio::sync::watch;

/// Each is reached as well once a later one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Stage {
    #[default]
    Open,
    /// Nothing new is begun.
    Stopping,
    /// What cannot be over in a moment breaks off in good order.
    LastCall,
}

/// Told once by whoever ends the program; asked by everybody.
#[derive(Clone, Default)]
pub struct Stop(Arc<watch::Sender<Stage>>);

impl Stop {
    /// Tells all who wait for it, and whoever asks from now on.
    pub fn comes_to(&self, stage: Stage) {
        self.0.send_replace(stage);
    }

    /// Whether the program is ending: `/readyz` says no from then on.
    pub fn has_begun(&self) -> bool {
        *self.0.borrow() > Stage::Open
    }

    /// Waits until it has come so far.
    pub async fn reaches(&self, stage: Stage) {
        let mut stages = self.0.subscribe();
        // The sender is this very value: it does not go while it is asked.
        let _ = stages.wait_for(|now| *now >= stage).await;
    }
}

/// Says whether to begin with anything more.
pub type GoOn<'a> = &'a (dyn Fn() -> bool + Sync);
