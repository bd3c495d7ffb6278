//! The whole load, one kind of work after the other, each beside its yardstick.

use crate::app::App;
use crate::bench::load::child::Server;
use crate::bench::load::client::{Ask, Client, failed};
use crate::bench::load::driving::{Driven, drive};
use crate::bench::load::furnishing::{Furnished, asked, config, domain, furnished};
use crate::bench::load::report::{Figure, LoadReport};
use crate::bench::load::{furnishing, yardstick};
use crate::clock::Clock;
use crate::router::router;
use crate::serve::answer;
use crate::storage::Error;
use axum::extract::Path as InPath;
use axum::routing::get;
use hyper::StatusCode;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// What is measured, and how long.
#[derive(Debug, Clone)]
pub struct LoadPlan {
    /// The build that is measured.
    pub binary: PathBuf,
    /// How many requests wait before the load begins.
    pub requests: u64,
    /// How long each kind of work is driven.
    pub lasting: Duration,
}

/// The clients of those who write, and of those who read.
const WRITERS: usize = 128;
const READERS: usize = 32;

const FILE: &str = "parvis.db";

/// Answers on a port with what was furnished in a folder, and beside it with pages that only have a length.
pub async fn serve(
    folder: &Path,
    port: u16,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let app = App::open(config(port, folder, None), Clock::Real, false)?;
    let page = |InPath(bytes): InPath<usize>| async move { "x".repeat(bytes.min(1 << 20)) };
    let answers = router(app.clone()).route("/bench/{bytes}", get(page));
    let listener = TcpListener::bind(app.config.listen).await?;
    answer(app, answers, listener, None).await
}

/// Fills a folder for a load.
pub async fn furnish(folder: &Path, requests: u64, say: &dyn Fn(&str)) -> Result<(), Error> {
    furnishing::furnish(folder, None, requests, say).await
}

/// Measures a build in a folder. `say` is told what goes on.
pub async fn run(folder: &Path, plan: &LoadPlan, say: &dyn Fn(&str)) -> Result<LoadReport, Error> {
    say("furnishing");
    let furnished_it = Command::new(&plan.binary)
        .args(["bench", "furnish", "--requests", &plan.requests.to_string()])
        .arg(folder)
        .status()
        .map_err(failed)?;
    if !furnished_it.success() {
        return Err(failed("the installation could not be furnished"));
    }
    let (file, before) = (folder.join(FILE), folder.join("before.db"));
    std::fs::copy(&file, &before).map_err(failed)?;
    let furnished = Arc::new(furnished(folder)?);
    let server = Server::start(&plan.binary, folder).await?;
    let mut load = Load {
        plan,
        furnished,
        server,
        say,
        turn: 0,
        figures: Vec::new(),
    };
    load.note(
        "start to /readyz, ms",
        load.server.started_in.as_secs_f64() * 1000.0,
    );
    load.note_memory("idle");
    load.pages().await?;
    let submitted = load.submissions().await?;
    load.decisions().await?;
    load.note_memory("after it");
    let mut figures = std::mem::take(&mut load.figures);
    drop(load);
    say("yardsticks");
    yardsticks(folder, plan, &submitted, &mut figures)?;
    Ok(LoadReport {
        requests: plan.requests,
        seconds: plan.lasting.as_secs_f64(),
        figures,
    })
}

/// What was submitted, and how fast.
struct Submitted {
    all: u64,
    by_many: Driven,
    by_one: Driven,
}

struct Load<'l> {
    plan: &'l LoadPlan,
    furnished: Arc<Furnished>,
    server: Server,
    say: &'l dyn Fn(&str),
    /// How many submissions were planned so far: none is sent twice.
    turn: u64,
    figures: Vec<Figure>,
}

impl Load<'_> {
    fn note(&mut self, work: &str, value: f64) {
        self.figures.push(Figure::plain(work, value));
    }

    fn note_memory(&mut self, when: &str) {
        for (name, what, unit) in [
            ("RssAnon", "private memory", 1024.0),
            ("Threads", "threads", 1.0),
        ] {
            if let Some(value) = self.server.status(name) {
                let unit_name = if unit > 1.0 { ", MiB" } else { "" };
                self.note(&format!("{what} {when}{unit_name}"), value as f64 / unit);
            }
        }
    }

    async fn drive(
        &self,
        clients: usize,
        from: u64,
        ask: impl Fn(u64) -> Ask + Send + Sync + 'static,
    ) -> Result<Driven, Error> {
        drive(self.server.address, clients, self.plan.lasting, from, ask).await
    }

    /// Pages of 25 rows beside a page of as many bytes.
    async fn pages(&mut self) -> Result<(), Error> {
        let nobody = || failed("nobody was furnished");
        let asker = self.furnished.askers.first().cloned().ok_or_else(nobody)?;
        let decider = self
            .furnished
            .deciders
            .first()
            .cloned()
            .ok_or_else(nobody)?;
        let queue = format!("/accounts/{}/requests", domain(0));
        for (work, path, session) in [
            (
                "your requests, 32 clients",
                "/access/services".to_owned(),
                asker,
            ),
            ("the queue, 32 clients", queue, decider),
        ] {
            (self.say)(work);
            let page = Ask::page(path, Some(&session));
            let mut client = Client::connect(self.server.address).await?;
            let (status, body) = client.ask(&page).await?;
            if status != StatusCode::OK {
                return Err(failed(format!("{}: {status}", page.path)));
            }
            let plain = Ask::page(format!("/bench/{}", body.len()), None);
            let driven = self.drive(READERS, 0, move |_| page.clone()).await?;
            let beside = self.drive(READERS, 0, move |_| plain.clone()).await?;
            let yardstick = format!("a static page of {} bytes", body.len());
            self.figures
                .push(Figure::beside(work, &driven, &yardstick, beside.rate()));
        }
        Ok(())
    }

    async fn submissions(&mut self) -> Result<Submitted, Error> {
        let by_one = self.submit(1).await?;
        let by_some = self.submit(READERS).await?;
        let by_many = self.submit(WRITERS).await?;
        Ok(Submitted {
            all: by_one.done + by_some.done + by_many.done,
            by_many,
            by_one,
        })
    }

    async fn submit(&mut self, clients: usize) -> Result<Driven, Error> {
        let work = format!("submit, {clients} clients");
        (self.say)(&work);
        let furnished = self.furnished.clone();
        let ask = move |number| submission(&furnished, number);
        let driven = self.drive(clients, self.turn, ask).await?;
        // Each client has taken one more number than it came to send.
        self.turn += driven.done + driven.others.values().sum::<u64>() + clients as u64;
        self.figures.push(Figure::driven(&work, &driven));
        Ok(driven)
    }

    async fn decisions(&mut self) -> Result<(), Error> {
        (self.say)("decide, 128 clients");
        let furnished = self.furnished.clone();
        let driven = self
            .drive(WRITERS, 0, move |number| decision(&furnished, number))
            .await?;
        self.figures
            .push(Figure::driven("decide, 128 clients", &driven));
        Ok(())
    }
}

/// The submission of that number: each leads somebody to an account that they have not asked before.
fn submission(furnished: &Furnished, number: u64) -> Ask {
    let askers = furnished.askers.len() as u64;
    let (person, round) = (number % askers, number / askers);
    let account = asked(person, furnishing::SENT_BY_EACH + round, furnished.accounts);
    let typed = format!(
        "identifier={}&for=&reason=The+downloads+of+my+site%2C+as+my+colleagues+have+them%2C+for+the+work+on+Monday.&scope=&role=&until=",
        domain(account)
    );
    let session = &furnished.askers[person as usize];
    Ask::form("/access/requests", session, typed)
}

/// The decision of that number, on a request that waited before the load.
fn decision(furnished: &Furnished, number: u64) -> Ask {
    let (account, request) = &furnished.waiting[number as usize % furnished.waiting.len()];
    let decider = *account as usize % furnished.deciders.len();
    Ask::form(
        format!("/accounts/{}/requests/{request}/decision", domain(*account)),
        &furnished.deciders[decider],
        "version=1&outcome=approve&scope=entire&role=sa-user&until=&note=&words=&why=&class="
            .into(),
    )
}

/// Measures what stands beside the submissions, on the files that they left.
fn yardsticks(
    folder: &Path,
    plan: &LoadPlan,
    submitted: &Submitted,
    figures: &mut Vec<Figure>,
) -> Result<(), Error> {
    let (file, before) = (folder.join(FILE), folder.join("before.db"));
    yardstick::put_into_one_file(&file)?;
    let bytes = |path: &Path| std::fs::metadata(path).map(|meta| meta.len());
    let grown = bytes(&file).map_err(failed)? - bytes(&before).map_err(failed)?;
    let each = grown as f64 / submitted.all.max(1) as f64;
    figures.push(Figure::plain("on disk, a submission, kB", each / 1000.0));
    let appended = yardstick::append(folder, each as usize, plan.lasting)?;
    let median = |times: &[Duration], of: usize| {
        let at = times.len().saturating_sub(1) * of / 100;
        times
            .get(at)
            .map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
    };
    for of in [50, 99] {
        figures.push(Figure::of(
            &format!("submit, 1 client: {of} % within, ms"),
            submitted.by_one.within(of),
            "append and fdatasync of the same bytes",
            median(&appended, of),
        ));
    }
    let same = yardstick::same_rows(&before, &file, submitted.all)?;
    let bare = yardstick::four_inserts(&before, plan.lasting)?;
    for (yardstick, value) in [
        ("the same rows through the bare engine", same),
        ("bare engine, four inserts, groups of 128", bare),
    ] {
        figures.push(Figure::beside(
            "submit, 128 clients",
            &submitted.by_many,
            yardstick,
            value,
        ));
    }
    Ok(())
}
