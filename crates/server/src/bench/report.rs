//! What was measured, as a table and as JSON.

use super::Plan;
use super::measure::Times;
use serde::Serialize;
use std::fmt;
use std::time::Duration;

/// More than this many times the small account's time is another order.
const WORST_RATIO: f64 = 10.0;
/// A small account that answers faster counts as if it took so long: below it, noise is all there is.
const FLOOR: Duration = Duration::from_millis(1);

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

#[derive(Debug, Clone, Serialize)]
pub struct Report {
    pub small_members: u64,
    pub small_events: u64,
    pub large_members: u64,
    pub large_events: u64,
    pub repetitions: usize,
    pub lines: Vec<Line>,
    /// Whether no page is of another order in the large account.
    pub holds: bool,
}

fn millis(time: Duration) -> f64 {
    (time.as_secs_f64() * 100_000.0).round() / 100.0
}

/// The time that so many per cent of the measured stay within; they are sorted.
fn within(times: &[Duration], per_cent: usize) -> Duration {
    let last = times.len().saturating_sub(1);
    times
        .get((last * per_cent).div_ceil(100))
        .copied()
        .unwrap_or_default()
}

impl Report {
    pub(super) fn of(plan: Plan, small: &Times, large: &Times) -> Self {
        let lines: Vec<Line> = small
            .iter()
            .zip(large)
            .map(|((page, small), (_, large))| {
                let (one, other) = (within(small, 50), within(large, 50));
                let ratio = other.as_secs_f64() / one.max(FLOOR).as_secs_f64();
                Line {
                    page,
                    small_median: millis(one),
                    small_p95: millis(within(small, 95)),
                    large_median: millis(other),
                    large_p95: millis(within(large, 95)),
                    ratio: (ratio * 100.0).round() / 100.0,
                }
            })
            .collect();
        Self {
            small_members: plan.small.members,
            small_events: plan.small.events,
            large_members: plan.large.members,
            large_events: plan.large.events,
            repetitions: plan.repetitions,
            holds: lines.iter().all(|line| line.ratio <= WORST_RATIO),
            lines,
        }
    }
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
        write!(
            f,
            "{} and {} events; median of {}. {}",
            self.small_events,
            self.large_events,
            self.repetitions,
            if self.holds {
                "Large is as quick as small."
            } else {
                "Some page takes another order of time."
            }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_read_from_sorted_times() {
        let times: Vec<Duration> = (1..=101).map(Duration::from_millis).collect();
        assert_eq!(within(&times, 50), Duration::from_millis(51));
        assert_eq!(within(&times, 95), Duration::from_millis(96));
        assert_eq!(within(&[], 95), Duration::ZERO);
    }
}
