//! `parvis bench`: a small account and a large one in a fresh installation, and how long the administrators' lists take in each.
//!
//! Nothing in those lists may take time by how much there is: the large account must answer within ten times the small one's
//! time.

mod fill;
mod measure;
mod report;

pub use report::Report;

use crate::app::App;
use crate::clock::Clock;
use crate::demo;
use crate::person::store::find_by_name;
use crate::storage::{Author, Error};
use crate::web::routes::router;
use std::path::Path;

/// How much there is in an account.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub members: u64,
    pub requests: u64,
    pub events: u64,
}

/// What is compared, and how often each page is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    pub small: Size,
    pub large: Size,
    pub repetitions: usize,
}

/// An account that is measured: its domain and its administrator.
#[derive(Debug, Clone, Copy)]
struct Subject {
    domain: &'static str,
    administrator: &'static str,
    size: Size,
}

/// Fills an installation in `folder`, or in an empty PostgreSQL database, and measures it. `say` is told what goes on.
pub async fn run(
    folder: &Path,
    database: Option<&str>,
    plan: &Plan,
    say: &dyn Fn(&str),
) -> Result<Report, Error> {
    let mut config = demo::config(0, folder);
    config.database = database.unwrap_or_default().to_owned();
    let app = App::open(config, Clock::Real, false)?;
    let subject = |domain, administrator, size| Subject {
        domain,
        administrator,
        size,
    };
    let subjects = [
        subject("small.example", "boss-small", plan.small),
        subject("large.example", "boss-large", plan.large),
    ];
    fill::installation(&app, folder, &subjects, say).await?;
    say("measuring");
    let router = router(app.clone());
    let mut times = Vec::new();
    for subject in &subjects {
        let name = subject.administrator;
        let session = app
            .db
            .write(Author::program("bench"), move |tx| {
                let known = find_by_name(tx.db, name)?;
                let known = known.ok_or_else(|| Error::corrupt("person", name, "is missing"))?;
                crate::session::store::begin(tx, &known.person.id)
            })
            .await?;
        let pages = measure::pages(&app, subject).await?;
        times.push(measure::times(&router, session.as_str(), &pages, plan.repetitions).await?);
    }
    let mut times = times.into_iter();
    Ok(Report::of(
        *plan,
        &times.next().unwrap_or_default(),
        &times.next().unwrap_or_default(),
    ))
}
