//! Files and functions stay of a size that one reads at a sitting, and code stands in files that have a name. Inline tests do not
//! count.

use super::floors::house;
use proc_macro2::LineColumn;
use std::path::Path;
use syn::spanned::Spanned;
use syn::visit::Visit;

/// Lines of a file, and of half the files.
const FILE: usize = 400;
const MEDIAN_FILE: usize = 150;
/// Lines from `fn` to the closing brace.
const FUNCTION: usize = 60;

/// One exhaustive match or one list, which is looked up and not read through.
const LONG_FILES: [&str; 3] = ["refusal.rs", "storage/schema.rs", "words/event.rs"];
const LONG_FUNCTIONS: [&str; 18] = [
    "account_creation/fold.rs apply",
    "access_request/fold.rs apply",
    "demo/furnishing.rs applications",
    "concerns.rs concerns",
    "event.rs name",
    "notification/of_one.rs of_one",
    "notification/of_request.rs of_request",
    "notification/post_office/writing.rs letters",
    "refusal.rs code",
    "refusal.rs status",
    "routes/desk.rs desk_pages",
    "routes/own.rs own_pages",
    "routes/staff.rs staff_pages",
    "rules/audience.rs audience",
    "web/refusals.rs words",
    "words/event.rs kind",
    "words/event.rs of",
    "words/event_labels.rs label",
];

struct Source {
    /// Below the crate's `src`.
    path: String,
    lines: usize,
    /// Each with its lines.
    functions: Vec<(String, usize)>,
}

/// What a file holds besides its tests.
#[derive(Default)]
struct Reading {
    functions: Vec<(String, usize)>,
    tests: usize,
}

impl Reading {
    fn note(&mut self, name: &syn::Ident, from: LineColumn, until: LineColumn) {
        self.functions
            .push((name.to_string(), until.line - from.line + 1));
    }
}

impl<'a> Visit<'a> for Reading {
    fn visit_item_mod(&mut self, module: &'a syn::ItemMod) {
        let is_test = |one: &syn::Attribute| one.path().is_ident("cfg");
        if module.attrs.iter().any(is_test) {
            let span = module.span();
            self.tests += span.end().line - span.start().line + 1;
        } else {
            syn::visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, one: &'a syn::ItemFn) {
        let from = one.sig.fn_token.span.start();
        self.note(&one.sig.ident, from, one.block.span().end());
        syn::visit::visit_item_fn(self, one);
    }

    fn visit_impl_item_fn(&mut self, one: &'a syn::ImplItemFn) {
        let from = one.sig.fn_token.span.start();
        self.note(&one.sig.ident, from, one.block.span().end());
        syn::visit::visit_impl_item_fn(self, one);
    }
}

fn read(root: &Path, path: &Path) -> Source {
    let text = std::fs::read_to_string(path).unwrap();
    let mut reading = Reading::default();
    reading.visit_file(&syn::parse_file(&text).unwrap());
    Source {
        path: path.strip_prefix(root).unwrap().display().to_string(),
        lines: text.lines().count() - reading.tests,
        functions: reading.functions,
    }
}

fn sources() -> Vec<Source> {
    let server = house::root();
    let domain = server.join("../../domain/src");
    let mut all = Vec::new();
    for root in [server, domain] {
        let found = house::sources(&root);
        assert!(found.len() > 50, "{} is not the source", root.display());
        all.extend(found.iter().map(|path| read(&root, path)));
    }
    all
}

#[test]
fn files_are_of_a_size_one_reads_at_a_sitting() {
    let mut all = sources();
    let is_listed = |one: &&Source| LONG_FILES.contains(&one.path.as_str());
    let long = |one: &&Source| one.lines > FILE;
    let too_long: Vec<(&str, usize)> = (all.iter().filter(long))
        .filter(|one| !is_listed(one))
        .map(|one| (one.path.as_str(), one.lines))
        .collect();
    assert_eq!(too_long, [], "of more than {FILE} lines");
    let listed = all.iter().filter(is_listed).filter(long).count();
    assert_eq!(
        listed,
        LONG_FILES.len(),
        "a listed file is long no more, or not there"
    );
    all.sort_by_key(|one| one.lines);
    let median = all[all.len() / 2].lines;
    assert!(
        median <= MEDIAN_FILE,
        "half the files have more than {median} lines"
    );
}

#[test]
fn functions_are_of_a_size_one_takes_in_at_a_glance() {
    let all = sources();
    let long = all.iter().flat_map(|one| {
        let long = one.functions.iter().filter(|(_, lines)| *lines > FUNCTION);
        long.map(|(name, lines)| (format!("{} {name}", one.path), *lines))
    });
    let (listed, too_long): (Vec<_>, Vec<_>) =
        long.partition(|(name, _)| LONG_FUNCTIONS.contains(&name.as_str()));
    assert_eq!(too_long, [], "of more than {FUNCTION} lines");
    assert_eq!(
        listed.len(),
        LONG_FUNCTIONS.len(),
        "a listed function is long no more: {listed:?}"
    );
}

/// A stack trace, a tab and a search say `mod.rs` of all of them.
#[test]
fn a_face_of_a_folder_declares_and_holds_no_code() {
    let server = house::root();
    let domain = server.join("../../domain/src");
    let mut holding = Vec::new();
    for root in [server, domain] {
        for path in house::sources(&root) {
            if path.file_name().is_some_and(|name| name == "mod.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let declares = |item: &syn::Item| match item {
                    syn::Item::Mod(module) => module.content.is_none(),
                    item => matches!(item, syn::Item::Use(_)),
                };
                if !syn::parse_file(&text).unwrap().items.iter().all(declares) {
                    holding.push(path.strip_prefix(&root).unwrap().display().to_string());
                }
            }
        }
    }
    assert_eq!(holding, Vec::<String>::new());
}
