//! `parvis import`: people, accounts, Virtual Accounts and memberships from CSV files.
//!
//! Everything is checked before anything is written; then all is written in one transaction. What is there already stays as
//! it is, so the same files again change nothing. Files are read line by line, twice: nothing but the names in them is held.

mod check;
mod differences;
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
    /// What is there otherwise than the files say, and stays so.
    pub differences: Vec<Fault>,
    /// Differences beyond those listed.
    pub more_differences: usize,
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

impl Report {
    fn difference(&mut self, file: &'static str, line: u64, what: String) {
        if self.differences.len() < MOST_FAULTS {
            self.differences.push(Fault { file, line, what });
        } else {
            self.more_differences += 1;
        }
    }
}

/// What was found in files that were checked alone: nothing of them is counted.
#[derive(Serialize)]
pub struct Checked<'a> {
    faults: &'a [Fault],
    more_faults: usize,
    differences: &'a [Fault],
    more_differences: usize,
}

impl Report {
    /// What was found, without what would come of it.
    pub fn checked(&self) -> Checked<'_> {
        Checked {
            faults: &self.faults,
            more_faults: self.more_faults,
            differences: &self.differences,
            more_differences: self.more_differences,
        }
    }
}

impl fmt::Display for Checked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in self.faults {
            writeln!(f, "{}:{}: {}", fault.file, fault.line, fault.what)?;
        }
        if self.more_faults > 0 {
            writeln!(f, "… and {} more", self.more_faults)?;
        }
        if !self.faults.is_empty() {
            return Ok(());
        }
        for difference in self.differences {
            let Fault { file, line, what } = difference;
            writeln!(f, "{file}:{line}: {what}")?;
        }
        if self.more_differences > 0 {
            writeln!(f, "… and {} more", self.more_differences)?;
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.checked().fmt(f)?;
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

/// Files of a folder that are passed over though somebody meant them to be read: what each should be called.
fn misnamed(dir: &Path) -> Vec<(&'static str, String)> {
    let plain = |name: &str| -> String {
        let stem = name.to_lowercase();
        let stem = stem.trim_end_matches(".txt").trim_end_matches(".csv");
        stem.chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .trim_end_matches('s')
            .to_owned()
    };
    let mut found: Vec<(&'static str, String)> = std::fs::read_dir(dir)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| !rows::FILES.contains(&name.as_str()))
        .filter_map(|name| {
            let meant = rows::FILES
                .iter()
                .find(|file| plain(file) == plain(&name))?;
            Some((*meant, name))
        })
        .collect();
    found.sort();
    found
}

/// The files of a folder.
#[derive(Debug, Clone)]
pub struct Source(PathBuf);

impl Source {
    pub fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }
}

/// Checks the folder and writes nothing. Errors: the folder or the database cannot be read.
pub async fn check(db: &Db, dir: &Path) -> Result<Report, Error> {
    let progress = progress();
    let report = look(db, dir, &progress).await;
    progress.finish_and_clear();
    report
}

/// What is wrong with the files, or else what they say otherwise than it is.
async fn look(db: &Db, dir: &Path, progress: &ProgressBar) -> Result<Report, Error> {
    let source = Source(dir.to_owned());
    let misnamed = misnamed(dir);
    if misnamed.is_empty() && !rows::FILES.iter().any(|file| source.path(file).exists()) {
        return Err(Error::Shared(format!(
            "{}: holds none of {}",
            dir.display(),
            rows::FILES.join(", ")
        )));
    }
    progress.set_message("checking");
    let bar = progress.clone();
    let mut report = db
        .read(move |db| {
            let mut report = check::check(db, &source, &bar)?;
            if report.faults.is_empty() {
                differences::find(db, &source, &mut report, &bar)?;
            }
            Ok(report)
        })
        .await?;
    for (file, name) in misnamed {
        report.fault(
            file,
            1,
            format!("{name} is not read: call it {file}, or take it away"),
        );
    }
    Ok(report)
}

/// Imports the folder. Errors: the folder or the database cannot be read. Faults in the files stand in the report, and then
/// nothing is written.
pub async fn run(db: &Db, dir: &Path) -> Result<Report, Error> {
    let progress = progress();
    let looked = match look(db, dir, &progress).await {
        Ok(looked) if looked.faults.is_empty() => looked,
        other => {
            progress.finish_and_clear();
            return other;
        }
    };
    let source = Source(dir.to_owned());
    progress.set_position(0);
    progress.set_message("writing");
    let bar = progress.clone();
    let report = db
        .write_large(Author::program("import"), move |tx| {
            write::write(tx, &source, &bar)
        })
        .await;
    progress.finish_and_clear();
    report.map(|report| Report {
        differences: looked.differences,
        more_differences: looked.more_differences,
        ..report
    })
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
