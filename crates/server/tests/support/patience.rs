//! Waiting for other processes, which have a time of their own.

use std::time::{Duration, Instant};

/// Asks again and again until there is an answer; fails if there is none after `longest`.
pub fn wait_for<T>(what: &str, longest: Duration, mut ask: impl FnMut() -> Option<T>) -> T {
    let begun = now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(begun.elapsed() < longest, "waited {longest:?} for {what}");
        rest(Duration::from_millis(5));
    }
}

/// The time on the wall, to measure with.
#[allow(clippy::disallowed_methods)] // other processes keep no clock of ours
pub fn now() -> Instant {
    Instant::now()
}

/// Lets time go by for another process.
#[allow(clippy::disallowed_methods)] // there is nothing to wait on but the other process
pub fn rest(time: Duration) {
    std::thread::sleep(time);
}
