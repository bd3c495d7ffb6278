//! Four times as much as can be done, from more clients than can be served: as much is done as before, and the others are told when
//! to come again.

use crate::bench::load::client::{Ask, Client, failed};
use crate::bench::load::driving::within;
use crate::bench::load::program::answers;
use crate::bench::load::report::{Figure, MIB, MILLIS, NUMBER};
use crate::bench::load::site::own_requests;
use crate::bench::load::sitting::Sitting;
use crate::bench::load::watching::Watched;
use crate::bench::subject::now;
use crate::storage::Error;
use hyper::StatusCode;
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

const USUAL: usize = 128;
const CLIENTS: usize = 2_000;
const TIMES: f64 = 4.0;
/// Each side of each connection is an open file, and there are others.
const FILES: usize = 3 * CLIENTS;
/// How long health is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// What one client has seen.
#[derive(Default)]
struct Seen {
    times: Vec<Duration>,
    /// Told to come again later.
    later: u64,
    /// Answered in any other way, or not at all.
    otherwise: u64,
}

pub(super) async fn measure(sitting: &mut Sitting<'_>) -> Result<(), Error> {
    if !may_open(FILES) {
        sitting.leave_out(&format!(
            "overload: it needs {FILES} open files (ulimit -n)"
        ));
        return Ok(());
    }
    let (requests, lasting) = (sitting.plan.requests, sitting.plan.lasting);
    (sitting.say)("overload");
    let on = sitting.copy(requests)?;
    let mut site = sitting.open(&on, requests, &[]).await?;
    let reader = site.reader().await?;
    let usual = site.submit(USUAL, lasting).await?;
    let watched = Watched::new(site.server.process());
    // Each asks so often that all of them together ask for several times what can be done.
    let every = Duration::from_secs_f64(CLIENTS as f64 / (TIMES * usual.rate().max(1.0)));
    let (address, next) = (site.server.address, Arc::new(AtomicU64::new(usual.next)));
    let ask = Arc::new(site.submissions());
    let mut clients = Vec::with_capacity(CLIENTS);
    for _ in 0..CLIENTS {
        clients.push(Client::connect(address).await.ok());
    }
    let (mut all, began) = (JoinSet::new(), now());
    for (number, open) in clients.into_iter().enumerate() {
        let first = began + every.mul_f64(number as f64 / CLIENTS as f64);
        let (ask, next) = (ask.clone(), next.clone());
        let numbers = move || ask(next.fetch_add(1, Ordering::Relaxed));
        let asking = insist(address, open, numbers, (first, every), began + lasting);
        all.spawn(asking);
    }
    let mut seen = Seen::default();
    while let Some(one) = all.join_next().await {
        let one = one.map_err(failed)?;
        seen.times.extend(one.times);
        seen.later += one.later;
        seen.otherwise += one.otherwise;
    }
    seen.times.sort_unstable();
    // What is answered after the last was asked takes its time, too.
    let rate = seen.times.len() as f64 / began.elapsed().as_secs_f64();
    let healthy = healthy_again(address, &own_requests(&reader)).await?;
    let mut figure = Figure::plain(
        "submit, 2,000 clients, four times as much",
        "a second",
        rate,
    );
    figure.median = Some(within(&seen.times, 50));
    figure.p99 = Some(within(&seen.times, 99));
    figure.others.insert(503, seen.later);
    sitting.note(figure.beside("128 clients", usual.rate()));
    note_rest(sitting, &seen, watched.most(), healthy);
    Ok(())
}

/// What else was seen of it. In: the most private memory, and after how long all was well again.
fn note_rest(sitting: &mut Sitting<'_>, seen: &Seen, memory: Option<f64>, healthy: f64) {
    let others = seen.otherwise as f64;
    sitting.note(Figure::plain(
        "overload: answered otherwise, or not at all",
        NUMBER,
        others,
    ));
    if let Some(most) = memory {
        sitting.note(Figure::plain("overload: private memory, most", MIB, most));
    }
    sitting.note(Figure::plain(
        "overload: healthy after it within",
        MILLIS,
        healthy,
    ));
}

/// Asks when it is time to, or as soon as the last was answered, until the end. What was put off is asked again.
async fn insist(
    address: SocketAddr,
    mut open: Option<Client>,
    numbers: impl Fn() -> Option<Ask>,
    (mut due, every): (Instant, Duration),
    end: Instant,
) -> Seen {
    let (mut seen, mut left) = (Seen::default(), None);
    while due < end {
        tokio::time::sleep_until(due.into()).await;
        due = (due + every).max(now());
        let Some(ask) = left.take().or_else(&numbers) else {
            break;
        };
        let mut client = match open.take() {
            Some(client) => client,
            None => match Client::connect(address).await {
                Ok(client) => client,
                Err(_) => {
                    seen.otherwise += 1;
                    left = Some(ask);
                    continue;
                }
            },
        };
        let asked = now();
        match client.ask(&ask).await {
            Ok(answer) if ask.is_met_by(&answer) => {
                seen.times.push(asked.elapsed());
                open = Some(client);
            }
            Ok(answer) => {
                match answer.status == StatusCode::SERVICE_UNAVAILABLE && answer.says_when {
                    true => seen.later += 1,
                    false => seen.otherwise += 1,
                }
                (open, left) = (Some(client), Some(ask));
            }
            // Whether it was done is not known.
            Err(_) => seen.otherwise += 1,
        }
    }
    seen
}

/// How long it takes until the server says that it is ready and a page is answered, in milliseconds.
async fn healthy_again(address: SocketAddr, page: &Ask) -> Result<f64, Error> {
    let began = now();
    while began.elapsed() < PATIENCE {
        if answers(address, "/readyz").await {
            let mut client = Client::connect(address).await?;
            if client
                .ask(page)
                .await
                .is_ok_and(|answer| page.is_met_by(&answer))
            {
                return Ok(began.elapsed().as_secs_f64() * 1000.0);
            }
        }
    }
    Err(failed("the server does not get well again"))
}

/// Whether this program, and what it starts from now on, may open so many files; asks for it where it may not.
fn may_open(files: usize) -> bool {
    let allowed = || {
        let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
        let line = limits
            .lines()
            .find_map(|line| line.strip_prefix("Max open files"));
        let soft = line.and_then(|line| line.split_whitespace().next().map(str::to_owned));
        soft.is_some_and(|soft| {
            soft.parse()
                .map_or(soft == "unlimited", |soft: usize| soft >= files)
        })
    };
    if !allowed() {
        let _ = Command::new("prlimit")
            .args(["--pid", &std::process::id().to_string()])
            .arg(format!("--nofile={files}:"))
            .stderr(Stdio::null())
            .status();
    }
    allowed()
}
