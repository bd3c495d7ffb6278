//! Rung where something was committed that may be due, for those in this process who would otherwise have to ask again and again.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Whoever listens hears it no more often than this.
const BREATH: Duration = Duration::from_millis(50);

/// Clones are the same bell.
#[derive(Clone, Default)]
pub struct Bell(Arc<watch::Sender<u64>>);

impl Bell {
    /// Wakes all who listen; whoever is at something else hears it when they ask.
    pub fn ring(&self) {
        self.0.send_modify(|times| *times = times.wrapping_add(1));
    }

    /// Somebody listens from now on, until this goes.
    pub fn ears(&self) -> Ears {
        Ears(self.0.subscribe())
    }

    /// How often it has rung.
    pub fn times(&self) -> u64 {
        *self.0.borrow()
    }

    /// Whether anybody in this process listens.
    pub fn is_heard(&self) -> bool {
        self.0.receiver_count() > 0
    }
}

/// Of somebody who listens to a [`Bell`].
pub struct Ears(watch::Receiver<u64>);

impl Ears {
    /// How often it has rung; what was rung until now is heard by this.
    pub fn heard(&mut self) -> u64 {
        *self.0.borrow_and_update()
    }

    /// Rests as long as is said, or until it rings; it has, where it did so since [`Ears::heard`] or the last ring that ended a rest.
    /// However often it rings, there is a breath between.
    pub async fn rest(&mut self, longest: Duration) {
        tokio::time::sleep(longest.min(BREATH)).await;
        let rest = tokio::time::timeout(longest.saturating_sub(BREATH), self.0.changed());
        // The bell itself is there as long as the database whose it is.
        let _ = rest.await;
    }
}
