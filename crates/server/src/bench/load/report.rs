//! What was measured under load, as a table and as JSON.

use crate::bench::load::driving::Driven;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// One figure, and where there is one, what stands beside it.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    pub work: String,
    /// In a second, unless the name of the work says what it is.
    pub value: f64,
    /// Milliseconds within which half, and all but one of a hundred, were answered.
    pub median: Option<f64>,
    pub p99: Option<f64>,
    /// Answers other than the one that was wanted, by status.
    pub others: BTreeMap<u16, u64>,
    pub yardstick: Option<String>,
    pub yardstick_value: Option<f64>,
    /// The value by the yardstick's.
    pub ratio: Option<f64>,
}

/// What `parvis bench load` says; its fields are those of the JSON.
#[derive(Debug, Clone, Serialize)]
pub struct LoadReport {
    /// How many requests waited before the load.
    pub requests: u64,
    /// How long each kind of work was driven.
    pub seconds: f64,
    pub figures: Vec<Figure>,
}

impl Figure {
    pub(super) fn plain(work: &str, value: f64) -> Self {
        Self {
            work: work.into(),
            value,
            median: None,
            p99: None,
            others: BTreeMap::new(),
            yardstick: None,
            yardstick_value: None,
            ratio: None,
        }
    }

    pub(super) fn of(work: &str, value: f64, yardstick: &str, beside: f64) -> Self {
        Self {
            yardstick: Some(yardstick.into()),
            yardstick_value: Some(beside),
            ratio: Some(value / beside),
            ..Self::plain(work, value)
        }
    }

    pub(super) fn driven(work: &str, driven: &Driven) -> Self {
        Self {
            median: Some(driven.within(50)),
            p99: Some(driven.within(99)),
            others: driven.others.clone(),
            ..Self::plain(work, driven.rate())
        }
    }

    pub(super) fn beside(work: &str, driven: &Driven, yardstick: &str, value: f64) -> Self {
        let of = Self::of(work, driven.rate(), yardstick, value);
        Self {
            yardstick: of.yardstick,
            yardstick_value: of.yardstick_value,
            ratio: of.ratio,
            ..Self::driven(work, driven)
        }
    }
}

impl fmt::Display for LoadReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = comfy_table::Table::new();
        table.set_header([
            "work",
            "a second",
            "median, ms",
            "p99, ms",
            "beside it",
            "a second",
            "ratio",
            "other answers",
        ]);
        let said =
            |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.2}"));
        for figure in &self.figures {
            let others = figure
                .others
                .iter()
                .map(|(status, count)| format!("{status}: {count}"));
            let others: Vec<String> = others.collect();
            table.add_row([
                figure.work.clone(),
                format!("{:.1}", figure.value),
                said(figure.median),
                said(figure.p99),
                figure.yardstick.clone().unwrap_or_default(),
                figure
                    .yardstick_value
                    .map_or_else(String::new, |value| format!("{value:.1}")),
                figure
                    .ratio
                    .map_or_else(String::new, |ratio| format!("{ratio:.3}")),
                others.join(", "),
            ]);
        }
        writeln!(f, "{table}")?;
        write!(
            f,
            "{} requests waited before it; each kind of work was driven for {:.0} s.",
            self.requests, self.seconds
        )
    }
}
