//! The house stands: floors are built upwards, and rooms of one floor do not lean on each other in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The modules that a `lib.rs` or `mod.rs` declares, with their floor: a blank line stands between two.
fn floors(face: &str) -> BTreeMap<String, usize> {
    let mut floor = 0;
    let mut found = BTreeMap::new();
    for line in face.lines() {
        let name = line.trim().trim_start_matches("pub ").strip_prefix("mod ");
        match name.and_then(|name| name.strip_suffix(';')) {
            Some(name) => drop(found.insert(name.to_owned(), floor)),
            None if line.trim().is_empty() => floor += 1,
            None => {}
        }
    }
    found
}

/// What a `lib.rs` hands on by a shorter name, with the module it comes from.
fn handed_on(face: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for statement in face.split(';') {
        let Some(path) = statement.trim().strip_prefix("pub use ") else {
            continue;
        };
        let mut names = path.split(|c: char| !(c.is_alphanumeric() || c == '_'));
        let module = names.next().unwrap_or("");
        found.extend(names.map(|name| (name.to_owned(), module.to_owned())));
    }
    found
}

pub fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(sources(&path));
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            all.push(path);
        }
    }
    all.sort();
    all
}

/// The names right behind `root::` in a text without its comments, those in braces too.
fn named(text: &str, root: &str) -> BTreeSet<String> {
    let code: String = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join("\n");
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices(&format!("{root}::")) {
        if code[..at].ends_with(|c: char| is_name(c) || c == ':') {
            continue;
        }
        let rest = &code[at + root.len() + 2..];
        let mut depth = 0;
        let mut begins = true;
        for (place, c) in rest.char_indices() {
            match c {
                '{' => (depth, begins) = (depth + 1, depth == 0),
                '}' => depth -= 1,
                ',' => begins = depth == 1,
                c if begins && is_name(c) => {
                    let name = rest[place..].split(|c| !is_name(c)).next().unwrap_or("");
                    found.insert(name.to_owned());
                    begins = false;
                }
                c if c.is_whitespace() => continue,
                _ => {}
            }
            if depth == 0 && !begins {
                break;
            }
        }
    }
    found
}

/// Files that name a module of their own floor or of one above.
fn leaning(root: &Path) -> Vec<String> {
    let face = std::fs::read_to_string(root.join("lib.rs")).unwrap();
    let (floors, handed_on) = (floors(&face), handed_on(&face));
    let mut all = Vec::new();
    for path in sources(root) {
        let inside = path.strip_prefix(root).unwrap();
        let first = inside.iter().next().unwrap().to_str().unwrap();
        let own = first.trim_end_matches(".rs");
        let Some(floor) = floors.get(own) else {
            continue;
        };
        for other in named(&std::fs::read_to_string(&path).unwrap(), "crate") {
            let other = handed_on.get(&other).cloned().unwrap_or(other);
            if other != own && floors.get(&other).is_some_and(|below| below >= floor) {
                all.push(format!("{} names crate::{other}", inside.display()));
            }
        }
    }
    all
}

/// Rooms of one floor that lean on each other in a circle: `leans[a]` are those that a names.
fn in_a_circle(leans: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut left = leans.clone();
    loop {
        let free: Vec<String> = left
            .iter()
            .filter(|(own, on)| {
                on.iter()
                    .all(|other| other == *own || !left.contains_key(other))
            })
            .map(|(own, _)| own.clone())
            .collect();
        if free.is_empty() {
            return left.into_keys().collect();
        }
        free.iter().for_each(|name| drop(left.remove(name)));
    }
}

/// Which rooms of a folder name which: by their whole path, by the path from the floor on, or as a neighbour.
fn rooms(root: &Path, folder: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let inside = folder.strip_prefix(root).unwrap();
    let floors: Vec<&str> = inside.iter().map(|part| part.to_str().unwrap()).collect();
    let floor = floors.join("::");
    let mut leans: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in sources(folder) {
        let inside = path.strip_prefix(folder).unwrap();
        let first = inside.iter().next().unwrap().to_str().unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let mut on = named(&text.replace("crate::", ""), &floor);
        if inside.iter().count() == 1 {
            on.extend(named(&text, "super"));
        }
        let own = first.trim_end_matches(".rs").to_owned();
        leans.entry(own).or_default().extend(on);
    }
    leans.remove("mod");
    leans
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let inside = std::fs::read_dir(folder).unwrap();
    let inside = inside.map(|entry| entry.unwrap().path());
    let mut all: Vec<PathBuf> = inside.filter(|path| path.is_dir()).collect();
    all.extend(all.clone().iter().flat_map(|inner| folders(inner)));
    all
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn every_floor_stands_on_those_below_it() {
    assert_eq!(leaning(&root()), Vec::<String>::new());
}

#[test]
fn no_rooms_of_one_floor_lean_on_each_other_in_a_circle() {
    let root = root();
    let in_circles = folders(&root).into_iter().filter_map(|folder| {
        let found = in_a_circle(&rooms(&root, &folder));
        (!found.is_empty()).then(|| format!("{}: {}", folder.display(), found.join(", ")))
    });
    assert_eq!(in_circles.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn names_are_read_in_every_form() {
    let text = "use crate::{a, b::{c, d}, e as f};\nuse crate::g::h; // crate::never\nlet x = crate::i::j(crate::k);";
    let found: Vec<String> = named(text, "crate").into_iter().collect();
    assert_eq!(found, ["a", "b", "e", "g", "i", "k"]);
    let circle = [("a", "b"), ("b", "a"), ("c", "a")]
        .map(|(own, on)| (own.to_owned(), BTreeSet::from([on.to_owned()])));
    assert_eq!(in_a_circle(&BTreeMap::from(circle)), ["a", "b", "c"]);
}
