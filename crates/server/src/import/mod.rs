//! `parvis import`: people, accounts, Virtual Accounts and memberships from CSV files.
//!
//! Everything is checked before anything is written; then all is written in one transaction. What is there already stays as
//! it is, so the same files again change nothing. Files are read line by line, twice: nothing but the names in them is held.

mod check;
mod rows;
mod write;

use crate::storage::{Author, Db, Error};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use std::fmt;
use std::path::{Path, PathBuf};

pub use rows::{ACCOUNTS, MEMBERSHIPS, PEOPLE, VIRTUAL_ACCOUNTS};

/// As many faults as are listed; more are only counted.
const MOST_FAULTS: usize = 1000;

/// What came of an import.
#[derive(Debug, Default, Clone, Serialize, PartialEq, Eq)]
pub struct Report {
    pub added: Counts,
    /// Lines that say what is there already.
    pub known: Counts,
    pub faults: Vec<Fault>,
    /// Faults beyond those listed.
    pub more_faults: usize,
}

#[derive(Debug, Default, Clone, Serialize, PartialEq, Eq)]
pub struct Counts {
    pub people: u64,
    pub accounts: u64,
    pub virtual_accounts: u64,
    pub memberships: u64,
}

/// What is wrong with one line.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Fault {
    pub file: &'static str,
    /// Counted from 1, the header included.
    pub line: u64,
    pub what: String,
}

impl Report {
    pub(crate) fn fault(&mut self, file: &'static str, line: u64, what: impl Into<String>) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(Fault {
                file,
                line,
                what: what.into(),
            });
        } else {
            self.more_faults += 1;
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.faults {
            writeln!(f, "{}:{}: {}", fault.file, fault.line, fault.what)?;
        }
        if self.more_faults > 0 {
            writeln!(f, "… and {} more", self.more_faults)?;
        }
        if !self.faults.is_empty() {
            return Ok(());
        }
        let line = |f: &mut fmt::Formatter<'_>, noun: &str, added: u64, known: u64| {
            writeln!(f, "{noun:<17} {added:>8} added, {known:>8} known")
        };
        line(f, "people", self.added.people, self.known.people)?;
        line(f, "accounts", self.added.accounts, self.known.accounts)?;
        line(
            f,
            "virtual accounts",
            self.added.virtual_accounts,
            self.known.virtual_accounts,
        )?;
        line(
            f,
            "memberships",
            self.added.memberships,
            self.known.memberships,
        )
    }
}

/// The files of a folder.
#[derive(Debug, Clone)]
pub struct Source(PathBuf);

impl Source {
    pub fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }
}

/// Imports the folder. Errors: the folder or the database cannot be read. Faults in the files stand in the report, and then
/// nothing is written.
pub async fn run(db: &Db, dir: &Path) -> Result<Report, Error> {
    let source = Source(dir.to_owned());
    if !rows::FILES.iter().any(|file| source.path(file).exists()) {
        return Err(Error::Connection(format!(
            "{}: holds none of {}",
            dir.display(),
            rows::FILES.join(", ")
        )));
    }
    let progress = progress();
    progress.set_message("checking");
    let (files, bar) = (source.clone(), progress.clone());
    let report = db.read(move |db| check::check(db, &files, &bar)).await?;
    if !report.faults.is_empty() {
        progress.finish_and_clear();
        return Ok(report);
    }
    progress.set_position(0);
    progress.set_message("writing");
    let bar = progress.clone();
    let report = db
        .write(Author::program("import"), move |tx| {
            write::write(tx, &source, &bar)
        })
        .await;
    progress.finish_and_clear();
    report
}

/// Lines done so far, on a terminal; nothing elsewhere.
fn progress() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}: {human_pos} lines, {per_sec}")
    {
        bar.set_style(style);
    }
    bar
}
