//! What came of an import.

use crate::store::import::{Counts, ImportCounts};
use serde::Serialize;
use std::fmt;

/// As many faults as are listed; more are only counted.
const MOST_FAULTS: usize = 1000;

/// What came of an import.
#[derive(Debug, Default, Clone, Serialize, PartialEq, Eq)]
pub struct ImportReport {
    /// Lines that made something new.
    pub added: Counts,
    /// Lines that say what is there already.
    pub known: Counts,
    pub faults: Vec<ImportFault>,
    /// Faults beyond those listed.
    pub more_faults: usize,
    /// What is there otherwise than the files say, and stays so.
    pub differences: Vec<ImportFault>,
    /// Differences beyond those listed.
    pub more_differences: usize,
}

/// What is wrong with one line.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct ImportFault {
    /// One of the four files of an import.
    pub file: &'static str,
    /// Counted from 1, the header included.
    pub line: u64,
    pub what: String,
}

impl ImportReport {
    /// Notes what is wrong with a line, or counts it where enough are listed.
    pub(crate) fn fault(&mut self, file: &'static str, line: u64, what: impl Into<String>) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(ImportFault {
                file,
                line,
                what: what.into(),
            });
        } else {
            self.more_faults += 1;
        }
    }
}

impl ImportReport {
    /// Notes what is there otherwise than a line says, or counts it where enough are listed.
    pub(crate) fn difference(&mut self, file: &'static str, line: u64, what: String) {
        if self.differences.len() < MOST_FAULTS {
            self.differences.push(ImportFault { file, line, what });
        } else {
            self.more_differences += 1;
        }
    }
}

impl ImportReport {
    /// Notes what came of the lines.
    pub(crate) fn came(&mut self, counts: ImportCounts) {
        self.added = counts.added;
        self.known = counts.known;
    }
}

/// What was found in files that were checked alone: nothing of them is counted.
#[derive(Serialize)]
pub struct Checked<'a> {
    faults: &'a [ImportFault],
    more_faults: usize,
    differences: &'a [ImportFault],
    more_differences: usize,
}

impl ImportReport {
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
            let ImportFault { file, line, what } = difference;
            writeln!(f, "{file}:{line}: {what}")?;
        }
        if self.more_differences > 0 {
            writeln!(f, "… and {} more", self.more_differences)?;
        }
        Ok(())
    }
}

impl fmt::Display for ImportReport {
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
