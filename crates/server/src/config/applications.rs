//! The applications on the home page.

use crate::config;
use crate::config::fault::ConfigFault;
use domain::contract::AccessType;
use domain::language::TextByLanguage;
use domain::text::WORDS;
use domain::{Right, text};
use serde::Deserialize;

/// A system that relies on roles held here: a tile on the home page.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    pub key: String,
    pub name: TextByLanguage,
    /// One sentence.
    pub summary: TextByLanguage,
    /// Where the tile leads.
    pub address: String,
    pub icon: Icon,
    /// The right somebody needs in at least one account, by its key (`use`, `view`, …).
    pub right: String,
    /// The access type of contracts that opens it as well, whatever roles somebody holds.
    #[serde(default)]
    pub contract: Option<AccessType>,
}

/// The drawing on a tile, by the name of its file in `assets/icons/`.
#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Icon {
    Arch,
    Monitor,
    Download,
    Key,
    Agreement,
    List,
}

/// Errors: a name or summary that is empty or holds what nobody sees, a right that there is not, an address that leads nowhere.
pub(super) fn check(applications: &[Application]) -> Result<(), ConfigFault> {
    let wrong = |key, what: String| Err(ConfigFault::Wrong { key, what });
    let named = applications
        .iter()
        .map(|one| ("applications", &one.key, &one.name, &one.summary));
    for (key, own, name, summary) in named {
        for said in [&name.en, &name.fr, &summary.en, &summary.fr] {
            if text::clean(said, WORDS).as_deref() != Ok(said.trim()) {
                return wrong(
                    key,
                    format!("{own}: {said:?} is empty or holds characters that nobody sees"),
                );
            }
        }
    }
    for application in applications {
        if Right::from_key(&application.right).is_none() {
            let known: Vec<_> = Right::ALL.iter().map(|right| right.key()).collect();
            return wrong(
                "applications",
                format!(
                    "{}: right {:?} is none of {}",
                    application.key,
                    application.right,
                    known.join(", ")
                ),
            );
        }
        let leads =
            application.address.starts_with('/') || config::is_web_address(&application.address);
        if !leads {
            return wrong(
                "applications",
                format!(
                    "{}: address must be https:// or http:// and a host, or begin with /",
                    application.key
                ),
            );
        }
    }
    Ok(())
}
