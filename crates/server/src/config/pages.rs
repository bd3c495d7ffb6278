//! What the operator publishes at the foot of each page: contacts, terms, legal notice, privacy, accessibility.

use crate::config;
use crate::config::fault::ConfigFault;
use crate::markdown;
use domain::person::Language;
use serde::Deserialize;
use std::path::Path;

/// The section `pages` of the settings.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Pages {
    pub contacts: OwnPage,
    pub terms: OwnPage,
    pub legal_notice: OwnPage,
    pub privacy: OwnPage,
    pub accessibility: OwnPage,
    /// What the link to the declaration says of it: `full`, `partial`, `none`, or `not-stated`.
    pub accessibility_state: Conformity,
}

/// How far the service keeps to the rules on accessibility, as whoever runs it declares.
#[derive(Debug, Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Conformity {
    Full,
    Partial,
    None,
    #[default]
    NotStated,
}

/// One page in each language, or in one of them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OwnPage {
    pub en: OwnText,
    pub fr: OwnText,
}

/// A text as it was given, and what became of it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "String")]
pub struct OwnText {
    given: String,
    published: Option<Published>,
}

/// What readers find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Published {
    /// The page stands elsewhere.
    Address(String),
    /// Made of Markdown, and safe.
    Html(String),
}

impl From<String> for OwnText {
    fn from(given: String) -> Self {
        Self {
            given,
            published: None,
        }
    }
}

impl OwnPage {
    /// For readers of this language; where there is nothing in it, what there is in the other, which is named then.
    pub fn in_language(&self, language: Language) -> Option<(Language, &Published)> {
        let other = match language {
            Language::English => Language::French,
            Language::French => Language::English,
        };
        [language, other].into_iter().find_map(|language| {
            let text = match language {
                Language::English => &self.en,
                Language::French => &self.fr,
            };
            text.published
                .as_ref()
                .map(|published| (language, published))
        })
    }

    fn is_published(&self) -> bool {
        self.in_language(Language::English).is_some()
    }
}

impl Pages {
    /// Reads the files, relative to `folder`, and makes pages of what was given. Errors: a file that cannot be read or is empty, an
    /// address that nobody can follow, what Markdown cannot be here (by line), a state without its declaration.
    pub(super) fn publish(&mut self, folder: &Path) -> Result<(), ConfigFault> {
        let texts = [
            ("pages.contacts.en", &mut self.contacts.en),
            ("pages.contacts.fr", &mut self.contacts.fr),
            ("pages.terms.en", &mut self.terms.en),
            ("pages.terms.fr", &mut self.terms.fr),
            ("pages.legal_notice.en", &mut self.legal_notice.en),
            ("pages.legal_notice.fr", &mut self.legal_notice.fr),
            ("pages.privacy.en", &mut self.privacy.en),
            ("pages.privacy.fr", &mut self.privacy.fr),
            ("pages.accessibility.en", &mut self.accessibility.en),
            ("pages.accessibility.fr", &mut self.accessibility.fr),
        ];
        for (key, text) in texts {
            text.published =
                published(&text.given, folder).map_err(|what| ConfigFault::Wrong { key, what })?;
        }
        if self.accessibility_state != Conformity::NotStated && !self.accessibility.is_published() {
            return Err(ConfigFault::Wrong {
                key: "pages.accessibility_state",
                what: "is stated, and pages.accessibility, the declaration that it sums up, is not set".into(),
            });
        }
        Ok(())
    }
}

/// An address if it is one, a file if it is a name that ends in `.md`, else Markdown.
fn published(given: &str, folder: &Path) -> Result<Option<Published>, String> {
    let given = given.trim();
    if given.is_empty() {
        return Ok(None);
    }
    let is_word = !given.contains(char::is_whitespace);
    if is_word && (given.starts_with("http://") || given.starts_with("https://")) {
        if !config::is_web_address(given) {
            return Err("is no address that somebody can follow".into());
        }
        return Ok(Some(Published::Address(given.to_owned())));
    }
    if given.lines().count() > 1 || !given.ends_with(".md") {
        let html = markdown::render(given).map_err(|fault| fault.to_string())?;
        return Ok(Some(Published::Html(html)));
    }
    let path = folder.join(given);
    let text = std::fs::read_to_string(&path)
        .map_err(|fault| format!("cannot read {}: {fault}", path.display()))?;
    if text.trim().is_empty() {
        return Err(format!("{} is empty", path.display()));
    }
    let html = markdown::render(&text).map_err(|fault| format!("{}, {fault}", path.display()))?;
    Ok(Some(Published::Html(html)))
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, Conformity, Published};
    use domain::person::Language;

    fn load(settings: &str, files: &[(&str, &str)]) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let path = folder.path().join("parvis.toml");
        std::fs::write(&path, settings).unwrap();
        Config::load(Some(&path), []).map_err(|fault| fault.to_string())
    }

    #[test]
    fn a_page_is_a_text_a_file_or_an_address() {
        let settings = "[pages]\n\
            terms = { en = \"# Fair use\", fr = 'terms.fr.md' }\n\
            legal_notice.fr = 'https://organisme.example/mentions'\n";
        let config = load(settings, &[("terms.fr.md", "# Usage loyal\n\nBref.")]).unwrap();
        let terms = |language| config.pages.terms.in_language(language).unwrap();
        let html = |text: &str| Published::Html(text.into());
        assert_eq!(terms(Language::English).1, &html("<h2>Fair use</h2>\n"));
        let french = html("<h2>Usage loyal</h2>\n<p>Bref.</p>\n");
        assert_eq!(terms(Language::French).1, &french);
        // Where there is one language only, it serves both.
        let notice = config.pages.legal_notice.in_language(Language::English);
        let address = Published::Address("https://organisme.example/mentions".into());
        assert_eq!(notice, Some((Language::French, &address)));
        assert_eq!(config.pages.privacy.in_language(Language::English), None);
        assert_eq!(config.pages.accessibility_state, Conformity::NotStated);
    }

    #[test]
    fn what_cannot_be_published_is_refused_by_file_key_and_line() {
        let pages = |line: &str| format!("[pages]\n{line}\n");
        for (line, says) in [
            (
                "terms.en = 'none.md'",
                vec!["pages.terms.en: cannot read ", "none.md"],
            ),
            (
                "terms.en = 'empty.md'",
                vec!["pages.terms.en: ", "empty.md is empty"],
            ),
            (
                "privacy.fr = 'html.md'",
                vec!["pages.privacy.fr: ", "html.md, line 3: HTML"],
            ),
            (
                "contacts.en = 'https://'",
                vec!["pages.contacts.en: is no address"],
            ),
            (
                "contacts.en = '[x](javascript:x)'",
                vec!["pages.contacts.en: line 1: the link"],
            ),
            ("term.en = 'x'", vec!["pages.term: there is no setting"]),
            (
                "terms.de = 'x'",
                vec!["pages.terms.de: there is no setting"],
            ),
            (
                "accessibility_state = 'half'",
                vec!["pages.accessibility_state: \"half\" is none of"],
            ),
            (
                "accessibility_state = 'full'",
                vec!["pages.accessibility_state: is stated"],
            ),
        ] {
            let files = [
                ("empty.md", " \n"),
                ("html.md", "One\n\n<script>x</script>"),
            ];
            let said = load(&pages(line), &files).unwrap_err();
            assert!(
                says.iter().all(|words| said.contains(words)),
                "{line}: {said}"
            );
        }
        let stated = pages("accessibility_state = 'partial'\naccessibility.fr = 'Déclaration.'");
        assert!(load(&stated, &[]).is_ok());
    }
}
