//! What was measured, as a table and as JSON.

use crate::bench::contracts::Imported;
use crate::bench::measure::Times;
use crate::bench::review::Settled;
use crate::bench::subject::Plan;
use crate::config::database_address::DatabasePlace;
use crate::storage::Error;
use serde::Serialize;
use std::fmt;
use std::time::Duration;

/// More than this many times the small account's time is another order.
const WORST_RATIO: f64 = 10.0;
/// What answers within this is quick whatever the ratio: a fraction of a millisecond more or less is what else the machine does.
const QUICK: Duration = Duration::from_millis(3);
/// A review or a file of whatever length is worked through in as much more memory as this.
const FLAT: u64 = 64 * 1024 * 1024;

/// How long one page takes, in milliseconds.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    pub page: &'static str,
    pub small_median: f64,
    pub small_p95: f64,
    pub large_median: f64,
    pub large_p95: f64,
    /// The large account's median by the small one's.
    pub ratio: f64,
}

/// What `parvis bench` says; its fields are those of the JSON.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    pub database: &'static str,
    pub small_members: u64,
    pub small_events: u64,
    pub large_members: u64,
    pub large_events: u64,
    pub repetitions: usize,
    /// Seconds that the filling took.
    pub filling: u64,
    pub lines: Vec<Line>,
    pub review: Review,
    pub contracts: Contracts,
    /// Whether no page is of another order in the large account, and memory stays flat.
    pub holds: bool,
}

/// An access review of every member of the large account.
#[derive(Debug, Clone, Serialize)]
pub struct Review {
    pub lines: i64,
    /// Seconds in which its lines were put together, and in which its rule decided them.
    pub gathering: f64,
    pub settling: f64,
    /// By how many bytes the memory grew at most, where the system tells.
    pub memory: Option<u64>,
}

/// A file of contracts that was imported while the large account was all there was besides.
#[derive(Debug, Clone, Serialize)]
pub struct Contracts {
    pub lines: u64,
    /// Seconds in which it arrived, was checked and applied.
    pub arriving: f64,
    pub checking: f64,
    pub applying: f64,
    /// By how many bytes the memory grew at most, where the system tells.
    pub memory: Option<u64>,
}

fn millis(time: Duration) -> f64 {
    (time.as_secs_f64() * 100_000.0).round() / 100.0
}

/// The time that so many per cent of the measured stay within; they are sorted.
fn within(page: &'static str, times: &[Duration], per_cent: usize) -> Result<Duration, Error> {
    let last = times.len().saturating_sub(1);
    let found = times.get((last * per_cent).div_ceil(100));
    found
        .copied()
        .ok_or_else(|| Error::Shared(format!("{page} was not measured")))
}

fn line(page: &'static str, small: &[Duration], large: &[Duration]) -> Result<(Line, bool), Error> {
    let (one, other) = (within(page, small, 50)?, within(page, large, 50)?);
    let ratio = other.as_secs_f64() / one.as_secs_f64().max(f64::MIN_POSITIVE);
    let line = Line {
        page,
        small_median: millis(one),
        small_p95: millis(within(page, small, 95)?),
        large_median: millis(other),
        large_p95: millis(within(page, large, 95)?),
        ratio: (ratio * 100.0).round() / 100.0,
    };
    Ok((line, ratio <= WORST_RATIO || other <= QUICK))
}

impl Report {
    /// In: what was measured in the small account and in the large one, the same pages in the same order. Errors: they are not.
    pub(super) fn of(
        plan: Plan,
        place: &DatabasePlace,
        filling: Duration,
        (small, large): (&Times, &Times),
        settled: &Settled,
        imported: &Imported,
    ) -> Result<Self, Error> {
        if small.is_empty() || small.len() != large.len() {
            return Err(Error::Shared("some pages were not measured".into()));
        }
        let mut lines = Vec::with_capacity(small.len());
        let memory = settled.memory.max(imported.memory);
        let mut holds = memory.is_none_or(|grown| grown <= FLAT);
        for ((page, small), (other, large)) in small.iter().zip(large) {
            if page != other {
                return Err(Error::Shared(format!("{page} was measured once")));
            }
            let (line, is_quick) = line(page, small, large)?;
            holds &= is_quick;
            lines.push(line);
        }
        Ok(Self {
            database: match place {
                DatabasePlace::Sqlite(_) => "SQLite",
                DatabasePlace::Postgres(..) => "PostgreSQL",
            },
            small_members: plan.small.members,
            small_events: plan.small.events,
            large_members: plan.large.members,
            large_events: plan.large.events,
            repetitions: plan.repetitions,
            filling: filling.as_secs(),
            lines,
            review: Review {
                lines: settled.lines,
                gathering: settled.gathering.as_secs_f64(),
                settling: settled.settling.as_secs_f64(),
                memory: settled.memory,
            },
            contracts: Contracts {
                lines: imported.lines,
                arriving: imported.arriving.as_secs_f64(),
                checking: imported.checking.as_secs_f64(),
                applying: imported.applying.as_secs_f64(),
                memory: imported.memory,
            },
            holds,
        })
    }
}

/// By how much the memory grew, as the end of a sentence.
fn grown_by(memory: Option<u64>) -> String {
    memory.map_or_else(String::new, |bytes| {
        format!(
            ", with {} MiB more of memory at most",
            bytes / (1024 * 1024)
        )
    })
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = comfy_table::Table::new();
        table.set_header([
            "page, ms".to_owned(),
            format!("{} members", self.small_members),
            "95 %".to_owned(),
            format!("{} members", self.large_members),
            "95 %".to_owned(),
            "ratio".to_owned(),
        ]);
        for line in &self.lines {
            table.add_row([
                line.page.to_owned(),
                format!("{:.2}", line.small_median),
                format!("{:.2}", line.small_p95),
                format!("{:.2}", line.large_median),
                format!("{:.2}", line.large_p95),
                format!("{:.2}", line.ratio),
            ]);
        }
        writeln!(f, "{table}")?;
        let grown = grown_by(self.review.memory);
        writeln!(
            f,
            "An access review of {} lines was put together in {:.1} s and settled in {:.1} s{grown}.",
            self.review.lines, self.review.gathering, self.review.settling
        )?;
        let file = &self.contracts;
        writeln!(
            f,
            "A file of {} contracts arrived in {:.1} s, was checked in {:.1} s and applied in {:.1} s{}.",
            file.lines,
            file.arriving,
            file.checking,
            file.applying,
            grown_by(file.memory)
        )?;
        write!(
            f,
            "{}, {} and {} events, filled in {} s; median of {}. {}",
            self.database,
            self.small_events,
            self.large_events,
            self.filling,
            self.repetitions,
            if self.holds {
                "Large is as quick as small."
            } else {
                "Some page takes another order of time, or memory is not flat."
            }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_order_is_more_than_ten_times_and_more_than_quick() {
        let holds = |small, large| {
            let of = |micros| [Duration::from_micros(micros)];
            line("", &of(small), &of(large)).unwrap().1
        };
        assert!(holds(700, 7_000) && holds(100, 3_000));
        assert!(!holds(700, 7_100) && !holds(100, 3_100));
    }

    #[test]
    fn percentiles_are_read_from_sorted_times() {
        let times: Vec<Duration> = (1..=101).map(Duration::from_millis).collect();
        assert_eq!(within("", &times, 50).unwrap(), Duration::from_millis(51));
        assert_eq!(within("", &times, 95).unwrap(), Duration::from_millis(96));
        assert!(within("", &[], 95).is_err());
    }
}
