//! An import from when its lines hold to its end: by whoever brought it in, or by whoever finds that it was left behind.

use crate::import::applying::{ImportStep, MOST_AT_ONCE, step};
use crate::import::arriving::{LEASE, sweep};
use crate::import::pace::{Pace, Watch};
use crate::import::report::ImportReport;
use crate::import::rows::BATCH;
use crate::storage::{Author, Db, Error, Tx};
use crate::store;
use crate::store::import::{Import, ImportState};
use domain::ImportId;
use std::time::Duration;

/// The name that the event log shows.
const PROGRAM: &str = "import";

/// How often something is tried again that a database that gives no answer kept from being done, and how long is waited between.
const TRIES: u32 = 30;
const REST: Duration = Duration::from_secs(1);

pub(super) fn author() -> Author {
    Author::program(PROGRAM)
}

/// Does it again while the database as a whole gives no answer: others are at work, or it is started anew.
pub(super) async fn patiently<T>(
    mut work: impl AsyncFnMut() -> Result<T, Error>,
) -> Result<T, Error> {
    let mut tries = 0;
    loop {
        match work().await {
            Err(fault) if fault.is_for_all() && tries < TRIES => tries += 1,
            other => return other,
        }
        tokio::time::sleep(REST).await;
    }
}

/// What an import writes: its tables grow a hundredfold within minutes, and an index that was chosen for a table a fraction of its size
/// makes every further line slower.
const TABLES: &[&str] = &[
    "people",
    "email_addresses",
    "person_terms",
    "smart_accounts",
    "account_identifiers",
    "virtual_accounts",
    "memberships",
    "membership_terms",
    "event_person_terms",
    "import_lines",
    "import_names",
];

/// How many lines are done, and how many were when the database last counted its tables.
#[derive(Default)]
struct Growth {
    done: usize,
    counted: usize,
}

impl Growth {
    /// Out: whether it is time to count again.
    fn by(&mut self, lines: usize) -> bool {
        self.done += lines;
        let is_due = self.done >= BATCH.max(4 * self.counted);
        if is_due {
            self.counted = self.done;
        }
        is_due
    }
}

async fn count(db: &Db) -> Result<(), Error> {
    if db.is_embedded() {
        return Ok(());
    }
    db.write_large(author(), |tx| tx.know_the_tables(TABLES))
        .await
}

/// Carries out all of an import that holds, some lines at a time; others write in between. In: the report, which is told what came of
/// it, and what is told how many lines are done. Errors: the database's; what is left goes on by itself.
pub async fn finish(
    db: &Db,
    id: &ImportId,
    report: &mut ImportReport,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<(), Error> {
    let (mut pace, mut growth) = (Pace::new(MOST_AT_ONCE), Growth::default());
    loop {
        let (watch, most) = (Watch::start(), pace.lines());
        let stepped = patiently(async || {
            let id = id.clone();
            let next = move |tx: &mut Tx| step(tx, &id, most, LEASE);
            db.write_large(author(), next).await
        });
        match stepped.await? {
            ImportStep::Done(counts) => {
                report.came(counts);
                return count(db).await;
            }
            ImportStep::On { lines, gone } => {
                pace.took(lines, watch.time());
                progress(lines as u64);
                for fault in gone {
                    report.difference(fault.file, fault.line, fault.what);
                }
                if growth.by(lines) {
                    count(db).await?;
                }
            }
        }
        if db.is_embedded() {
            watch.breathe().await;
        }
    }
}

/// Takes up what was left behind of an import: of one that holds some lines are carried out, of another some are swept away.
pub async fn take_up(db: &Db, import: &Import) -> Result<(), Error> {
    let id = import.id.clone();
    match import.state {
        ImportState::Applying { .. } => {
            // Whoever comes next goes on.
            let next = move |tx: &mut Tx| step(tx, &id, MOST_AT_ONCE, Duration::ZERO);
            match db.write_large(author(), next).await? {
                ImportStep::On { gone, .. } => gone.iter().for_each(|fault| {
                    let (file, line) = (fault.file, fault.line);
                    tracing::warn!(
                        event = "import.passed-over",
                        file,
                        line,
                        "what a line names has gone meanwhile"
                    );
                }),
                ImportStep::Done(counts) => {
                    let (people, memberships) = (counts.added.people, counts.added.memberships);
                    tracing::info!(
                        event = "import.resumed",
                        people,
                        memberships,
                        "an import that was left behind is done"
                    );
                }
            }
        }
        _ => {
            db.write(author(), move |tx| sweep(tx, &id)).await?;
        }
    }
    Ok(())
}

/// What was left behind of an import, if any was.
pub async fn left_behind(db: &Db) -> Result<Option<Import>, Error> {
    let now = db.now();
    db.read(move |db| store::import::left_behind(db, now, now))
        .await
}
