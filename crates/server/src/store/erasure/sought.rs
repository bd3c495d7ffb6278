//! What tells who somebody was, and how it is taken out of a text.

use crate::search_index::fold;
use crate::storage;
use crate::storage::schema::{email_addresses, events};
use crate::storage::{AnyConnection, Error};
use crate::store;
use diesel::prelude::*;
use domain::person::{ERASED_NAME, PersonFact, Profile};
use domain::text::{ERASED, ERASED_ADDRESS};
use domain::{Event, PersonId};
use regex::{Regex, RegexBuilder};
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
const TELLING: [&str; 6] = [
    "person.registered",
    "person.profile-changed",
    "person.email-changed",
    "person.email-taken-back",
    "person.email-replaced",
    "person.email-freed",
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
            PersonFact::EmailFreed { email, .. } => {
                self.addresses.insert(email.to_string());
            }
            _ => {}
        }
    }

    /// Whether a text is nothing but what they are called, or reached by.
    pub(super) fn is(&self, text: &str) -> bool {
        let text = fold(text.trim());
        let all = [&self.names, &self.addresses, &self.phones, &self.user_ids];
        !text.is_empty()
            && all
                .iter()
                .any(|some| some.iter().any(|one| fold(one) == text))
    }

    /// The same, ready to be taken out of texts.
    pub fn eraser(&self) -> Result<Eraser, Error> {
        let mut rules = Vec::new();
        for address in &self.addresses {
            rules.push(Rule::of(address, ERASED_ADDRESS, ".-_+@")?);
        }
        let mut single = Vec::new();
        for name in &self.names {
            let of_one_word = name.split_whitespace().nth(1).is_none();
            let rules = if of_one_word { &mut single } else { &mut rules };
            rules.push(Rule::of(name, ERASED_NAME, "")?);
            let folded = fold(name);
            if folded != name.to_lowercase() {
                rules.push(Rule::of(&folded, ERASED_NAME, "")?);
            }
        }
        for phone in &self.phones {
            rules.push(Rule::of(phone, ERASED, "")?);
        }
        Ok(Eraser { rules, single })
    }
}

/// What is looked for, what is put in its place, and the signs that would make it a part of something longer.
struct Rule {
    pattern: Regex,
    instead: &'static str,
    joins: &'static str,
}

impl Rule {
    fn of(sought: &str, instead: &'static str, joins: &'static str) -> Result<Self, Error> {
        let plain = sought.trim();
        let in_page = plain
            .replace('&', "&#38;")
            .replace('<', "&#60;")
            .replace('>', "&#62;")
            .replace('"', "&#34;")
            .replace('\'', "&#39;");
        let in_document = plain.replace('\\', "\\\\").replace('"', "\\\"");
        let forms = BTreeSet::from([plain.to_owned(), in_page, in_document]);
        // Lines of mail break where words end.
        let form = |form: &String| {
            let words: Vec<String> = form.split_whitespace().map(regex::escape).collect();
            words.join(r"\s+")
        };
        let forms: Vec<String> = forms.iter().map(form).collect();
        let pattern = RegexBuilder::new(&forms.join("|"))
            .case_insensitive(true)
            .build()
            .map_err(|fault| Error::corrupt("erasure", "sought", fault))?;
        Ok(Self {
            pattern,
            instead,
            joins,
        })
    }

    /// Whether what was found from here to there is no part of something longer.
    fn stands_alone(&self, text: &str, from: usize, to: usize) -> bool {
        let goes_on = |c: char| c.is_alphanumeric() || self.joins.contains(c);
        let before = text[..from].chars().next_back();
        let mut after = text[to..].chars();
        let next = after.next();
        // What ends a sentence joins nothing.
        let ends = next.is_some_and(|c| !c.is_alphanumeric())
            && after.next().is_none_or(|c| !c.is_alphanumeric());
        !before.is_some_and(goes_on) && (ends || !next.is_some_and(goes_on))
    }

    fn erase(&self, text: &str) -> Option<String> {
        let mut left = String::new();
        let (mut done, mut any) = (0, false);
        for found in self.pattern.find_iter(text) {
            if self.stands_alone(text, found.start(), found.end()) {
                left.push_str(&text[done..found.start()]);
                left.push_str(self.instead);
                done = found.end();
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
    for rule in rules {
        if let Some(left) = rule.erase(erased.as_deref().unwrap_or(text)) {
            erased = Some(left);
        }
    }
    erased
}

#[cfg(test)]
mod tests {
    use super::*;

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
        ] {
            assert_eq!(eraser.erase(text), None, "{text}");
        }
        let left = eraser.erase_in_letter("Lyon asks for access");
        assert_eq!(left, Some(format!("{ERASED_NAME} asks for access")));
        assert_eq!(eraser.erase_in_letter("Lyonnais"), None);
    }
}
