//! How much is done at a time, so that others who write never wait long.

use std::time::{Duration, Instant};

/// As long as a transaction shall take, about.
const WANTED: Duration = Duration::from_millis(80);
/// As few lines as are done at once, however slow it is.
const LEAST: usize = 40;
/// A program that waits for the file of the embedded database looks whether it is free every 25 ms at first, and every 100 ms later on.
const SHORTEST_BREATH: Duration = Duration::from_millis(25);

/// How many lines are done at once, as it goes.
pub(super) struct Pace {
    lines: usize,
    most: usize,
}

impl Pace {
    /// In: as many as are done at once at most.
    pub fn new(most: usize) -> Self {
        Self { lines: LEAST, most }
    }

    pub fn lines(&self) -> usize {
        self.lines
    }

    /// So many lines took so long: more of them next time, at most twice as many, or fewer.
    pub fn took(&mut self, lines: usize, time: Duration) {
        let share = WANTED.as_secs_f64() / time.as_secs_f64().max(0.001);
        let next = (lines as f64 * share.min(2.0)) as usize;
        self.lines = next.clamp(LEAST, self.most);
    }
}

/// Since when something goes on.
pub(super) struct Watch(Instant);

impl Watch {
    #[allow(clippy::disallowed_methods)] // how long something takes, not when it is
    pub fn start() -> Self {
        Self(Instant::now())
    }

    pub fn time(&self) -> Duration {
        self.0.elapsed()
    }

    /// Lets other programs have the file of the embedded database, which know nothing of each other but whether it is free.
    pub async fn breathe(&self) {
        tokio::time::sleep(SHORTEST_BREATH.max(self.time() / 3)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_slow_is_done_in_smaller_pieces_and_what_is_quick_in_larger_ones() {
        let mut pace = Pace::new(250);
        let mut after = |lines: usize, millis: u64| {
            pace.took(lines, Duration::from_millis(millis));
            pace.lines()
        };
        assert_eq!(after(40, 1), 80);
        assert_eq!(after(200, 40), 250);
        assert_eq!(after(250, 160), 125);
        assert_eq!(after(250, 80_000), LEAST);
    }
}
