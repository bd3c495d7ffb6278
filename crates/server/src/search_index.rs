//! What lists are searched by: words in lower case and without accents, kept as hexadecimal digits, which every database sorts
//! alike whatever its collation. Whoever is found is found by how each word that is typed begins one of theirs.

use crate::paging::ListPlace;
use crate::storage::Error;
use domain::person::Person;
use icu::normalizer::DecomposingNormalizer;
use icu::properties::CodePointMapData;
use icu::properties::props::GeneralCategory;
use std::collections::{BTreeMap, BTreeSet};

/// As many characters of a word as it is found by.
const LONGEST_TERM: usize = 64;

/// Lower case, without accents: what makes "Élodie" and "elodie" the same to whoever looks for her.
pub fn fold(text: &str) -> String {
    let kinds = CodePointMapData::<GeneralCategory>::new();
    let apart = DecomposingNormalizer::new_nfd().normalize(text);
    let letters = apart.chars();
    let letters = letters.filter(|c| kinds.get(*c) != GeneralCategory::NonspacingMark);
    let mut folded = String::with_capacity(text.len());
    for letter in letters.flat_map(char::to_lowercase) {
        match without_stroke(letter) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(letter),
        }
    }
    folded
}

/// A Latin letter of which no accent can be taken, as it is typed by who does not have it (CLDR, transform Latin-ASCII).
fn without_stroke(letter: char) -> Option<&'static str> {
    Some(match letter {
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}

/// A term as it is stored: a prefix of the term is a prefix of this.
pub fn encoded(term: &str) -> String {
    crate::clock::hexadecimal(term.as_bytes())
}

/// From where to before where the encoded term lie that begin with `word`.
pub fn range(word: &str) -> (String, String) {
    let from = encoded(word);
    // No hexadecimal digit comes after f.
    let to = format!("{from}g");
    (from, to)
}

/// The words of what somebody types or is called, folded.
pub fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !(c.is_alphanumeric() || "@._+-".contains(c)))
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(LONGEST_TERM).collect())
        .collect()
}

/// The words that are looked for, each once, the longest first: it leads, and fewest begin with it.
pub fn wanted(text: &str) -> Vec<String> {
    let all: BTreeSet<String> = words(text).into_iter().collect();
    let mut all: Vec<String> = all.into_iter().collect();
    all.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    all
}

/// Whether every word begins a term, and the encoded term `led` is the first that begins with the first word, so that nothing found
/// by two terms is listed twice.
pub fn is_found(words: &[String], terms: &BTreeSet<String>, led: &str) -> bool {
    let Some(first) = words.first() else {
        return true;
    };
    let (from, to) = range(first);
    let mut leads = terms.iter().map(|term| encoded(term));
    words
        .iter()
        .all(|word| terms.iter().any(|term| term.starts_with(word)))
        && leads.find(|term| *term >= from && *term < to).as_deref() == Some(led)
}

/// How many rows are read in one go, and how often that is done, before the rest is left to the next page: what no index serves
/// must not make a page slow.
pub const WINDOW: i64 = 200;
const MOST_WINDOWS: usize = 5;

/// Part of a list: rows with their places, and where it goes on, if it does.
pub struct Window<T> {
    pub rows: Vec<(ListPlace, T)>,
    pub next: Option<ListPlace>,
}

impl<T> Window<T> {
    /// Rows of which `size` were asked for.
    pub fn of(rows: Vec<(ListPlace, T)>, size: i64) -> Self {
        let next = if (rows.len() as i64) < size {
            None
        } else {
            rows.last().map(|(place, _)| place.clone())
        };
        Self { rows, next }
    }
}

/// A page of a list that is read in windows: at most `limit` of the rows that are let through, and where the list goes on, if it
/// does. A page may be short, even empty, with more to come.
pub fn page<T>(
    from: Option<&ListPlace>,
    limit: usize,
    mut window: impl FnMut(Option<&ListPlace>) -> Result<Window<T>, Error>,
    lets_through: impl Fn(&ListPlace, &T) -> bool,
) -> Result<(Vec<T>, Option<ListPlace>), Error> {
    let mut from = from.cloned();
    let mut found = Vec::new();
    for _ in 0..MOST_WINDOWS {
        let Window { rows, next } = window(from.as_ref())?;
        for (place, row) in rows {
            if !lets_through(&place, &row) {
                continue;
            }
            if found.len() == limit {
                return Ok((found, from));
            }
            from = Some(place);
            found.push(row);
        }
        if next.is_none() {
            return Ok((found, None));
        }
        from = next;
    }
    Ok((found, from))
}

/// A page of a list of which nothing is left out: at most `limit` rows, and where it goes on, if it does. In: what reads so many
/// rows from a place on.
pub fn whole<T>(
    from: Option<&ListPlace>,
    limit: usize,
    mut rows: impl FnMut(Option<&ListPlace>, i64) -> Result<Vec<(ListPlace, T)>, Error>,
) -> Result<(Vec<T>, Option<ListPlace>), Error> {
    let size = limit as i64 + 1;
    let window = |from: Option<&ListPlace>| Ok(Window::of(rows(from, size)?, size));
    page(from, limit, window, |_, _| true)
}

/// As [`whole`], where what somebody typed holds no word to search by: where they typed anything at all, nothing is found.
pub fn without_words<T>(
    typed: &str,
    from: Option<&ListPlace>,
    limit: usize,
    rows: impl FnMut(Option<&ListPlace>, i64) -> Result<Vec<(ListPlace, T)>, Error>,
) -> Result<(Vec<T>, Option<ListPlace>), Error> {
    if typed.trim().is_empty() {
        whole(from, limit, rows)
    } else {
        Ok((Vec::new(), None))
    }
}

impl Window<()> {
    /// What the terms that lead name: rows of term and key, in that order.
    pub fn led(rows: Vec<(String, String)>) -> Self {
        let place = |(key, id)| (ListPlace { key, id }, ());
        Self::of(rows.into_iter().map(place).collect(), WINDOW)
    }

    /// What the window names, each once.
    pub fn keys(&self) -> BTreeSet<String> {
        let keys = self.rows.iter().map(|(place, ())| place.id.clone());
        keys.collect()
    }

    /// With what was read of the keys; those of which nothing was are left out. What two terms that begin alike name is listed at
    /// the first.
    pub fn with<T>(self, mut read: BTreeMap<String, T>) -> Window<T> {
        let found = self.rows.into_iter().filter_map(|(place, ())| {
            let row = read.remove(&place.id)?;
            Some((place, row))
        });
        Window {
            rows: found.collect(),
            next: self.next,
        }
    }
}

/// A window of what is named by the terms of a table that begin with a word, in the order of those terms, from a place on;
/// `$within` is a condition that the index of terms begins with.
macro_rules! led {
    ($db:expr, $terms:ident.$key:ident, $word:expr, $from:expr $(, $within:expr)?) => {{
        let (first, end) = $crate::search_index::range($word);
        let mut query = $terms::table
            .select(($terms::term, $terms::$key))
            $(.filter($within))?
            .filter($terms::term.lt(end))
            .order(($terms::term, $terms::$key))
            .limit($crate::search_index::WINDOW)
            .into_boxed();
        query = match $from {
            None => query.filter($terms::term.ge(first)),
            Some(place) => query.filter($terms::term.ge(place.key.clone())).filter(
                $terms::term
                    .gt(place.key.clone())
                    .or($terms::$key.gt(place.id.clone())),
            ),
        };
        query
            .load::<(String, String)>($db)
            .map($crate::search_index::Window::led)?
    }};
}
pub(crate) use led;

/// Those of some keys that each of these words names too, looked at in the index that begins with the key and `$within`; nothing
/// else is read.
macro_rules! narrowed {
    ($db:expr, $terms:ident.$key:ident, $keys:expr, $words:expr $(, $within:expr)?) => {{
        let mut keys: std::collections::BTreeSet<String> = $keys;
        for word in $words {
            if keys.is_empty() {
                break;
            }
            let (from, to) = $crate::search_index::range(word);
            let found: Vec<String> = $terms::table
                .filter($terms::$key.eq_any(&keys))
                $(.filter($within))?
                .filter($terms::term.ge(from))
                .filter($terms::term.lt(to))
                .select($terms::$key)
                .load($db)?;
            keys = found.into_iter().collect();
        }
        keys
    }};
}
pub(crate) use narrowed;

/// What is indexed under each key, by encoded term.
pub type Indexed = BTreeMap<String, BTreeSet<String>>;

/// The encoded term of what is found by `terms`.
pub fn all_encoded(terms: &BTreeSet<String>) -> BTreeSet<String> {
    terms.iter().map(|term| encoded(term)).collect()
}

/// What is indexed of these keys, from rows of key and term.
pub fn indexed(rows: Vec<(String, String)>) -> Indexed {
    let mut indexed = Indexed::new();
    for (key, term) in rows {
        indexed.entry(key).or_default().insert(term);
    }
    indexed
}

/// Each encoded term with its key, for these keys.
pub fn pairs<'a>(
    all: &'a Indexed,
    keys: &'a [String],
) -> impl Iterator<Item = (&'a String, &'a String)> {
    let of = move |key: &'a String| {
        let terms = all.get(key).into_iter().flatten();
        terms.map(move |term| (term, key))
    };
    keys.iter().flat_map(of)
}

/// The keys under which something else is indexed than should be.
pub fn stale(is: &Indexed, should_be: &Indexed) -> Vec<String> {
    let differs = |(key, terms): &(&String, &BTreeSet<String>)| {
        is.get(*key)
            .map_or(!terms.is_empty(), |found| found != *terms)
    };
    let stale = should_be.iter().filter(differs);
    stale.map(|(key, _)| key.clone()).collect()
}

/// As many words of one name as it is found by.
pub const MOST_TERMS: usize = 12;

/// What a holder is found and sorted by.
#[derive(Debug, Clone)]
pub struct FoundBy {
    /// Folded, to be sorted by.
    pub name: String,
    pub terms: BTreeSet<String>,
}

/// By the first words of the name, the user ID and the address; sorted by the name.
pub fn of_person(person: &Person) -> FoundBy {
    let mut terms: BTreeSet<String> = words(&person.profile.full_name)
        .into_iter()
        .take(MOST_TERMS)
        .collect();
    terms.extend(words(person.user_id.as_str()));
    terms.extend(person.email.iter().flat_map(|email| words(&email.key())));
    FoundBy {
        name: fold(&person.profile.full_name),
        terms,
    }
}

/// By what [`of_person`] finds them by and the first words of their organisation, encoded.
pub fn of_person_with_organisation(person: &Person) -> BTreeSet<String> {
    let organisation = words(&person.profile.organisation);
    let mut terms = of_person(person).terms;
    terms.extend(organisation.into_iter().take(MOST_TERMS));
    all_encoded(&terms)
}

/// By the first words of its name, and sorted by it.
pub fn of_group(name: &str) -> FoundBy {
    FoundBy {
        name: fold(name),
        terms: words(name).into_iter().take(MOST_TERMS).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_capitals_do_not_matter() {
        assert_eq!(fold("Élodie ŒUVRARD"), "elodie oeuvrard");
        assert_eq!(
            fold("Elin Sørby, Weiß, Łódź, ÞÓR"),
            "elin sorby, weiss, lodz, thor"
        );
        assert_eq!(
            words("Ana de la  Cruz-Núñez"),
            ["ana", "de", "la", "cruz-nunez"]
        );
        assert_eq!(words("Żółć"), ["zolc"]);
        assert_eq!(words("  ,; "), Vec::<String>::new());
    }

    #[test]
    fn what_begins_alike_lies_in_one_range() {
        let (from, to) = range("élo");
        let lies_inside = |word: &str| (from.clone()..to.clone()).contains(&encoded(word));
        assert!(lies_inside("élodie") && lies_inside("élo"));
        assert!(!lies_inside("elodie") && !lies_inside("él"));
    }

    #[test]
    fn whoever_is_found_by_two_terms_is_found_once() {
        let terms = BTreeSet::from(["morel".to_owned(), "morel-7".into(), "zoe".into()]);
        let found = |text: &str, led: &str| is_found(&wanted(text), &terms, &encoded(led));
        assert!(found("mor", "morel") && !found("mor", "morel-7"));
        assert!(found("zo morel-", "morel-7") && !found("mor ana", "morel"));
    }
}
