//! So many clients at once, each with one request after the other, for so long.

use crate::bench::load::client::{Ask, Client, failed};
use crate::bench::subject::now;
use crate::storage::Error;
use hyper::StatusCode;
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
}

impl Driven {
    /// Done in a second.
    pub(super) fn rate(&self) -> f64 {
        self.done as f64 / self.took.as_secs_f64().max(f64::MIN_POSITIVE)
    }

    /// The time that so many of a hundred stay within, in milliseconds.
    pub(super) fn within(&self, of_hundred: usize) -> f64 {
        let last = self.times.len().saturating_sub(1);
        let time = self.times.get((last * of_hundred).div_ceil(100));
        time.map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
    }
}

/// Drives the server. In: what the request of a number is, counted from `from`; numbers are given out in order, whichever client is
/// free. Errors: a connection fails.
pub(super) async fn drive(
    address: SocketAddr,
    clients: usize,
    lasting: Duration,
    from: u64,
    ask: impl Fn(u64) -> Ask + Send + Sync + 'static,
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
            let (mut times, mut others) = (Vec::new(), Vec::new());
            while began.elapsed() < lasting {
                let wanted = ask(next.fetch_add(1, Ordering::Relaxed));
                let asked = now();
                let (status, _) = client.ask(&wanted).await?;
                match status == wanted.wanted {
                    true => times.push(asked.elapsed()),
                    false => others.push(status),
                }
            }
            Ok::<(Vec<Duration>, Vec<StatusCode>), Error>((times, others))
        });
    }
    let mut driven = Driven::default();
    while let Some(client) = all.join_next().await {
        let (times, others) = client.map_err(failed)??;
        driven.times.extend(times);
        for status in others {
            *driven.others.entry(status.as_u16()).or_default() += 1;
        }
    }
    driven.took = began.elapsed();
    driven.done = driven.times.len() as u64;
    driven.times.sort_unstable();
    Ok(driven)
}
