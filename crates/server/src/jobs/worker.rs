//! What happens by itself: mail goes out, time passes for requests and memberships, old sessions are swept away.
//!
//! The worker sleeps until the next moment at which something is due, and is woken where something was written that may be. It asks
//! the clock it is given; tests move that clock and call [`run_until_idle`].

use crate::app::App;
use crate::jobs::job::Job;
use crate::jobs::lookout::{LONGEST_REST, Lookout};
use crate::jobs::patience::Patience;
use crate::notification::smtp::Transport;
use crate::stop::GoOn;
use crate::storage::{Author, Ears, Error, Tx};
use crate::{jobs, notification, store};
use domain::Moment;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Does everything that is due once. Out: how much there was to do.
pub async fn run_once(app: &App, transport: Option<&dyn Transport>) -> Result<usize, Error> {
    let (mut done, mut fault) = (0, None);
    // Each on its own: what keeps one from being done must not hold up the others.
    for job in Job::ALL {
        match job.run(app, &|| true).await {
            Ok(count) => done += count,
            Err(other) => fault = Some(other),
        }
    }
    if let Some(transport) = transport {
        done += notification::sending::send(app, transport, &|| true).await?;
    }
    fault.map_or(Ok(done), Err)
}

/// Does everything that is due until nothing is, at most `rounds` times.
pub async fn run_until_idle(
    app: &App,
    transport: Option<&dyn Transport>,
    rounds: usize,
) -> Result<(), Error> {
    for _ in 0..rounds {
        if run_once(app, transport).await? == 0 {
            break;
        }
    }
    Ok(())
}

/// Removes what no longer matters, and makes due what a clock set back would otherwise leave waiting.
pub async fn sweep_now(app: &App) -> Result<(), Error> {
    let work = |tx: &mut Tx| {
        store::session::tidy(tx)?;
        store::put_off::tidy(tx)?;
        store::notification::hasten(tx)
    };
    app.db.write(Author::system(), work).await?;
    jobs::upkeep::all(app).await
}

/// How often it sweeps.
const SWEEP: Duration = Duration::from_secs(3600);
/// How long it rests at the start, which is for those who wait at the door; and where something is due and nothing could be done: another
/// node is at it, or something else comes first.
const PAUSE: Duration = Duration::from_millis(500);

/// Works until `stop` says so: the jobs in turn, and sending beside them, so that a mail server that takes its time holds up
/// nothing else. A failure is logged and tried again; nothing that is due is forgotten, as it all stands in the database.
pub async fn work(
    app: Arc<App>,
    transport: Option<Arc<dyn Transport>>,
    stop: watch::Receiver<bool>,
) {
    let lookout = Arc::new(Lookout::new(app.clone()));
    let node = app.clone();
    let mut both = tokio::task::JoinSet::new();
    let ears = app.db.bell().ears();
    app.db.hear_others();
    both.spawn(do_jobs(app.clone(), lookout.clone(), ears, stop.clone()));
    if let Some(transport) = transport {
        both.spawn(send_mail(app, transport, lookout, stop));
    }
    while let Some(ended) = both.join_next().await {
        if let Err(fault) = ended {
            node.worker_has_ended();
            tracing::error!(event = "worker.ended", %fault, "a part of the worker has ended; restart Parvis");
        }
    }
}

/// Waits for the next turn: so long, or until the bell rings. Out: whether there is one.
async fn next_turn(rest: Duration, ears: &mut Ears, stop: &mut watch::Receiver<bool>) -> bool {
    tokio::select! {
        _ = stop.wait_for(|stop| *stop) => false,
        () = ears.rest(rest) => true,
    }
}

/// How the jobs have gone, and what is done each hour.
#[derive(Default)]
struct JobDesk {
    each: [Patience; Job::ALL.len()],
    database: Patience,
    swept: Option<Moment>,
}

impl JobDesk {
    /// Does what is due. Out: how long nothing is, as far as is known; nothing where it is to be looked again at once. Errors: the
    /// database gives no answer.
    async fn turn(
        &mut self,
        app: &App,
        lookout: &Lookout,
        heard: u64,
        go_on: GoOn<'_>,
    ) -> Result<Option<Duration>, Error> {
        let now = app.db.now();
        let mut rest = self.sweep(app, lookout, now).await?;
        let look = lookout.look(heard).await?;
        let mut done = None;
        for ((job, at), patience) in look.due.jobs().zip(&mut self.each) {
            let Some(at) = at else { continue };
            let at = patience.rests_until(now).map_or(at, |until| until.max(at));
            if at > now {
                rest = rest.min(at.since(now));
                continue;
            }
            if !go_on() {
                break;
            }
            let did = job.run(app, go_on).await;
            lookout.forget().await;
            let done = done.get_or_insert(0);
            match did {
                Ok(count) => {
                    tell_over(job.name(), patience.succeeds(app.db.now()));
                    *done += count;
                }
                // Nothing else need wait for the same.
                Err(other) if other.is_for_all() => return Err(other),
                Err(other) => tell(job.name(), patience.fails(app.db.now()), &other),
            }
        }
        let again = look.due.put_off.map(|at| at.since(now));
        Ok(match done {
            None => Some(
                again
                    .map_or(rest, |again| again.min(rest))
                    .min(look.lasts()),
            ),
            Some(0) => Some(PAUSE),
            Some(_) => None,
        })
    }

    /// Sweeps where that is due. Out: how long it is not.
    async fn sweep(
        &mut self,
        app: &App,
        lookout: &Lookout,
        now: Moment,
    ) -> Result<Duration, Error> {
        let rest = self.swept.map(|swept| swept.plus(SWEEP).since(now));
        // A clock that was set back makes none longer.
        if let Some(rest) = rest.filter(|rest| !rest.is_zero() && *rest <= SWEEP) {
            return Ok(rest);
        }
        self.swept = Some(now);
        let done = sweep_now(app).await;
        lookout.forget().await;
        match done {
            Err(fault) if !fault.is_for_all() => tell("sweeping", Some(1), &fault),
            other => other?,
        }
        Ok(SWEEP)
    }
}

async fn do_jobs(
    app: Arc<App>,
    lookout: Arc<Lookout>,
    mut ears: Ears,
    mut stop: watch::Receiver<bool>,
) {
    let mut desk = JobDesk::default();
    let seen = stop.clone();
    let go_on = move || !*seen.borrow();
    let mut rest = PAUSE;
    while next_turn(rest, &mut ears, &mut stop).await {
        rest = loop {
            let now = app.db.now();
            if let Some(until) = desk.database.rests_until(now) {
                break until.since(now);
            }
            match desk.turn(&app, &lookout, ears.heard(), &go_on).await {
                Ok(rest) => {
                    tell_over("the database", desk.database.succeeds(app.db.now()));
                    if let Some(rest) = rest {
                        break rest;
                    }
                }
                Err(fault) => tell("the database", desk.database.fails(app.db.now()), &fault),
            }
            if !go_on() {
                return;
            }
        };
    }
}

async fn send_mail(
    app: Arc<App>,
    transport: Arc<dyn Transport>,
    lookout: Arc<Lookout>,
    mut stop: watch::Receiver<bool>,
) {
    let (mut patience, mut ears) = (Patience::default(), app.db.bell().ears());
    let mut has_begun = false;
    let seen = stop.clone();
    let go_on = move || !*seen.borrow();
    let mut rest = PAUSE;
    while next_turn(rest, &mut ears, &mut stop).await {
        rest = loop {
            let now = app.db.now();
            if let Some(until) = patience.rests_until(now) {
                break until.since(now);
            }
            let sent = match has_begun {
                true => send_due(&app, &*transport, &lookout, ears.heard(), &go_on).await,
                false => notification::sending::begin(&app).await.map(|()| None),
            };
            match sent {
                Ok(rest) => {
                    has_begun = true;
                    tell_over("sending mail", patience.succeeds(app.db.now()));
                    if let Some(rest) = rest {
                        break rest;
                    }
                }
                Err(fault) => tell("sending mail", patience.fails(app.db.now()), &fault),
            }
            if !go_on() {
                return;
            }
        };
        transport.rest().await;
    }
}

/// Sends what is due. Out: how long nothing is, as far as is known; nothing where it is to be looked again at once.
async fn send_due(
    app: &App,
    transport: &dyn Transport,
    lookout: &Lookout,
    heard: u64,
    go_on: GoOn<'_>,
) -> Result<Option<Duration>, Error> {
    let look = lookout.look(heard).await?;
    let rest = look
        .due
        .mail
        .map_or(LONGEST_REST, |at| at.since(app.db.now()));
    if !rest.is_zero() {
        return Ok(Some(rest.min(look.lasts())));
    }
    let sent = notification::sending::send(app, transport, go_on).await;
    lookout.forget().await;
    Ok((sent? == 0).then_some(PAUSE))
}

fn tell(work: &str, times: Option<u32>, fault: &Error) {
    if let Some(times) = times {
        tracing::warn!(event = "work.failed", work, times, %fault, "the worker will try again");
    }
}

fn tell_over(work: &str, over: Option<(u32, Duration)>) {
    if let Some((times, lasted)) = over {
        let seconds = lasted.as_secs();
        tracing::info!(
            event = "work.resumed",
            work,
            times,
            seconds,
            "the worker goes on"
        );
    }
}
