//! What is measured, and for how long.

use std::path::PathBuf;
use std::time::Duration;

/// A part of what is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Lists as people read them, beside a page of as many bytes.
    Pages,
    /// Sending requests, beside the engine alone.
    Submit,
    /// Deciding them, beside the engine alone.
    Decide,
    /// Logging in, beside Argon2id alone; and while pages are read.
    LogIn,
    /// What is done where nothing is to be done.
    Idle,
    /// Private memory and threads, before and after everything at once.
    Memory,
    /// What a request takes on disk, its mail sent.
    Disk,
    /// People into a database that holds as many, beside an empty one.
    Import,
    /// From the start to the first answer.
    Start,
    /// Sending requests while other programs keep all cores busy.
    Busy,
    /// Four times as much as can be done.
    Overload,
    /// Pages and writes at the size that was asked for, beside the usual one.
    Growth,
    /// The program itself.
    Size,
}

impl Part {
    /// All of them, in the order they are measured in.
    pub const ALL: [Part; 13] = [
        Part::Pages,
        Part::Submit,
        Part::Decide,
        Part::LogIn,
        Part::Idle,
        Part::Disk,
        Part::Memory,
        Part::Import,
        Part::Start,
        Part::Busy,
        Part::Overload,
        Part::Growth,
        Part::Size,
    ];

    /// Those that say most in the least time.
    pub const QUICK: [Part; 4] = [Part::Pages, Part::Submit, Part::Decide, Part::LogIn];
}

/// What is measured, and how long.
#[derive(Debug, Clone)]
pub struct LoadPlan {
    /// The build that is measured.
    pub binary: PathBuf,
    /// One that is measured in turns with it.
    pub before: Option<PathBuf>,
    /// Settings of the server that is measured, as its environment has them.
    pub settings: Vec<(String, String)>,
    /// A PostgreSQL server on which databases may be made, instead of the embedded database.
    pub database: Option<String>,
    /// How many requests there are before the load begins.
    pub requests: u64,
    /// How many there are where growth, memory and the start are measured; none for as many.
    pub seed_size: Option<u64>,
    /// Where what was filled is kept for the next time; none for a folder that goes.
    pub data: Option<PathBuf>,
    /// How long each kind of work is driven.
    pub lasting: Duration,
    /// How long everything is done at once.
    pub mixed: Duration,
    /// How many people are imported.
    pub people: u64,
    /// In the order they are measured in.
    pub parts: Vec<Part>,
    /// With fewer numbers of clients.
    pub is_quick: bool,
    /// How often everything is measured; the medians are told.
    pub repetitions: usize,
}

impl LoadPlan {
    /// The most requests that anything is measured with.
    pub fn largest(&self) -> u64 {
        self.seed_size.unwrap_or(self.requests).max(self.requests)
    }

    /// Whether a part is measured.
    pub fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// As many clients write as the engine bears, one alone first.
    pub(super) fn writers(&self) -> Vec<usize> {
        match (&self.database, self.is_quick) {
            (None, false) => vec![1, 32, 128],
            (None, true) => vec![1, 128],
            (Some(_), false) => vec![1, 8, 32],
            (Some(_), true) => vec![1, 8],
        }
    }

    /// The clients of the figure that stands beside what the engine alone can do.
    pub(super) fn most_writers(&self) -> usize {
        match self.database {
            None => 128,
            Some(_) => 8,
        }
    }
}

/// The smallest and the largest number of requests that can be filled in.
const LEAST: u64 = 100;
const MOST: u64 = 10_000_000;

/// A number of requests as it is typed: `10k`, `1m`, or in full. Errors: it is none, or beyond what can be filled in.
pub fn size(typed: &str) -> Result<u64, String> {
    let (digits, times) = match typed.to_ascii_lowercase() {
        text if text.ends_with('k') => (text.trim_end_matches('k').to_owned(), 1_000),
        text if text.ends_with('m') => (text.trim_end_matches('m').to_owned(), 1_000_000),
        text => (text, 1),
    };
    let number: Option<u64> = digits.parse().ok();
    number
        .and_then(|number| number.checked_mul(times))
        .filter(|number| (LEAST..=MOST).contains(number))
        .ok_or_else(|| format!("must be from {LEAST} to 10m, such as 10k or 1m"))
}

/// A number of requests as it is said in the name of a figure.
pub(super) fn said(size: u64) -> String {
    match size {
        size if size.is_multiple_of(1_000_000) => format!("{}m", size / 1_000_000),
        size if size.is_multiple_of(1_000) => format!("{}k", size / 1_000),
        size => size.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_they_are_said() {
        for (typed, number) in [
            ("10k", 10_000),
            ("1m", 1_000_000),
            ("10M", 10_000_000),
            ("400", 400),
        ] {
            assert_eq!(size(typed), Ok(number));
            assert_eq!(size(&said(number)), Ok(number));
        }
        for typed in ["", "k", "99", "11m", "-1", "1g", "1.5k", "99999999999999m"] {
            assert!(size(typed).is_err(), "{typed}");
        }
    }
}
