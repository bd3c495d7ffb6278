//! Ratios that later work must keep: none may fall by more than a tenth.

use crate::bench::load::plan::Part;
use crate::bench::load::report::{A_SECOND, Figure};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// As much of what is held may be lost.
const LOSS: f64 = 0.1;

/// As much of what is measured is held: quick runs of one build on two cores differ by a fifth.
const SURE: f64 = 0.75;

/// What is held, by the key of the figure.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    ratios: BTreeMap<String, f64>,
}

/// A ratio below what is held, or none.
struct Fallen {
    key: String,
    held: f64,
    now: Option<f64>,
}

impl Held {
    /// What a file says. Errors: it cannot be read or understood.
    pub fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path);
        let text = text.map_err(|fault| format!("{}: {fault}", path.display()))?;
        Self::said_in(&text, path)
    }

    /// What the text of a file says.
    fn said_in(text: &str, path: &Path) -> Result<Self, String> {
        let named = |fault: String| format!("{}: {fault}", path.display());
        let held: Self = toml::from_str(text).map_err(|fault| named(fault.to_string()))?;
        match held.ratios.iter().find(|(_, ratio)| **ratio <= 0.0) {
            None => Ok(held),
            Some((key, ratio)) => Err(named(format!("{key}: {ratio} is no ratio"))),
        }
    }

    fn fallen<'h>(&'h self, figures: &'h [Figure]) -> impl Iterator<Item = Fallen> + 'h {
        self.ratios.iter().filter_map(|(key, held)| {
            let figure = figures.iter().find(|figure| figure.key() == *key);
            let now = figure.and_then(|figure| figure.ratio);
            // What is no number is no ratio either.
            let is_kept = now.is_some_and(|now| now >= held * (1.0 - LOSS));
            (!is_kept).then(|| Fallen {
                key: key.clone(),
                held: *held,
                now,
            })
        })
    }

    /// What has fallen, in words.
    pub(super) fn said(&self, figures: &[Figure]) -> Vec<String> {
        let said = |one: Fallen| match one.now {
            Some(now) => format!("{} is {now:.5}, held is {:.5}", one.key, one.held),
            None => format!("{} was not measured, held is {:.5}", one.key, one.held),
        };
        self.fallen(figures).map(said).collect()
    }

    /// The parts in which something has fallen.
    pub(super) fn parts(&self, figures: &[Figure]) -> BTreeSet<Part> {
        let part = |one: Fallen| {
            let figure = figures.iter().find(|figure| figure.key() == one.key);
            figure.and_then(|figure| figure.part)
        };
        self.fallen(figures).filter_map(part).collect()
    }
}

/// Whether more of it is better, as of what is done in a second; of all else less is.
fn is_rate(figure: &Figure) -> bool {
    figure.unit == A_SECOND
}

/// What one run and another of the same have found, each rate where its ratio is better: what else the machine does makes a ratio
/// worse, and never better for long.
pub(super) fn better(figures: &mut [Figure], again: Vec<Figure>) {
    for other in again.into_iter().filter(is_rate) {
        let same = figures.iter_mut().find(|one| one.key() == other.key());
        if let Some(one) = same.filter(|one| other.ratio > one.ratio) {
            *one = other;
        }
    }
}

/// Writes what these figures leave for sure into a file: of what it holds already, or of all rates where it holds nothing or is not
/// there. Errors: it cannot be read, understood or written, and is as it was.
pub(super) fn renew(path: &Path, figures: &[Figure]) -> Result<(), String> {
    let named = |fault: std::io::Error| format!("{}: {fault}", path.display());
    let before = match std::fs::read_to_string(path) {
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => "[ratios]".to_owned(),
        read => read.map_err(named)?,
    };
    let held = Held::said_in(&before, path)?;
    std::fs::write(path, file(&before, &held, figures)).map_err(named)
}

/// In: the file as it was, and what it holds.
fn file(before: &str, held: &Held, figures: &[Figure]) -> String {
    let is_held = |figure: &&Figure| match held.ratios.is_empty() {
        true => is_rate(figure),
        false => held.ratios.contains_key(&figure.key()),
    };
    let lines = figures.iter().filter(is_held).filter_map(|figure| {
        let ratio = SURE * figure.ratio.filter(|ratio| ratio.is_finite())?;
        // A string of JSON is one of TOML.
        let key = serde_json::Value::String(figure.key());
        Some(format!("{key} = {ratio:.5}\n"))
    });
    let comments = before.lines().take_while(|line| line.starts_with('#'));
    let comments: String = comments.map(|line| format!("{line}\n")).collect();
    format!("{comments}[ratios]\n{}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(work: &str, value: f64) -> Figure {
        let figure = Figure::plain(work, A_SECOND, value).beside("bare", 10.0);
        Figure {
            part: Some(Part::Submit),
            ..figure
        }
    }

    fn held(text: &str) -> Held {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn a_tenth_may_be_lost_and_no_more() {
        let held = held("[ratios]\n\"submit: bare\" = 0.5\n");
        for (value, has_fallen) in [(5.0, false), (4.5, false), (4.49, true), (f64::NAN, true)] {
            let figures = [figure("submit", value)];
            assert_eq!(!held.said(&figures).is_empty(), has_fallen, "{value}");
            assert_eq!(held.parts(&figures).contains(&Part::Submit), has_fallen);
        }
    }

    #[test]
    fn what_is_held_must_be_measured() {
        let held = held("[ratios]\n\"decide: bare\" = 0.5\n");
        assert_eq!(held.said(&[figure("submit", 9.0)]).len(), 1);
    }

    #[test]
    fn of_two_runs_the_better_counts() {
        let mut figures = [figure("submit", 4.0), figure("decide", 4.0)];
        better(
            &mut figures,
            vec![figure("submit", 6.0), figure("decide", 2.0)],
        );
        assert_eq!(figures.map(|one| one.value), [6.0, 4.0]);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("held.toml");
        let figures = [
            figure("submit, \"so\"", 5.0),
            Figure::plain("threads", "", 3.0),
        ];
        renew(&path, &figures).unwrap();
        let held = Held::read(&path).unwrap();
        assert_eq!(held.ratios.len(), 1);
        assert!(held.said(&figures).is_empty());
        assert!(held.ratios.values().all(|ratio| *ratio == 0.375));
    }

    #[test]
    fn a_file_that_is_not_understood_stays_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("held.toml");
        let text = "# By hand.\n[ratios]\n\"submit: bare\" = a half\n";
        std::fs::write(&path, text).unwrap();
        let fault = renew(&path, &[figure("submit", 5.0)]).unwrap_err();
        assert!(fault.contains("held.toml"), "{fault}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }
}
