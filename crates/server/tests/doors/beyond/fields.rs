//! Which fields take ids, as the pages themselves show.

use crate::beyond::ids::prefix_of;
use crate::scene::{ACCOUNT, Scene};
use crate::support::page::Answer;
use scraper::{Html, Selector};
use std::collections::{BTreeMap, BTreeSet};

/// A field of an address that takes ids of one kind; where else something stands around the id, what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Takes {
    pub name: String,
    pub prefix: String,
    pub behind: String,
}

/// Fields by method and pattern of the address they are sent to.
pub type Found = BTreeMap<(&'static str, &'static str), BTreeSet<Takes>>;

/// Walks what Amina and Camille see, and notes which fields hold ids.
pub fn fields_that_take_ids(scene: &Scene<'_>) -> Found {
    let patterns: Vec<&'static str> = scene.doorways().iter().map(|door| door.pattern).collect();
    let mut found = Found::new();
    let holding = format!("/accounts/{ACCOUNT}/groups/{}", scene.holding.0);
    for user_id in ["amina", "camille"] {
        let mut visitor = scene.visitor(user_id);
        let mut paths: Vec<String> = scene.doorways().into_iter().map(|door| door.path).collect();
        paths.push(holding.clone());
        paths.push(format!("/access/requests/new?identifier={ACCOUNT}"));
        for path in paths {
            let answer = visitor.sends("GET", &path, None);
            let kind = answer
                .headers
                .get("content-type")
                .map_or("", String::as_str);
            if answer.status == 200 && kind.starts_with("text/html") {
                note_fields(&patterns, &path, &answer, &mut found);
            }
        }
    }
    // A file is narrowed as the page is that leads to it.
    let of_pages = found.clone();
    for ((method, page), takes) in of_pages.iter().filter(|((method, _), _)| *method == "GET") {
        let files = patterns.iter().filter(|file| {
            let rest = file.strip_prefix(*page).unwrap_or("");
            rest.starts_with("/export") || rest.starts_with(".")
        });
        for file in files {
            let entry = found.entry((*method, *file)).or_default();
            entry.extend(takes.iter().cloned());
        }
    }
    found
}

fn note_fields(patterns: &[&'static str], path: &str, answer: &Answer, found: &mut Found) {
    let select = |css: &str| Selector::parse(css).unwrap();
    let html = Html::parse_document(&answer.html);
    let page = path.split('?').next().unwrap();
    let mut note = |method: &str, to: &str, name: &str, value: &str| {
        let Some(prefix) = prefix_of(value) else {
            return;
        };
        // The log is in the order of its ids: any id is a place in it.
        if (name, prefix) == ("after", "evt_") {
            return;
        }
        let method = if method.eq_ignore_ascii_case("post") {
            "POST"
        } else {
            "GET"
        };
        if let Some(pattern) = pattern_of(patterns, to) {
            found.entry((method, pattern)).or_default().insert(Takes {
                name: name.to_owned(),
                prefix: prefix.to_owned(),
                behind: value[prefix.len() + 32..].to_owned(),
            });
        }
    };
    let fields = select("input[name], select[name], textarea[name], button[name]");
    let options = select("option[value]");
    for form in html.select(&select("form")) {
        let method = form.value().attr("method").unwrap_or("get");
        let to = form.value().attr("action").unwrap_or(page);
        // A button may have its own way for what the form holds.
        let mut ways = vec![(method.to_owned(), to.to_owned())];
        for button in form.select(&select("button[formaction]")) {
            let method = button.value().attr("formmethod").unwrap_or(method);
            ways.push((
                method.to_owned(),
                button.value().attr("formaction").unwrap().to_owned(),
            ));
        }
        for field in form.select(&fields) {
            let name = field.value().attr("name").unwrap();
            let own = field
                .value()
                .attr("value")
                .into_iter()
                .map(ToOwned::to_owned);
            let offered = field
                .select(&options)
                .filter_map(|one| one.value().attr("value"));
            for value in own.chain(offered.map(ToOwned::to_owned)) {
                for (method, to) in &ways {
                    note(method, to, name, &value);
                }
            }
        }
    }
    for link in html.select(&select("a[href*='?']")) {
        let href = link.value().attr("href").unwrap();
        let (to, query) = href.split_once('?').unwrap();
        for pair in query.split('&') {
            if let Some((name, value)) = pair.split_once('=') {
                note("GET", if to.is_empty() { page } else { to }, name, value);
            }
        }
    }
}

/// The pattern of an address, the most literal where several fit.
fn pattern_of(patterns: &[&'static str], path: &str) -> Option<&'static str> {
    let path = path.split('?').next().unwrap();
    let fits = |pattern: &&&'static str| {
        let (own, other): (Vec<&str>, Vec<&str>) =
            (pattern.split('/').collect(), path.split('/').collect());
        let same = |(own, other): (&&str, &&str)| own == other || own.starts_with('{');
        own.len() == other.len() && own.iter().zip(&other).all(same)
    };
    let found = patterns.iter().filter(fits);
    found
        .min_by_key(|pattern| pattern.matches('{').count())
        .copied()
}
