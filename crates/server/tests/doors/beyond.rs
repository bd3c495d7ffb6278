//! What is not theirs is to nobody different from what there is not: every address, every filter and every field that takes an id,
//! with ids of another account, of Virtual Accounts out of reach, and of nothing, shows the same, byte for byte.
//!
//! Which fields take ids is found on the pages themselves: where a field, a choice or a link holds one, others are put in its place.

mod fields;
mod ids;
mod readers;
mod seen;

use crate::beyond::fields::{Found, fields_that_take_ids};
use crate::beyond::ids::{kind_in, nothing};
use crate::beyond::readers::{Reader, furnished};
use crate::beyond::seen::{difference, seen};
use crate::forms::effective_form;
use crate::guarded::allows;
use crate::on_both_engines;
use crate::scene::Scene;
use crate::support::Office;
use crate::support::page::Answer;
use crate::support::visitor::{Visitor, encode};
use parvis::routes::Door;
use std::collections::BTreeSet;

/// As many addresses and fields as are tried at the least, by each of those who read.
const FEWEST_PATHS: usize = 80;
const FEWEST_FIELDS: usize = 10;
const FEWEST_FILTERS: usize = 300;

/// What addresses may be narrowed by, or go on from, whether or not a page shows it. Where a list is in the order of its ids, any id
/// is a place in it.
const FILTERS: [(&str, &str); 10] = [
    ("part", "va_"),
    ("group", "grp_"),
    ("person", "per_"),
    ("request", "req_"),
    ("membership", "mem_"),
    ("by", "per_"),
    ("about", "per_"),
    ("q", "req_"),
    ("after", "mem_"),
    ("after", "grp_"),
];

on_both_engines!(what_is_not_theirs_is_not_told_from_what_there_is_not);

fn what_is_not_theirs_is_not_told_from_what_there_is_not(office: &Office) {
    let scene = Scene::set(office);
    let readers = furnished(&scene);
    let found = fields_that_take_ids(&scene);
    let mut apart = Vec::new();
    for reader in &readers {
        let (mut paths, mut fields, mut filters) = (0, 0, 0);
        for door in scene.doorways() {
            if door.door == Door::Public {
                continue;
            }
            paths += by_path(&scene, reader, door.pattern, &mut apart);
            fields += by_fields(&scene, reader, door.pattern, &found, &mut apart);
            filters += by_filters(&scene, reader, door.pattern, &mut apart);
        }
        println!(
            "{}: {paths} addresses, {fields} fields and {filters} filters tried",
            reader.email
        );
        assert!(
            paths >= FEWEST_PATHS,
            "{}: only {paths} addresses",
            reader.email
        );
        assert!(
            fields >= FEWEST_FIELDS,
            "{}: only {fields} fields",
            reader.email
        );
        assert!(
            filters >= FEWEST_FILTERS,
            "{}: only {filters} filters",
            reader.email
        );
    }
    assert!(
        apart.is_empty(),
        "{} told apart:\n{}",
        apart.len(),
        apart.join("\n")
    );
}

fn at(reader: &Reader, pattern: &str, id: &str) -> String {
    let path = pattern
        .replace("{domain}", reader.domain)
        .replace("{key}", "certification");
    path.replace("{id}", id)
        .replace("{role}", &nothing("mem_", 0))
}

/// What is told by naming something that is not theirs, if anything: what came before is told apart by asking for nothing once
/// more.
fn told(
    visitor: &mut Visitor<'_>,
    reader: &Reader,
    prefix: &str,
    what: &str,
    ask: impl Fn(&mut Visitor<'_>, &str) -> Answer,
) -> Option<String> {
    let foreign = &reader.foreign[prefix];
    let (first, second) = (nothing(prefix, 1), nothing(prefix, 2));
    let before = ask(visitor, &first);
    let answer = ask(visitor, foreign);
    assert!(
        answer.status < 500,
        "{what}: {}\n{}",
        answer.status,
        answer.text()
    );
    if let Some(word) = reader
        .unseen
        .iter()
        .find(|word| answer.html.contains(**word))
    {
        return Some(format!("{} reads {word:?} at {what}", reader.email));
    }
    let (before, answer) = (seen(&before, &first), seen(&answer, foreign));
    if before == answer {
        return None;
    }
    let after = ask(visitor, &second);
    let after = seen(&after, &second);
    (answer != after).then(|| {
        format!(
            "{} tells {prefix} apart at {what}:\n  {}",
            reader.email,
            difference(&answer, &after)
        )
    })
}

fn methods(scene: &Scene<'_>, pattern: &'static str) -> BTreeSet<String> {
    let doorways = scene.doorways();
    let door = doorways
        .iter()
        .find(|door| door.pattern == pattern)
        .unwrap();
    allows(scene, door)
}

fn visitor<'o>(scene: &Scene<'o>, reader: &Reader) -> Visitor<'o> {
    let user_id = reader.email.split('@').next().unwrap().to_owned();
    let id = scene
        .office
        .read(move |db| parvis::store::person::find_by_name(db, &user_id));
    scene
        .office
        .session_of(reader.email, &id.unwrap().person.id)
}

/// Names what is not theirs in the address. Out: how often.
fn by_path(
    scene: &Scene<'_>,
    reader: &Reader,
    pattern: &'static str,
    apart: &mut Vec<String>,
) -> usize {
    let Some(prefix) = kind_in(pattern).filter(|prefix| reader.foreign.contains_key(prefix)) else {
        return 0;
    };
    let mut visitor = visitor(scene, reader);
    let mut tried = 0;
    for method in methods(scene, pattern)
        .iter()
        .filter(|method| *method != "HEAD")
    {
        let what = format!("{method} {pattern}");
        apart.extend(told(&mut visitor, reader, prefix, &what, |visitor, id| {
            let body = (method == "POST").then(|| effective_form(pattern));
            visitor.sends(method, &at(reader, pattern, id), body)
        }));
        tried += 1;
    }
    tried
}

/// Names what is not theirs in what an address may be narrowed by. Out: how often.
fn by_filters(
    scene: &Scene<'_>,
    reader: &Reader,
    pattern: &'static str,
    apart: &mut Vec<String>,
) -> usize {
    let own = kind_in(pattern).map(|prefix| reader.own.get(prefix));
    let id = match own {
        None => "",
        Some(Some(own)) => own.as_str(),
        Some(None) => return 0,
    };
    if !methods(scene, pattern).contains("GET") {
        return 0;
    }
    let (path, mut visitor) = (at(reader, pattern, id), visitor(scene, reader));
    let mut tried = 0;
    for (name, prefix) in FILTERS
        .iter()
        .filter(|(_, kind)| reader.foreign.contains_key(kind))
    {
        let what = format!("GET {pattern} {name}");
        apart.extend(told(&mut visitor, reader, prefix, &what, |visitor, id| {
            visitor.sends("GET", &format!("{path}?{name}={id}"), None)
        }));
        tried += 1;
    }
    tried
}

/// Names what is not theirs in every field that takes ids. Out: how often.
fn by_fields(
    scene: &Scene<'_>,
    reader: &Reader,
    pattern: &'static str,
    found: &Found,
    apart: &mut Vec<String>,
) -> usize {
    let id = match kind_in(pattern) {
        None => "",
        Some(prefix) => match reader.own.get(prefix) {
            Some(own) => own.as_str(),
            None => return 0,
        },
    };
    let path = at(reader, pattern, id);
    let mut tried = 0;
    for method in ["GET", "POST"] {
        for takes in found.get(&(method, pattern)).into_iter().flatten() {
            if !reader.foreign.contains_key(takes.prefix.as_str()) {
                continue;
            }
            let what = format!("{method} {pattern} {}", takes.name);
            let mut visitor = visitor(scene, reader);
            apart.extend(told(
                &mut visitor,
                reader,
                &takes.prefix,
                &what,
                |visitor, id| {
                    let value = format!("{id}{}", takes.behind);
                    if method == "GET" {
                        let query = encode(&[(takes.name.clone(), value)]);
                        return visitor.sends("GET", &format!("{path}?{query}"), None);
                    }
                    let base = effective_form(pattern);
                    let kept = base.split('&').filter(|pair| {
                        !pair.is_empty() && pair.split('=').next() != Some(takes.name.as_str())
                    });
                    // Of a scope only what is selected counts.
                    let kept = kept.map(|pair| match pair {
                        "scope=entire" if takes.prefix == "va_" => "scope=selected",
                        pair => pair,
                    });
                    let named = encode(&[(takes.name.clone(), value)]);
                    let form: Vec<&str> = kept.chain([named.as_str()]).collect();
                    visitor.sends("POST", &path, Some(form.join("&")))
                },
            ));
            tried += 1;
        }
    }
    tried
}
