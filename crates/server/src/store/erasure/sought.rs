//! What tells who somebody was, and how it is taken out of a text.

use crate::storage;
use crate::storage::schema::{email_addresses, events};
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::store::erasure::folded::{Folded, words};
use diesel::prelude::*;
use domain::person::{ERASED_NAME, PersonFact, Profile};
use domain::text::{ERASED, ERASED_ADDRESS};
use domain::{Event, PersonId};
use regex::Regex;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is looked for: all that somebody was ever called, and by what they were reached.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sought {
    pub names: BTreeSet<String>,
    pub addresses: BTreeSet<String>,
    pub phones: BTreeSet<String>,
    pub user_ids: BTreeSet<String>,
}

/// In which facts the log keeps what somebody was called.
const TELLING: [&str; 8] = [
    "person.registered",
    "person.profile-changed",
    "person.email-changed",
    "person.email-taken-back",
    "person.email-replaced",
    "person.email-freed",
    "person.email-failing",
    "person.email-working",
];

impl Sought {
    /// What somebody is called now, and was before as far as the log says.
    pub fn of(db: &mut AnyConnection, id: &PersonId) -> Result<Self, Error> {
        let person = store::person::find(db, id)?;
        let mut sought = Self::default();
        sought.user_ids.insert(person.user_id.to_string());
        sought.take_in(&person.profile);
        let addresses: Vec<String> = email_addresses::table
            .filter(email_addresses::person_id.eq(id.as_str()))
            .select(email_addresses::address)
            .load(db)?;
        sought.addresses.extend(addresses);
        let told: Vec<(String, String)> = events::table
            .filter(events::person_id.eq(id.as_str()))
            .filter(events::name.eq_any(TELLING))
            .select((events::id, events::body))
            .load(db)?;
        for (event, body) in told {
            if let Event::Person(fact) = storage::json::value("event", &event, &body)? {
                sought.take_in_fact(&fact);
            }
        }
        Ok(sought)
    }

    fn take_in(&mut self, profile: &Profile) {
        self.names.insert(profile.full_name.clone());
        let phone = profile.phone.as_ref();
        self.phones
            .extend(phone.map(|phone| phone.as_str().to_owned()));
    }

    fn take_in_fact(&mut self, fact: &PersonFact) {
        match fact {
            PersonFact::Registered(person) => {
                self.take_in(&person.profile);
                self.addresses
                    .extend(person.email.iter().map(ToString::to_string));
            }
            PersonFact::ProfileChanged { before, after, .. } => {
                self.take_in(before);
                self.take_in(after);
            }
            PersonFact::EmailChanged { before, after, .. }
            | PersonFact::EmailTakenBack { before, after, .. }
            | PersonFact::EmailReplaced { before, after, .. } => {
                let both = before.iter().chain([after]);
                self.addresses.extend(both.map(ToString::to_string));
            }
            PersonFact::EmailFreed { email, .. }
            | PersonFact::EmailFailing { email, .. }
            | PersonFact::EmailWorking { email, .. } => {
                self.addresses.insert(email.to_string());
            }
            _ => {}
        }
    }

    /// Whether a text is nothing but what they are called, or reached by.
    pub(super) fn is(&self, text: &str) -> bool {
        let text = words(text);
        let all = [&self.names, &self.addresses, &self.phones, &self.user_ids];
        !text.is_empty()
            && all
                .iter()
                .any(|some| some.iter().any(|one| words(one) == text))
    }

    /// The same, ready to be taken out of texts.
    pub fn eraser(&self) -> Result<Eraser, Error> {
        let mut rules = Vec::new();
        for address in &self.addresses {
            rules.extend(Rule::of(address, ERASED_ADDRESS, ".-_+@")?);
        }
        let mut single = Vec::new();
        for name in &self.names {
            let of_one_word = name.split_whitespace().nth(1).is_none();
            let rules = if of_one_word { &mut single } else { &mut rules };
            rules.extend(Rule::of(name, ERASED_NAME, "")?);
        }
        for phone in &self.phones {
            rules.extend(Rule::of(phone, ERASED, "")?);
        }
        Ok(Eraser { rules, single })
    }
}

/// What may stand between two words: lines of mail break where words end and begin anew with the sign of what is quoted; names of files
/// and addresses of pages hold no spaces.
const BETWEEN_WORDS: &str = r"[\s>_+]+";

/// What is looked for in folded texts, what is put in its place, and the signs that would make it a part of something longer.
struct Rule {
    pattern: Regex,
    instead: &'static str,
    joins: &'static str,
}

impl Rule {
    /// Nothing where nothing is looked for.
    fn of(sought: &str, instead: &'static str, joins: &'static str) -> Result<Option<Self>, Error> {
        let words: Vec<String> = words(sought).iter().map(|one| regex::escape(one)).collect();
        if words.is_empty() {
            return Ok(None);
        }
        let pattern = Regex::new(&words.join(BETWEEN_WORDS))
            .map_err(|fault| Error::corrupt("erasure", "sought", fault))?;
        Ok(Some(Self {
            pattern,
            instead,
            joins,
        }))
    }

    /// Whether what was found from here to there is no part of something longer.
    fn stands_alone(&self, text: &str, from: usize, to: usize) -> bool {
        let goes_on = |c: char| c.is_alphanumeric() || self.joins.contains(c);
        let before = text[..from].chars().next_back();
        let mut after = text[to..].chars();
        let next = after.next();
        // The address of somebody else may hold two words, and must stay one.
        if next == Some('@') && text[from..to].contains(['_', '+']) {
            return false;
        }
        // What ends a sentence joins nothing.
        let ends = next.is_some_and(|c| !c.is_alphanumeric())
            && after.next().is_none_or(|c| !c.is_alphanumeric());
        !before.is_some_and(goes_on) && (ends || !next.is_some_and(goes_on))
    }

    fn erase(&self, text: &str, folded: &Folded) -> Option<String> {
        let mut left = String::new();
        let (mut done, mut any) = (0, false);
        for found in self.pattern.find_iter(&folded.text) {
            if self.stands_alone(&folded.text, found.start(), found.end()) {
                let (from, to) = folded.place(found.start(), found.end());
                left.push_str(text.get(done..from).unwrap_or(""));
                left.push_str(self.instead);
                done = to;
                any = true;
            }
        }
        left.push_str(&text[done..]);
        any.then_some(left)
    }
}

/// Takes somebody out of texts.
pub struct Eraser {
    rules: Vec<Rule>,
    /// A name of one word is also a word, a town or somebody else's name: it is erased where it stands as their name, and in letters,
    /// which nobody reads again, but not in what others wrote.
    single: Vec<Rule>,
}

impl Eraser {
    /// The text without them; nothing where they do not stand in it.
    pub fn erase(&self, text: &str) -> Option<String> {
        erase_by(self.rules.iter(), text)
    }

    /// As [`Eraser::erase`], in a letter.
    pub fn erase_in_letter(&self, text: &str) -> Option<String> {
        erase_by(self.rules.iter().chain(&self.single), text)
    }
}

fn erase_by<'a>(rules: impl Iterator<Item = &'a Rule>, text: &str) -> Option<String> {
    let mut erased: Option<String> = None;
    let mut folded = Folded::of(text);
    for rule in rules {
        if let Some(left) = rule.erase(erased.as_deref().unwrap_or(text), &folded) {
            folded = Folded::of(&left);
            erased = Some(left);
        }
    }
    erased
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search_index::fold;

    fn eraser() -> Eraser {
        let sought = Sought {
            names: [
                "Élodie O’Neil-Müller".into(),
                "Ed \"Doc\" D'Or".into(),
                "Lyon".into(),
            ]
            .into(),
            addresses: ["elodie@atelier.example".into()].into(),
            phones: ["+33 1 23".into()].into(),
            user_ids: ["elodie".into()].into(),
        };
        sought.eraser().unwrap()
    }

    #[test]
    fn a_name_goes_in_whatever_case_without_accents_across_lines_and_out_of_pages_and_documents() {
        let eraser = eraser();
        for text in [
            "élodie o’neil-müller",
            "From ÉLODIE\n O’NEIL-MÜLLER.",
            "elodie o’neil-muller",
            "Elodie O'Neil-Müller",
            "E\u{301}lodie O’Neil-Mu\u{308}ller",
            "Ｅｌｏｄｉｅ Ｏ’Ｎｅｉｌ-Ｍｕｌｌｅｒ",
            "> Élodie\n> O’Neil-Müller",
            "Elodie_O'Neil-Muller.csv",
            r#"{"words":"See:\nÉlodie\nO’Neil-Müller\tagrees"}"#,
            r#"{"words":"\u00c9lodie\r\nO\u2019Neil-M\u00fcller"}"#,
            "/people?q=%C3%89lodie+O%E2%80%99Neil-M%C3%BCller&page=2",
            "/people?q%3Delodie%40atelier.example",
            r#"{"name":"Ed \"Doc\" D'Or"}"#,
            "<p>Ed &#34;Doc&#34; D&#39;Or</p>",
            "write to <ELODIE@atelier.example>, please",
            "elodie@atelier.example.",
            "call +33 1 23",
        ] {
            let left = eraser.erase(text).unwrap_or_else(|| panic!("{text}"));
            let small = fold(&left);
            for sought in ["elodie", "muller", "doc", "d'or", "+33"] {
                assert!(!small.contains(sought), "{text}: {left}");
            }
        }
    }

    #[test]
    fn nothing_else_goes_with_it() {
        let eraser = eraser();
        for (text, left) in [
            (
                r#"{"a":"See:\nE\u0301lodie\nO’Neil-Mu\u0308ller\n\"Ok\"","b":"x\\ny"}"#,
                format!(r#"{{"a":"See:\n{ERASED_NAME}\n\"Ok\"","b":"x\\ny"}}"#),
            ),
            (
                "upload ÉLODIE_O’Neil-Mu\u{308}ller.csv",
                format!("upload {ERASED_NAME}.csv"),
            ),
            (
                r"C:\new\élodie o’neil-müller",
                format!(r"C:\new\{ERASED_NAME}"),
            ),
            (
                "ŒUVRE, Élodie O’Neil-Müller & Élodie O’Neil-Müller: Straße",
                format!("ŒUVRE, {ERASED_NAME} & {ERASED_NAME}: Straße"),
            ),
        ] {
            assert_eq!(eraser.erase(text), Some(left), "{text}");
        }
        assert!(Sought::default().eraser().unwrap().erase("").is_none());
        let marks = Sought {
            names: ["\u{301}".into()].into(),
            ..Sought::default()
        };
        assert_eq!(marks.eraser().unwrap().erase_in_letter("a b"), None);
    }

    #[test]
    fn others_stay() {
        let eraser = eraser();
        for text in [
            "Élodie",
            "the town of Lyon",
            "joelodie@atelier.example",
            "x.elodie@atelier.example",
            "elodie@atelier.example.org",
            "Élodie O’Neil-Müllerin",
            "call +33 1 234",
            "elodie_o'neil-muller@elsewhere.example",
        ] {
            assert_eq!(eraser.erase(text), None, "{text}");
        }
        let left = eraser.erase_in_letter("Lyon asks for access");
        assert_eq!(left, Some(format!("{ERASED_NAME} asks for access")));
        assert_eq!(eraser.erase_in_letter("Lyonnais"), None);
    }
}
