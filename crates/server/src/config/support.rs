//! How soon support means to answer, and what it answers again and again.

use crate::config::fault::ConfigFault;
use domain::language::TextByLanguage;
use domain::moment::{days, hours};
use domain::programme::may_be_key;
use domain::rules::support_case::SupportTimetable;
use domain::support_case::Targets;
use domain::text;
use domain::text::{LINE, WORDS};
use serde::Deserialize;
use std::collections::BTreeSet;

/// The section `support` of the settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Support {
    /// By when a case is to have its first answer, in hours from when it was opened.
    pub first_answer_hours: ByPriority,
    /// By when it is to be solved, in days; what it waits for its opener is not counted.
    pub resolution_days: ByPriority,
    /// Answers that agents put in with one choice.
    pub canned_answers: Vec<CannedAnswer>,
}

/// A number for each priority.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByPriority {
    pub low: u64,
    pub normal: u64,
    pub high: u64,
    pub urgent: u64,
}

/// An answer that fits many cases.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CannedAnswer {
    pub key: String,
    /// What agents choose it by.
    pub title: TextByLanguage,
    /// What is put in, in the language of whoever opened the case.
    pub text: TextByLanguage,
}

impl Default for Support {
    fn default() -> Self {
        Self {
            first_answer_hours: ByPriority {
                low: 24,
                normal: 8,
                high: 4,
                urgent: 1,
            },
            resolution_days: ByPriority {
                low: 10,
                normal: 5,
                high: 2,
                urgent: 1,
            },
            canned_answers: Vec::new(),
        }
    }
}

/// Ten years: longer than any case should live, and far from where sums overflow.
const LONGEST_DAYS: u64 = 3650;

impl ByPriority {
    fn all(self) -> [u64; 4] {
        [self.low, self.normal, self.high, self.urgent]
    }
}

impl Support {
    /// Errors: a time of nothing or of more than ten years, a first answer due after the solution, a canned answer that nobody could
    /// choose or read.
    pub(super) fn check(&self) -> Result<(), ConfigFault> {
        let wrong = |key, what: String| Err(ConfigFault::Wrong { key, what });
        let (first, resolution) = (self.first_answer_hours.all(), self.resolution_days.all());
        if !first.iter().all(|n| (1..=LONGEST_DAYS * 24).contains(n)) {
            return wrong(
                "support.first_answer_hours",
                "must each be from 1 to 87600".into(),
            );
        }
        if !resolution.iter().all(|n| (1..=LONGEST_DAYS).contains(n)) {
            return wrong(
                "support.resolution_days",
                "must each be from 1 to 3650".into(),
            );
        }
        if first.iter().zip(&resolution).any(|(h, d)| *h > d * 24) {
            return wrong(
                "support.resolution_days",
                "must not come before support.first_answer_hours".into(),
            );
        }
        let mut keys = BTreeSet::new();
        for answer in &self.canned_answers {
            let key = &answer.key;
            if !may_be_key(key) {
                return wrong(
                    "support.canned_answers",
                    format!("key {key:?} may hold a-z, 0-9 and -"),
                );
            }
            if !keys.insert(key) {
                return wrong(
                    "support.canned_answers",
                    format!("{key}: stands there twice"),
                );
            }
            let titles = [&answer.title.en, &answer.title.fr].map(|said| (said, LINE));
            let texts = [&answer.text.en, &answer.text.fr].map(|said| (said, WORDS));
            for (said, limits) in titles.into_iter().chain(texts) {
                if text::clean(said, limits).as_deref() != Ok(said.trim()) {
                    return wrong(
                        "support.canned_answers",
                        format!(
                            "{key}: {said:?} is empty, too long or holds characters that nobody sees"
                        ),
                    );
                }
            }
        }
        Ok(())
    }

    /// The same as durations, which the rules take.
    pub fn timetable(&self) -> SupportTimetable {
        let targets = |first, resolution| Targets {
            first_answer: hours(first),
            resolution: days(resolution),
        };
        let (first, resolution) = (self.first_answer_hours, self.resolution_days);
        SupportTimetable {
            low: targets(first.low, resolution.low),
            normal: targets(first.normal, resolution.normal),
            high: targets(first.high, resolution.high),
            urgent: targets(first.urgent, resolution.urgent),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(change: impl FnOnce(&mut Support)) -> String {
        let mut support = Support::default();
        change(&mut support);
        support
            .check()
            .err()
            .map_or(String::new(), |fault| fault.to_string())
    }

    #[test]
    fn targets_and_answers_that_cannot_be_are_refused() {
        assert_eq!(said(|_| {}), "");
        assert!(said(|s| s.first_answer_hours.low = 0).contains("first_answer_hours"));
        assert!(said(|s| s.resolution_days.high = 4000).contains("resolution_days"));
        assert!(said(|s| s.first_answer_hours.urgent = 25).contains("must not come before"));
        let answer = |key: &str, en: &str| CannedAnswer {
            key: key.into(),
            title: TextByLanguage::new("Wait", "Attendre"),
            text: TextByLanguage::new(en, "Nous regardons."),
        };
        assert_eq!(
            said(|s| s.canned_answers = vec![answer("wait", "We look.")]),
            ""
        );
        assert!(said(|s| s.canned_answers = vec![answer("Wait!", "We look.")]).contains("a-z"));
        assert!(said(|s| s.canned_answers = vec![answer("wait", " ")]).contains("is empty"));
        let twice = vec![answer("wait", "We look."), answer("wait", "We see.")];
        assert!(said(|s| s.canned_answers = twice).contains("twice"));
    }
}
