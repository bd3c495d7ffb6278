//! How long what is about people is kept.

use crate::config::fault::ConfigFault;
use domain::moment::days;
use serde::Deserialize;
use std::time::Duration;

/// The section `privacy` of the settings. Of each, 0 is for as long as the installation is run.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Privacy {
    /// How long a support case is kept after it was closed.
    pub cases_days: u64,
    /// How long an event is kept in the log, unless it belongs to something that is not over.
    pub events_days: u64,
    /// How long the operator keeps backups; Parvis says it, and keeps none itself.
    pub backups_days: u64,
}

impl Default for Privacy {
    fn default() -> Self {
        Self {
            cases_days: 1095,
            events_days: 0,
            backups_days: 0,
        }
    }
}

/// How long is kept what the worker deletes; nothing where it is kept for good.
#[derive(Debug, Clone, Copy, Default)]
pub struct Retention {
    pub cases: Option<Duration>,
    pub events: Option<Duration>,
}

/// Fifty years, far from where sums overflow.
const LONGEST: u64 = 18_250;
/// Longer than a case may be reopened, and than what was said in one waits to be told.
const LEAST_OF_CASES: u64 = 30;
/// Longer than the longest life of a request, so that whoever looks for one finds how it went.
const LEAST_OF_EVENTS: u64 = 90;

impl Privacy {
    /// Refuses times that would take away what is still needed.
    pub(super) fn check(&self) -> Result<(), ConfigFault> {
        for (key, days, least) in [
            ("privacy.cases_days", self.cases_days, LEAST_OF_CASES),
            ("privacy.events_days", self.events_days, LEAST_OF_EVENTS),
            ("privacy.backups_days", self.backups_days, 1),
        ] {
            if days != 0 && !(least..=LONGEST).contains(&days) {
                return Err(ConfigFault::Wrong {
                    key,
                    what: format!(
                        "must be 0, for as long as Parvis is run, or from {least} to 18,250"
                    ),
                });
            }
        }
        Ok(())
    }

    /// As the worker goes by it.
    pub fn retention(&self) -> Retention {
        let kept = |count: u64| (count > 0).then(|| days(count));
        Retention {
            cases: kept(self.cases_days),
            events: kept(self.events_days),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_still_needed_is_not_taken_away_by_a_setting() {
        let said = |change: fn(&mut Privacy)| {
            let mut privacy = Privacy::default();
            change(&mut privacy);
            privacy
                .check()
                .err()
                .map_or(String::new(), |fault| fault.to_string())
        };
        assert_eq!(said(|_| {}), "");
        assert_eq!(said(|one| (one.cases_days, one.events_days) = (30, 90)), "");
        assert!(said(|one| one.cases_days = 29).contains("privacy.cases_days"));
        assert!(said(|one| one.events_days = 89).contains("from 90"));
        assert!(said(|one| one.events_days = 18_251).contains("privacy.events_days"));
        assert!(said(|one| one.backups_days = 18_251).contains("privacy.backups_days"));
    }
}
