//! What was measured under load, as a table and as JSON.

use crate::bench::load::driving::Driven;
use crate::bench::load::plan::Part;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// One figure, and where there is one, what stands beside it.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// None for what is said of the run as a whole.
    pub part: Option<Part>,
    pub work: String,
    pub unit: &'static str,
    pub value: f64,
    /// Milliseconds within which half, and all but one of a hundred, were answered.
    pub median: Option<f64>,
    pub p99: Option<f64>,
    /// Answers other than the one that was wanted, by status.
    pub others: BTreeMap<u16, u64>,
    pub yardstick: Option<String>,
    /// In the unit of the value.
    pub yardstick_value: Option<f64>,
    /// The value by the yardstick's.
    pub ratio: Option<f64>,
}

/// What a figure counts.
pub(super) const A_SECOND: &str = "a second";
pub(super) const MILLIS: &str = "ms";
pub(super) const SECONDS: &str = "s";
pub(super) const MIB: &str = "MiB";
pub(super) const KB: &str = "kB";
pub(super) const MB: &str = "MB";
pub(super) const NUMBER: &str = "";

/// What `parvis bench load` says; its fields are those of the JSON.
#[derive(Debug, Clone, Serialize)]
pub struct LoadReport {
    pub database: &'static str,
    /// How many requests there were before the load, and where growth, memory and the start were measured.
    pub requests: u64,
    pub seed_size: u64,
    /// How long each kind of work was driven.
    pub seconds: f64,
    pub repetitions: usize,
    /// The other build's, where one was measured in turns with this.
    pub before: Vec<Figure>,
    pub figures: Vec<Figure>,
    /// What could not be measured, and why.
    pub left_out: Vec<String>,
    /// Ratios that have fallen below what is held.
    pub fallen: Vec<String>,
}

impl Figure {
    pub(super) fn plain(work: &str, unit: &'static str, value: f64) -> Self {
        Self {
            part: None,
            work: work.into(),
            unit,
            value,
            median: None,
            p99: None,
            others: BTreeMap::new(),
            yardstick: None,
            yardstick_value: None,
            ratio: None,
        }
    }

    pub(super) fn driven(work: &str, driven: &Driven) -> Self {
        Self {
            median: Some(driven.within(50)),
            p99: Some(driven.within(99)),
            others: driven.others.clone(),
            ..Self::plain(work, A_SECOND, driven.rate())
        }
    }

    /// The same with what stands beside it.
    pub(super) fn beside(self, yardstick: &str, value: f64) -> Self {
        Self {
            yardstick: Some(yardstick.into()),
            yardstick_value: Some(value),
            ratio: Some(self.value / value),
            ..self
        }
    }

    /// By which the same is known in another run.
    pub(super) fn key(&self) -> String {
        match &self.yardstick {
            None => self.work.clone(),
            Some(yardstick) => format!("{}: {yardstick}", self.work),
        }
    }
}

/// Of several runs each figure of the run that stands in the middle: by its ratio, or by itself where it has none.
pub(super) fn medians(runs: &[Vec<Figure>]) -> Vec<Figure> {
    let mut order: Vec<String> = Vec::new();
    let mut all: BTreeMap<String, Vec<&Figure>> = BTreeMap::new();
    for figure in runs.iter().flatten() {
        let of_it = all.entry(figure.key()).or_default();
        if of_it.is_empty() {
            order.push(figure.key());
        }
        of_it.push(figure);
    }
    let middle = |key: &String| {
        let mut of_it = all.get(key)?.clone();
        let by = |figure: &Figure| figure.ratio.unwrap_or(figure.value);
        of_it.sort_by(|one, other| by(one).total_cmp(&by(other)));
        let mut figure = (*of_it.get((of_it.len() - 1) / 2)?).clone();
        figure.others.clear();
        for (status, count) in of_it.iter().flat_map(|one| &one.others) {
            *figure.others.entry(*status).or_default() += count;
        }
        Some(figure)
    };
    order.iter().filter_map(middle).collect()
}

/// With as many digits as say something.
fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

fn told(value: Option<f64>) -> String {
    value.map_or_else(String::new, number)
}

impl LoadReport {
    /// The figure of the other build.
    fn before(&self, figure: &Figure) -> Option<&Figure> {
        let key = figure.key();
        self.before.iter().find(|one| one.key() == key)
    }

    fn row(&self, figure: &Figure) -> Vec<String> {
        let others: Vec<String> = figure
            .others
            .iter()
            .map(|(status, count)| format!("{status}: {count}"))
            .collect();
        let before = self.before(figure);
        let mut row = vec![format!("{} {}", figure.work, unit(figure))];
        if !self.before.is_empty() {
            row.push(told(before.map(|before| before.value)));
        }
        row.extend([
            number(figure.value),
            told(figure.median),
            told(figure.p99),
            figure.yardstick.clone().unwrap_or_default(),
            told(figure.yardstick_value),
        ]);
        if !self.before.is_empty() {
            row.push(told(before.and_then(|before| before.ratio)));
        }
        row.extend([told(figure.ratio), others.join(", ")]);
        row
    }

    fn header(&self) -> Vec<&'static str> {
        let mut header = vec!["work"];
        if !self.before.is_empty() {
            header.push("before");
        }
        header.extend(["value", "median, ms", "p99, ms", "beside it", "its value"]);
        if !self.before.is_empty() {
            header.push("ratio before");
        }
        header.extend(["ratio", "other answers"]);
        header
    }
}

/// What the value counts, as a part of the name.
fn unit(figure: &Figure) -> String {
    match figure.unit {
        NUMBER => String::new(),
        A_SECOND => "(a second)".into(),
        unit => format!("({unit})"),
    }
}

impl fmt::Display for LoadReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = comfy_table::Table::new();
        table.set_header(self.header());
        for figure in &self.figures {
            table.add_row(self.row(figure));
        }
        writeln!(f, "{table}")?;
        for left_out in &self.left_out {
            writeln!(f, "Left out: {left_out}.")?;
        }
        for fallen in &self.fallen {
            writeln!(f, "Fallen: {fallen}.")?;
        }
        write!(
            f,
            "{}; {} requests before it, up to {}; each kind of work for {} s; medians of {}.",
            self.database,
            self.requests,
            self.seed_size,
            number(self.seconds),
            self.repetitions
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(value: f64, beside: f64) -> Vec<Figure> {
        let mut one = Figure::plain("submit", A_SECOND, value).beside("bare", beside);
        one.others.insert(503, 1);
        vec![one, Figure::plain("threads", NUMBER, value)]
    }

    #[test]
    fn of_several_runs_the_one_in_the_middle_is_told() {
        let all = medians(&[run(10.0, 10.0), run(30.0, 10.0), run(40.0, 20.0)]);
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].ratio, Some(2.0));
        assert_eq!((all[0].value, all[0].yardstick_value), (40.0, Some(20.0)));
        assert_eq!(all[0].others, BTreeMap::from([(503, 3)]));
        assert_eq!(all[1].value, 30.0);
    }

    #[test]
    fn what_some_runs_lack_is_told_of_those_that_have_it() {
        let all = medians(&[run(1.0, 1.0), Vec::new(), run(3.0, 1.0)]);
        assert_eq!(all[0].ratio, Some(1.0), "the lower of two in the middle");
        assert!(medians(&[]).is_empty());
    }
}
