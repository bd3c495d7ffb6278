//! `parvis bench`: a small account in a fresh installation, then a large one in it, and how long the lists take at either time.
//!
//! Nothing in those lists may take time by how much there is: with the large account a page must answer within ten times what it
//! took while the small one was all there was.

mod fill;
mod measure;
mod others;
mod report;
mod review;

pub use report::Report;

use crate::app::App;
use crate::clock::Clock;
use crate::config::database_address::Place;
use crate::demo;
use crate::router::router;
use crate::storage::connection::Use;
use crate::storage::{AnyConnection, Error, connection};
use diesel::connection::SimpleConnection;
use domain::{PersonId, SmartAccountId};
use std::path::Path;
use std::time::{Duration, Instant};

/// How much there is in an account.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub members: u64,
    pub requests: u64,
    pub events: u64,
}

impl Size {
    /// One of them has every member in it.
    fn groups(self) -> u64 {
        (self.members / 100).max(20)
    }

    fn invitations(self) -> u64 {
        (self.members / 20).max(30)
    }

    /// Accounts beside it that only operators see.
    fn accounts(self) -> u64 {
        (self.members / 10).max(30)
    }
}

/// What is compared, and how often each page is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    pub small: Size,
    pub large: Size,
    pub repetitions: usize,
}

/// An account that is measured, by its name, as its domain and user IDs have it.
#[derive(Debug, Clone, Copy)]
struct Subject {
    name: &'static str,
    size: Size,
}

impl Subject {
    fn domain(&self) -> String {
        format!("{}.example", self.name)
    }

    /// The user ID of its administrator.
    fn administrator(&self) -> String {
        format!("boss-{}", self.name)
    }

    /// The user ID of who administers two of its Virtual Accounts.
    fn keeper(&self) -> String {
        format!("keeper-{}", self.name)
    }
}

/// An account as it was filled.
#[derive(Debug, Clone)]
struct Filled {
    subject: Subject,
    account: SmartAccountId,
    administrator: PersonId,
    review: review::Gathered,
    /// The group that everybody is in.
    group: String,
}

/// Fills an installation in `folder`, or in an empty PostgreSQL database, and measures it. `say` is told what goes on.
pub async fn run(
    folder: &Path,
    database: Option<&str>,
    plan: &Plan,
    say: &dyn Fn(&str),
) -> Result<Report, Error> {
    let mut config = demo::config(0, folder);
    if let Some(address) = database {
        config.database = address.to_owned();
    }
    let place = config.place();
    let app = App::open(config, Clock::Real, false)?;
    let router = router(app.clone());
    let mut measured = Vec::new();
    let mut last = None;
    let mut filling = Duration::ZERO;
    for (name, size) in [("small", plan.small), ("large", plan.large)] {
        let subject = Subject { name, size };
        let began = now();
        let filled = fill::account(&app, folder, &subject, say).await?;
        know_the_tables(&place)?;
        filling += began.elapsed();
        say("measuring");
        let pages = measure::pages(&app, &filled).await?;
        measured.push(measure::times(&router, &pages, plan.repetitions).await?);
        last = Some(filled);
    }
    let (Some(filled), [small, large]) = (last, measured.as_slice()) else {
        return Err(Error::Connection("nothing was measured".into()));
    };
    say("settling the access review");
    let settled = review::settle(&app, &filled).await?;
    Report::of(*plan, &place, filling, (small, large), &settled)
}

/// What the server does by itself some time after so much has been written: it counts what the tables hold, so that it can choose
/// its indexes. The embedded database needs none of that.
fn know_the_tables(place: &Place) -> Result<(), Error> {
    let mut db = connection::open(place, Use::Write)?;
    if let AnyConnection::Postgres(server) = &mut db {
        server.batch_execute("VACUUM ANALYZE")?;
    }
    Ok(())
}

#[allow(clippy::disallowed_methods)] // measuring how long something takes
fn now() -> Instant {
    Instant::now()
}
