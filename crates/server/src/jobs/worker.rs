//! What happens by itself: mail goes out, time passes for requests and memberships, old sessions are swept away.
//!
//! The worker asks the clock it is given; tests move that clock and call [`run_until_idle`].

use crate::app::App;
use crate::jobs::patience::Patience;
use crate::notification::smtp::Transport;
use crate::stop::GoOn;
use crate::storage::{Author, Error, Tx};
use crate::{jobs, notification, store};
use domain::Moment;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, watch};

/// What the worker does in turn. Sending is beside all of it: see [`work`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Job {
    PassTime,
    PassTimeForCreations,
    PassTimeForReviews,
    PassTimeForEntitlements,
    PassTimeForCases,
    EndRoles,
    LapseInvitations,
    Uploads,
    FillIndexes,
    Erase,
    WriteLetters,
    WriteDigests,
}

impl Job {
    const ALL: [Job; 12] = [
        Job::PassTime,
        Job::PassTimeForCreations,
        Job::PassTimeForReviews,
        Job::PassTimeForEntitlements,
        Job::PassTimeForCases,
        Job::EndRoles,
        Job::LapseInvitations,
        Job::Uploads,
        Job::FillIndexes,
        Job::Erase,
        Job::WriteLetters,
        Job::WriteDigests,
    ];

    /// What operators and the log call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Job::PassTime => "requests",
            Job::PassTimeForCreations => "account creations",
            Job::PassTimeForReviews => "access reviews",
            Job::PassTimeForEntitlements => "entitlements with an end",
            Job::PassTimeForCases => "support cases",
            Job::EndRoles => "roles with an end",
            Job::LapseInvitations => "invitations",
            Job::Uploads => "uploads",
            Job::FillIndexes => "search indexes",
            Job::Erase => "erasures",
            Job::WriteLetters => "letters",
            Job::WriteDigests => "daily mail",
        }
    }

    /// Does what is due of it. Out: how much there was to do.
    async fn run(self, app: &App, go_on: GoOn<'_>) -> Result<usize, Error> {
        let name = self.name();
        match self {
            Job::PassTime => jobs::time::REQUESTS.pass(app, go_on, name).await,
            Job::PassTimeForCreations => jobs::time::CREATIONS.pass(app, go_on, name).await,
            Job::PassTimeForReviews => jobs::time::REVIEWS.pass(app, go_on, name).await,
            Job::PassTimeForEntitlements => jobs::time::ENTITLEMENTS.pass(app, go_on, name).await,
            Job::PassTimeForCases => jobs::time::CASES.pass(app, go_on, name).await,
            Job::EndRoles => jobs::time::ROLES.pass(app, go_on, name).await,
            Job::LapseInvitations => jobs::time::INVITATIONS.pass(app, go_on, name).await,
            Job::Uploads => jobs::uploads::work(app, go_on).await,
            Job::FillIndexes => jobs::filling::work(app).await,
            Job::Erase => jobs::erasing::work(app, go_on).await,
            Job::WriteLetters => jobs::letters::write_letters(app, go_on).await,
            Job::WriteDigests => jobs::digests::write(app, go_on).await,
        }
    }
}

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

/// How long the worker rests when there is nothing to do, and how often it sweeps.
const REST: Duration = Duration::from_millis(500);
const SWEEP: Duration = Duration::from_secs(3600);

/// Works until `stop` says so: the jobs in turn, and sending beside them, so that a mail server that takes its time holds up
/// nothing else. A failure is logged and tried again; nothing that is due is forgotten, as it all stands in the database.
pub async fn work(
    app: Arc<App>,
    transport: Option<Arc<dyn Transport>>,
    stop: watch::Receiver<bool>,
) {
    // Rung when letters were written.
    let bell = Arc::new(Notify::new());
    let node = app.clone();
    let mut both = tokio::task::JoinSet::new();
    both.spawn(do_jobs(app.clone(), bell.clone(), stop.clone()));
    if let Some(transport) = transport {
        both.spawn(send_mail(app, transport, bell, stop));
    }
    while let Some(ended) = both.join_next().await {
        if let Err(fault) = ended {
            node.worker_has_ended();
            tracing::error!(event = "worker.ended", %fault, "a part of the worker has ended; restart Parvis");
        }
    }
}

/// Waits for the next turn. Out: whether there is one.
async fn next_turn(
    rest: Duration,
    bell: Option<&Notify>,
    stop: &mut watch::Receiver<bool>,
) -> bool {
    let rung = async {
        match bell {
            Some(bell) => bell.notified().await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = stop.wait_for(|stop| *stop) => false,
        () = rung => true,
        () = tokio::time::sleep(rest) => true,
    }
}

async fn do_jobs(app: Arc<App>, bell: Arc<Notify>, mut stop: watch::Receiver<bool>) {
    let mut patience = Job::ALL.map(|_| Patience::default());
    let mut database = Patience::default();
    let mut swept: Option<Moment> = None;
    let seen = stop.clone();
    let go_on = move || !*seen.borrow();
    while next_turn(REST, None, &mut stop).await {
        loop {
            let now = app.db.now();
            if !go_on() || database.rests(now) {
                break;
            }
            let (mut done, mut fault) = (0, None);
            if swept.is_none_or(|at| now.since(at) >= SWEEP || at > now) {
                swept = Some(now);
                match sweep_now(&app).await {
                    Err(other) if !other.is_for_all() => tell("sweeping", Some(1), &other),
                    swept => fault = swept.err(),
                }
            }
            for (job, patience) in Job::ALL.into_iter().zip(&mut patience) {
                if fault.as_ref().is_some_and(Error::is_for_all) || !go_on() {
                    break;
                }
                if patience.rests(now) {
                    continue;
                }
                match job.run(&app, &go_on).await {
                    Ok(count) => {
                        tell_over(job.name(), patience.succeeds(app.db.now()));
                        done += count;
                        if job == Job::WriteLetters && count > 0 {
                            bell.notify_one();
                        }
                    }
                    // Nothing else need wait for the same.
                    Err(other) if other.is_for_all() => fault = Some(other),
                    Err(other) => tell(job.name(), patience.fails(app.db.now()), &other),
                }
            }
            match fault {
                Some(fault) => tell("the database", database.fails(app.db.now()), &fault),
                None => tell_over("the database", database.succeeds(app.db.now())),
            }
            if done == 0 {
                break;
            }
        }
    }
}

async fn send_mail(
    app: Arc<App>,
    transport: Arc<dyn Transport>,
    bell: Arc<Notify>,
    mut stop: watch::Receiver<bool>,
) {
    let mut patience = Patience::default();
    let mut has_begun = false;
    let seen = stop.clone();
    let go_on = move || !*seen.borrow();
    while next_turn(REST, Some(&bell), &mut stop).await {
        while go_on() && !patience.rests(app.db.now()) {
            let sent = match has_begun {
                true => notification::sending::send(&app, &*transport, &go_on).await,
                false => notification::sending::begin(&app).await.map(|()| 1),
            };
            match sent {
                Ok(count) => {
                    has_begun = true;
                    tell_over("sending mail", patience.succeeds(app.db.now()));
                    if count == 0 {
                        break;
                    }
                }
                Err(fault) => tell("sending mail", patience.fails(app.db.now()), &fault),
            }
        }
        transport.rest().await;
    }
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
