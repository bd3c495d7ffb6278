//! So many clients at once, each with one request after the other, for so long.

use crate::bench::load::client::{Ask, Client, failed};
use crate::bench::subject::now;
use crate::storage::Error;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::task::JoinSet;

/// What came of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Driven {
    /// How many were answered as they should be, and how many otherwise, by status.
    pub done: u64,
    pub others: BTreeMap<u16, u64>,
    pub took: Duration,
    /// How long each that was done took, shortest first.
    pub times: Vec<Duration>,
    /// Where each form that was done led, by its number.
    pub led_to: Vec<(u64, String)>,
    /// The first number that was given to nobody.
    pub next: u64,
}

/// The place in sorted times of the one that so many of a hundred stay within.
fn place(count: usize, of_hundred: usize) -> usize {
    (count.saturating_sub(1) * of_hundred).div_ceil(100)
}

/// The time that so many of a hundred stay within, in milliseconds; the shortest come first.
pub(super) fn within(times: &[Duration], of_hundred: usize) -> f64 {
    let time = times.get(place(times.len(), of_hundred));
    time.map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
}

impl Driven {
    /// Done in a second.
    pub(super) fn rate(&self) -> f64 {
        self.done as f64 / self.took.as_secs_f64().max(f64::MIN_POSITIVE)
    }

    /// The time that so many of a hundred stay within, in milliseconds.
    pub(super) fn within(&self, of_hundred: usize) -> f64 {
        within(&self.times, of_hundred)
    }

    /// This and what was driven after it.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.done += other.done;
        for (status, count) in other.others {
            *self.others.entry(status).or_default() += count;
        }
        self.took += other.took;
        self.times.extend(other.times);
        self.times.sort_unstable();
        self.led_to.extend(other.led_to);
        self.next = other.next;
        self
    }
}

/// What one client has seen.
#[derive(Default)]
struct Seen {
    times: Vec<Duration>,
    others: Vec<u16>,
    led_to: Vec<(u64, String)>,
}

/// Drives the server. In: what the request of a number is, counted from `from`, none where there are no more; numbers are given out in
/// order, whichever client is free. Errors: a connection fails.
pub(super) async fn drive(
    address: SocketAddr,
    clients: usize,
    lasting: Duration,
    from: u64,
    ask: impl Fn(u64) -> Option<Ask> + Send + Sync + 'static,
) -> Result<Driven, Error> {
    let (ask, next) = (Arc::new(ask), Arc::new(AtomicU64::new(from)));
    let mut connections = Vec::with_capacity(clients);
    for _ in 0..clients {
        connections.push(Client::connect(address).await?);
    }
    let began = now();
    let mut all = JoinSet::new();
    for mut client in connections {
        let (ask, next) = (ask.clone(), next.clone());
        all.spawn(async move {
            let mut seen = Seen::default();
            while began.elapsed() < lasting {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some(wanted) = ask(number) else { break };
                let asked = now();
                let answer = client.ask(&wanted).await?;
                if wanted.is_met_by(&answer) {
                    seen.times.push(asked.elapsed());
                    if wanted.leads_to.is_some() {
                        seen.led_to.push((number, answer.leads_to));
                    }
                } else {
                    seen.others.push(answer.status.as_u16());
                }
            }
            Ok::<Seen, Error>(seen)
        });
    }
    let mut driven = Driven::default();
    while let Some(client) = all.join_next().await {
        let seen = client.map_err(failed)??;
        driven.times.extend(seen.times);
        driven.led_to.extend(seen.led_to);
        for status in seen.others {
            *driven.others.entry(status).or_default() += 1;
        }
    }
    driven.took = began.elapsed();
    driven.done = driven.times.len() as u64;
    driven.times.sort_unstable();
    driven.next = next.load(Ordering::Relaxed);
    Ok(driven)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_read_from_sorted_times() {
        let times: Vec<Duration> = (1..=101).map(Duration::from_millis).collect();
        for (of_hundred, millis) in [(0, 1.0), (50, 51.0), (99, 100.0), (100, 101.0)] {
            assert!((within(&times, of_hundred) - millis).abs() < 1e-9);
        }
        assert!((within(&times[..1], 99) - 1.0).abs() < 1e-9);
        assert!(within(&[], 50).is_nan());
    }

    #[test]
    fn what_was_driven_in_two_pieces_is_told_as_one() {
        let piece = |millis: u64, done| Driven {
            done,
            took: Duration::from_secs(1),
            times: vec![Duration::from_millis(millis); 2],
            others: BTreeMap::from([(503, 1)]),
            led_to: Vec::new(),
            next: millis,
        };
        let both = piece(9, 3).and(piece(5, 7));
        assert!((both.rate() - 5.0).abs() < 1e-9);
        assert_eq!(both.others, BTreeMap::from([(503, 2)]));
        assert!((both.within(0) - 5.0).abs() < 1e-9 && (both.within(100) - 9.0).abs() < 1e-9);
        assert_eq!(both.next, 5);
    }
}
