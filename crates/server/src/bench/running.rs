//! `parvis bench`: a small account in a fresh installation, then a large one in it, and how long the lists take at either time.
//!
//! Nothing in those lists may take time by how much there is: with the large account a page must answer within ten times what it
//! took while the small one was all there was.

use crate::app::App;
use crate::bench::contracts::Imported;
use crate::bench::report::Report;
use crate::bench::subject::{Plan, Subject, now};
use crate::clock::Clock;
use crate::config::database_address::DatabasePlace;
use crate::router::router;
use crate::storage::{AnyConnection, Error, Use};
use crate::{bench, demo, storage};
use diesel::connection::SimpleConnection;
use std::path::Path;
use std::time::Duration;

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
    // Nobody opens so many cases in a day.
    config.limits.cases = 1_000_000;
    config.limits.messages = 1_000_000;
    let place = config.place();
    let app = App::open(config, Clock::Real, false)?;
    let router = router(app.clone());
    let mut measured = Vec::new();
    let mut last = None;
    let mut filling = Duration::ZERO;
    let (mut contracts, mut imported) = (0, Imported::default());
    for (name, size) in [("small", plan.small), ("large", plan.large)] {
        let subject = Subject { name, size };
        let began = now();
        let filled = bench::fill::account(&app, folder, &subject, say).await?;
        say(&format!("{}: contracts", subject.domain()));
        imported = bench::contracts::import(&app, contracts, size.contracts).await?;
        contracts += size.contracts;
        say(&format!("{}: support cases", subject.domain()));
        bench::cases::open(&app, &subject).await?;
        know_the_tables(&place)?;
        filling += began.elapsed();
        say("measuring");
        let pages = bench::measure::pages(&app, &filled).await?;
        measured.push(bench::measure::times(&router, &pages, plan.repetitions).await?);
        last = Some(filled);
    }
    let (Some(filled), [small, large]) = (last, measured.as_slice()) else {
        return Err(Error::Shared("nothing was measured".into()));
    };
    say("settling the access review");
    let settled = bench::review::settle(&app, &filled).await?;
    Report::of(*plan, &place, filling, (small, large), &settled, &imported)
}

/// What the server does by itself some time after so much has been written: it counts what the tables hold, so that it can choose
/// its indexes. The embedded database needs none of that.
fn know_the_tables(place: &DatabasePlace) -> Result<(), Error> {
    let mut db = storage::open(place, Use::Write)?;
    if let AnyConnection::Postgres(server) = &mut db {
        server.batch_execute("VACUUM ANALYZE")?;
    }
    Ok(())
}
