//! The applications on the home page and the programmes among the tabs.

use crate::config;
use crate::config::fault::ConfigFault;
use domain::person::Language;
use domain::text::WORDS;
use domain::{Right, text};
use serde::Deserialize;

/// A text in each language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextByLanguage {
    pub en: String,
    pub fr: String,
}

impl TextByLanguage {
    /// For settings that stand in no file, as a demonstration's do: nothing checks them.
    pub fn new(en: &str, fr: &str) -> Self {
        Self {
            en: en.into(),
            fr: fr.into(),
        }
    }

    /// What readers of this language see.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::French => &self.fr,
        }
    }
}

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

/// Another kind of access with deciders of its own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    pub key: String,
    pub name: TextByLanguage,
    pub summary: TextByLanguage,
    /// Where people ask about it until they can ask for it here.
    pub contact: String,
}

/// Errors: a name or summary that is empty or holds what nobody sees, a right that there is not, an address that leads nowhere, a
/// programme's key that cannot stand in the address of its page.
pub(super) fn check(
    applications: &[Application],
    programmes: &[Programme],
) -> Result<(), ConfigFault> {
    let wrong = |key, what: String| Err(ConfigFault::Wrong { key, what });
    let named = applications
        .iter()
        .map(|one| ("applications", &one.key, &one.name, &one.summary));
    let programmes_named = programmes
        .iter()
        .map(|one| ("programmes", &one.key, &one.name, &one.summary));
    for (key, own, name, summary) in named.chain(programmes_named) {
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
    for programme in programmes {
        if !may_be_key(&programme.key) {
            return wrong(
                "programmes",
                format!("key {:?} may hold a-z, 0-9 and -", programme.key),
            );
        }
    }
    Ok(())
}

/// Whether it can stand in an address as it is.
pub(super) fn may_be_key(key: &str) -> bool {
    let may_stand = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !key.is_empty() && key.bytes().all(may_stand)
}
