//! `parvis serve`: from the first look at the database to one complete file and a last line in the log.

use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::config::database_address::DatabasePlace;
use crate::notification::smtp::{Smtp, Transport};
use crate::router::router;
use crate::serve::connections::Connections;
use crate::serve::signals::{Signal, Signals};
use crate::stop::Stage;
use crate::storage::lock::Lock;
use crate::storage::{Author, Error};
use crate::store::session::make_set_up_link;
use crate::{jobs, store};
use axum::Router;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, sleep_until, timeout, timeout_at};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// How long the file of the database may take to be closed, when all else is over.
const CLOSING: Duration = Duration::from_secs(1);
/// How often somebody who watches the log is told what a stop waits for.
const TELL_EVERY: Duration = Duration::from_secs(2);
/// How often a database that cannot be reached is tried.
const TRY_EVERY: Duration = Duration::from_secs(1);

/// Runs the installation until it is told to stop.
pub async fn serve(config: Config) -> Result<()> {
    let mut signals = Signals::new(true)?;
    let _lock = Lock::take(&config.place())?;
    let database = match config.place() {
        DatabasePlace::Sqlite(path) => path.display().to_string(),
        DatabasePlace::Postgres(..) => "PostgreSQL".to_owned(),
    };
    tracing::info!(
        event = "service.starting",
        version = env!("CARGO_PKG_VERSION"),
        database,
        "starting"
    );
    config.mail.must_have_password()?;
    let transport: Option<Arc<dyn Transport>> = match Smtp::new(&config)? {
        Some(smtp) => Some(Arc::new(smtp)),
        None => {
            tracing::warn!(
                event = "mail.none",
                "no mail server is configured (mail.host): mail waits in the outbox"
            );
            None
        }
    };
    let app = tokio::select! {
        opened = open(&config) => opened?,
        _ = signals.told_to_stop() => return Ok(()),
    };
    let listener = TcpListener::bind(app.config.listen)
        .await
        .map_err(|fault| format!("{}: {fault}", app.config.listen))?;
    tracing::info!(event = "service.started", address = %listener.local_addr()?, "listening");
    if !app.db.read(store::person::has_operator).await? {
        let made = app
            .db
            .write(Author::program("serve"), make_set_up_link)
            .await?;
        match made {
            Ok(token) => {
                println!(
                    "There is no operator yet. Within a day, open this link to become the first:"
                );
                let path = format!("/set-up?token={}", token.as_str());
                println!("{}", app.address(&path));
            }
            Err(until) => {
                let hours = until.since(app.clock.now()).as_secs().div_ceil(3600);
                println!(
                    "There is no operator yet. A link to become the first was printed at an earlier start or by another node, and works for {hours} hours at most."
                );
            }
        }
    }
    let answers = router(app.clone());
    until_told(app, answers, listener, transport, signals).await
}

/// Opens the database, waiting for one that comes up later than this program does.
async fn open(config: &Config) -> Result<Arc<App>> {
    let deadline = Instant::now() + config.serve.database_wait();
    let mut is_told = false;
    loop {
        let settings = config.clone();
        let opened =
            tokio::task::spawn_blocking(move || App::open(settings, Clock::Real, false)).await?;
        match opened {
            Err(fault @ (Error::Connection(_) | Error::Busy)) if Instant::now() < deadline => {
                if !is_told {
                    let seconds = config.serve.database_wait_seconds;
                    tracing::warn!(event = "database.awaited", %fault, seconds, "waiting for the database");
                    is_told = true;
                }
                sleep(TRY_EVERY).await;
            }
            opened => return Ok(opened?),
        }
    }
}

/// Answers on this machine until told to stop, as a demonstration does.
pub async fn answer(
    app: Arc<App>,
    answers: Router,
    listener: TcpListener,
    transport: Option<Arc<dyn Transport>>,
) -> Result<()> {
    until_told(app, answers, listener, transport, Signals::new(false)?).await
}

/// Answers until told to stop, then lets what is under way finish, within limits.
async fn until_told(
    app: Arc<App>,
    answers: Router,
    listener: TcpListener,
    transport: Option<Arc<dyn Transport>>,
    mut signals: Signals,
) -> Result<()> {
    let (stop, stopped) = watch::channel(false);
    let mut worker = Some(tokio::spawn(jobs::work(app.clone(), transport, stopped)));
    let mut connections = Connections::new(answers, &app);
    let signal = loop {
        tokio::select! {
            () = connections.take_one(&listener) => {}
            signal = signals.told_to_stop() => break signal,
            ended = ended(&mut worker), if worker.is_some() => {
                worker = None;
                app.worker_has_ended();
                let fault = ended.and_then(|ended| ended.err()).map(|fault| fault.to_string());
                tracing::error!(event = "worker.ended", fault, "nothing happens by itself any more: start this node again");
            }
        }
    };
    let told = Instant::now();
    let deadline = told + app.config.serve.stop();
    tracing::info!(
        event = "service.stopping",
        signal = signal.name(),
        requests = connections.requests(),
        "stopping"
    );
    app.stop.comes_to(Stage::Stopping);
    let _ = stop.send(true);
    let drained = drain(&app, listener, connections, worker, told, deadline);
    tokio::select! {
        () = drained => {}
        _ = signals.told_to_stop() => {
            tracing::warn!(event = "service.broken-off", "told twice: breaking off at once");
            std::process::exit(1);
        }
    }
    if !app.db.close(CLOSING).await {
        tracing::warn!(
            event = "service.broken-off",
            "a write was under way: nothing of it is kept, and parvis.db-wal belongs to the database"
        );
    }
    let milliseconds = told.elapsed().as_millis();
    tracing::info!(event = "service.stopped", milliseconds, "stopped");
    Ok(())
}

/// Lets what is under way come to an end before the deadline, and breaks off the rest.
async fn drain(
    app: &App,
    listener: TcpListener,
    mut connections: Connections,
    worker: Option<JoinHandle<()>>,
    told: Instant,
    deadline: Instant,
) {
    let door_closes = told + app.config.serve.stop_notice();
    // Balancers ask `/readyz` meanwhile and send nothing new.
    while timeout_at(door_closes, connections.take_one(&listener))
        .await
        .is_ok()
    {}
    drop(listener);
    connections.end_idle();
    // What breaks off in good order at the last call needs the rest for that.
    let last_call = door_closes + deadline.duration_since(door_closes).mul_f32(0.7);
    let breaking_off = async {
        sleep_until(last_call).await;
        app.stop.comes_to(Stage::LastCall);
        std::future::pending::<()>().await;
    };
    let ended = async {
        let telling = tell_what_is_under_way(connections.counter());
        tokio::select! {
            () = connections.ended() => {}
            () = telling => {}
        }
    };
    let over = tokio::select! {
        over = timeout_at(deadline, ended) => over.is_ok(),
        () = breaking_off => false,
    };
    if !over {
        let requests = connections.requests();
        tracing::warn!(
            event = "service.broken-off",
            requests,
            "requests that took too long are broken off"
        );
    }
    connections.break_off().await;
    if let Some(worker) = worker {
        end_worker(app, worker, last_call, deadline).await;
    }
}

/// Tells whoever watches the log, again and again, what the stop waits for.
async fn tell_what_is_under_way(requests: Arc<AtomicUsize>) {
    loop {
        sleep(TELL_EVERY).await;
        let requests = requests.load(Ordering::SeqCst);
        tracing::info!(
            event = "service.waiting",
            requests,
            "waiting for what is under way"
        );
    }
}

/// Lets the worker finish what it is at, hurries it at the last call, and breaks it off at the deadline.
async fn end_worker(app: &App, mut worker: JoinHandle<()>, last_call: Instant, deadline: Instant) {
    if timeout_at(last_call, &mut worker).await.is_ok() {
        return;
    }
    app.stop.comes_to(Stage::LastCall);
    if timeout_at(deadline, &mut worker).await.is_err() {
        tracing::warn!(
            event = "service.broken-off",
            "the worker is broken off: what it was doing is done again by whichever node comes to it"
        );
        worker.abort();
        let _ = timeout(Duration::from_millis(200), worker).await;
    }
}

/// How a task has ended, if there is one.
async fn ended(
    task: &mut Option<JoinHandle<()>>,
) -> Option<std::result::Result<(), tokio::task::JoinError>> {
    match task {
        Some(task) => Some(task.await),
        None => None,
    }
}

impl Signal {
    fn name(self) -> &'static str {
        match self {
            Signal::Interrupt => "SIGINT",
            Signal::Terminate => "SIGTERM",
            Signal::HangUp => "SIGHUP",
        }
    }
}
