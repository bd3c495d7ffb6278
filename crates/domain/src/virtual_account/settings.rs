//! What is said about a Virtual Account beside its name and place: words, tags, an end date to offer, who sees it.

use crate::text::{Limits, TextFault};
use crate::{Moment, text};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Deeper than any organisation; what is nested further could not be shown.
pub const DEEPEST: usize = 12;
/// More than any account has; pages and rules hold all of them at once.
pub const MOST: usize = 5000;

/// How long a name may be: it stands in lists, letters and files.
pub const NAME: Limits = Limits {
    least: 1,
    most: 100,
    lines: false,
};
/// How long a description may be.
pub const DESCRIPTION: Limits = Limits {
    least: 1,
    most: 500,
    lines: true,
};
/// As many tags as a page shows at a glance.
pub const MOST_TAGS: usize = 20;
const LONGEST_KEY: usize = 40;
const VALUE: Limits = Limits {
    least: 1,
    most: 100,
    lines: false,
};

/// Everything about a Virtual Account that its place does not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    pub description: Option<String>,
    pub tags: Tags,
    /// The end that is offered to whoever grants a role here.
    pub preferred_until: Option<Moment>,
    /// Whether people who are not members yet see it when they ask for access.
    pub is_offered: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            description: None,
            tags: Tags::default(),
            preferred_until: None,
            is_offered: true,
        }
    }
}

/// Tags with their values, by key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tags(pub BTreeMap<String, String>);

/// What is wrong with the tags that were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TagFault {
    TooMany,
    /// The line has no `=` with something on both sides.
    NotAPair(String),
    /// A key is 1 to 40 of a–z, 0–9, `.`, `_` and `-`.
    Key(String),
    Value(String, TextFault),
    Twice(String),
}

impl Tags {
    /// In: one `key=value` a line. Out: the tags, keys in lower case. Errors: the first [`TagFault`].
    pub fn parse(typed: &str) -> Result<Self, TagFault> {
        let mut tags = BTreeMap::new();
        for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (key, value) = line
                .split_once('=')
                .ok_or_else(|| TagFault::NotAPair(line.to_owned()))?;
            let key = key.trim().to_lowercase();
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
            if key.is_empty() || key.len() > LONGEST_KEY || !key.chars().all(plain) {
                return Err(TagFault::Key(line.to_owned()));
            }
            let value = match text::clean(value, VALUE) {
                Ok(value) => value,
                Err(TextFault::Missing) => return Err(TagFault::NotAPair(line.to_owned())),
                Err(fault) => return Err(TagFault::Value(key, fault)),
            };
            if tags.insert(key.clone(), value).is_some() {
                return Err(TagFault::Twice(key));
            }
        }
        if tags.len() > MOST_TAGS {
            return Err(TagFault::TooMany);
        }
        Ok(Self(tags))
    }

    /// The tags as they are typed, one a line.
    pub fn typed(&self) -> String {
        let lines: Vec<String> = self.pairs().collect();
        lines.join("\n")
    }

    /// Each as `key=value`.
    pub fn pairs(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|(key, value)| format!("{key}={value}"))
    }
}

/// Why a name cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameFault {
    Text(TextFault),
    /// Lists of Virtual Accounts in files are separated by `|`.
    HasBar,
}

/// The name of a Virtual Account in its normal form.
pub fn name(typed: &str) -> Result<String, NameFault> {
    let name = text::clean(typed, NAME).map_err(NameFault::Text)?;
    if name.contains('|') {
        Err(NameFault::HasBar)
    } else {
        Ok(name)
    }
}

/// What makes two names of an account the same: people and files tell them apart without regard to capitals.
pub fn key(name: &str) -> String {
    name.to_lowercase()
}

/// Why the names an account is to begin with cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamesFault {
    Missing,
    Name(NameFault),
    Twice(String),
    TooMany,
}

/// The names of the Virtual Accounts that an account begins with, one a line; the first is its default.
pub fn first_names(typed: &str) -> Result<Vec<String>, NamesFault> {
    let (mut names, mut keys) = (Vec::new(), BTreeSet::new());
    for line in typed.lines().filter(|line| !line.trim().is_empty()) {
        if names.len() == MOST {
            return Err(NamesFault::TooMany);
        }
        let name = name(line).map_err(NamesFault::Name)?;
        if !keys.insert(key(&name)) {
            return Err(NamesFault::Twice(name));
        }
        names.push(name);
    }
    if names.is_empty() {
        Err(NamesFault::Missing)
    } else {
        Ok(names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_names_keep_the_rules_of_every_later_one() {
        let two = first_names("Default\r\n\n North ").unwrap();
        assert_eq!(two, ["Default", "North"]);
        let twice = Err(NamesFault::Twice("default".into()));
        assert_eq!(first_names("Default\ndefault"), twice);
        assert_eq!(
            first_names("North|South"),
            Err(NamesFault::Name(NameFault::HasBar))
        );
        let long = TextFault::TooLong {
            most: 100,
            found: 101,
        };
        assert_eq!(
            first_names(&"x".repeat(101)),
            Err(NamesFault::Name(NameFault::Text(long)))
        );
        let lines = |count: usize| -> String { (0..count).map(|n| format!("n{n}\n")).collect() };
        assert_eq!(first_names(&lines(MOST)).map(|names| names.len()), Ok(MOST));
        assert_eq!(first_names(&lines(MOST + 1)), Err(NamesFault::TooMany));
        assert_eq!(first_names(" \n"), Err(NamesFault::Missing));
    }

    #[test]
    fn tags_are_pairs_with_plain_keys() {
        let tags = Tags::parse("Site = Lyon\r\n\n  cost-centre=4 711\nnote=a=b").unwrap();
        assert_eq!(tags.typed(), "cost-centre=4 711\nnote=a=b\nsite=Lyon");
        assert_eq!(Tags::parse(&tags.typed()), Ok(tags));
        assert_eq!(
            Tags::parse("lyon"),
            Err(TagFault::NotAPair("lyon".to_owned()))
        );
        assert_eq!(
            Tags::parse("site="),
            Err(TagFault::NotAPair("site=".to_owned()))
        );
        assert_eq!(
            Tags::parse("le site=Lyon"),
            Err(TagFault::Key("le site=Lyon".to_owned()))
        );
        assert_eq!(
            Tags::parse("a=1\nA=2"),
            Err(TagFault::Twice("a".to_owned()))
        );
        let many: String = (0..=MOST_TAGS).map(|n| format!("k{n}=v\n")).collect();
        assert_eq!(Tags::parse(&many), Err(TagFault::TooMany));
        assert_eq!(Tags::parse(" \n "), Ok(Tags::default()));
    }

    #[test]
    fn a_name_has_no_bar() {
        assert_eq!(name(" Lyon ").as_deref(), Ok("Lyon"));
        assert_eq!(name("Lyon|Paris"), Err(NameFault::HasBar));
        assert_eq!(name(" "), Err(NameFault::Text(TextFault::Missing)));
    }
}
