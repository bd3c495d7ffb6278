//! The languages everything is written in, and texts that an installation words itself in each of them.

use crate::key::keyed;
use serde::{Deserialize, Serialize};

keyed! {
    /// A language that every page and mail is written in.
    Language { English = "en", French = "fr" }
}

/// A text in each language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextByLanguage {
    pub en: String,
    pub fr: String,
}

impl TextByLanguage {
    /// A text as it stands in the code; nothing checks it.
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
