//! What is not theirs is to nobody different from what there is not: every address, every filter and every field that takes an id,
//! with ids of another account, of Virtual Accounts out of reach, and of nothing, shows the same, byte for byte.
//!
//! Which fields take ids is found on the pages themselves: where a field, a choice or a link holds one, others are put in its place.

use crate::on_both_engines;
use crate::scene::{ACCOUNT, Scene, effective_form, last_part};
use crate::support::Office;
use crate::support::page::Answer;
use crate::support::visitor::{Visitor, encode};
use domain::smart_account::Visibility;
use domain::{DomainIdentifier, Role};
use parvis::routes::Door;
use scraper::{Html, Selector};
use std::collections::{BTreeMap, BTreeSet};

const HERS: &str = "holding.example";

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

/// A field of an address that takes ids of one kind; where else something stands around the id, what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Takes {
    name: String,
    prefix: String,
    behind: String,
}

/// Fields by method and pattern of the address they are sent to.
type Found = BTreeMap<(&'static str, &'static str), BTreeSet<Takes>>;

on_both_engines!(what_is_not_theirs_is_not_told_from_what_there_is_not,);

fn what_is_not_theirs_is_not_told_from_what_there_is_not(office: &Office) {
    let scene = Scene::set(office);
    let known = furnished(&scene);
    let found = fields_that_take_ids(&scene);
    let mut apart = Vec::new();
    for reader in &known.readers {
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

/// Somebody who names what is not theirs.
struct Reader {
    email: &'static str,
    /// Their desk.
    domain: &'static str,
    own: BTreeMap<&'static str, String>,
    foreign: BTreeMap<&'static str, String>,
    /// What stands on no page of theirs, whatever they name.
    unseen: &'static [&'static str],
}

struct Known {
    readers: Vec<Reader>,
}

fn account_id(office: &Office, domain: &str) -> String {
    let domain = DomainIdentifier::parse(domain).unwrap();
    office.read(move |db| {
        let found = parvis::store::smart_account::find_by_identifier(db, &domain)?;
        Ok(found.unwrap().id.to_string())
    })
}

/// Two accounts with something of each kind, and two who read: Dora, who administers the other one, and Chen, who looks after one
/// Virtual Account of this one.
fn furnished(scene: &Scene<'_>) -> Known {
    let office = scene.office;
    let (amina, lyon) = (scene.person("amina"), scene.part.clone());
    let elin = office.person("elin@lumen.example");
    office.grant(&elin, ACCOUNT, Role::VaUser, Some("Lyon"));
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, ACCOUNT, Role::VaAdministrator, Some("Montréal"));
    let dora = office.person("dora@holding.example");
    office.account(HERS, Visibility::Unrestricted, &dora);
    let mut foreign = BTreeMap::from([
        ("per_", amina.to_string()),
        ("va_", lyon),
        ("sa_", account_id(office, ACCOUNT)),
        ("grp_", scene.group.clone()),
        ("rev_", scene.review.clone()),
        ("req_", scene.request.clone()),
        ("evt_", scene.event.clone()),
        ("inv_", scene.invitation.clone()),
        ("upl_", scene.upload.clone()),
        ("rule_", scene.rule.clone()),
        ("case_", scene.case.clone()),
        ("cre_", scene.creation.clone()),
        ("agr_", scene.agreement.clone()),
        ("nad_", scene.address.clone()),
        ("mail_", scene.mail.clone()),
    ]);
    for (prefix, id) in kept_ids(office, ACCOUNT, "Lyon") {
        foreign.insert(prefix, id);
    }
    // Dora has things of her own beside which those of others can be named.
    let mut hers = office.session_of("dora@holding.example", &dora);
    let mut own_of_dora = BTreeMap::new();
    hers.goes_to(&format!("/accounts/{HERS}/groups/new"));
    hers.presses("Create group", &[("Name of the group", "Hers")]);
    own_of_dora.insert("grp_", last_part(&hers.page.path));
    hers.goes_to(&format!("/accounts/{HERS}/reviews/new"));
    let review = [("Name of the review", "Hers"), ("Due on", "2027-06-30")];
    hers.presses("Start a review", &review);
    own_of_dora.insert("rev_", last_part(&hers.page.path));
    let mut camille = scene.visitor("camille");
    camille.asks_for(HERS, "Downloads for all of the holding");
    own_of_dora.insert("req_", last_part(&camille.views_request().page.path));
    office.works();
    for (prefix, id) in kept_ids(office, HERS, "Montréal") {
        own_of_dora.entry(prefix).or_insert(id);
    }
    own_of_dora.insert("va_", office.part(HERS, "Montréal").to_string());
    // An agreement of the account is for everybody in it.
    let mut beyond_chen = foreign.clone();
    beyond_chen.remove("agr_");
    let own_of_chen = BTreeMap::from([("va_", office.part(ACCOUNT, "Montréal").to_string())]);
    Known {
        readers: vec![
            Reader {
                email: "dora@holding.example",
                domain: HERS,
                own: own_of_dora,
                foreign,
                unseen: &[
                    "Amina Example",
                    "Elin Example",
                    "elin@lumen.example",
                    "Empty-handed",
                ],
            },
            Reader {
                email: "chen@lumen.example",
                domain: ACCOUNT,
                own: own_of_chen,
                foreign: beyond_chen,
                unseen: &["Elin Example", "elin@lumen.example", "Empty-handed"],
            },
        ],
    }
}

/// A membership on a Virtual Account and a line of a review, where there are some.
fn kept_ids(office: &Office, domain: &str, part: &str) -> Vec<(&'static str, String)> {
    use diesel::prelude::*;
    use parvis::storage::schema::{access_review_lines as lines, access_reviews, memberships};
    let (account, part) = (
        account_id(office, domain),
        office.part(domain, part).to_string(),
    );
    office.read(move |db| {
        let of_account = memberships::table.filter(memberships::account_id.eq(&account));
        let on_part = of_account.filter(memberships::virtual_account_id.eq(&part));
        let mut found: Option<String> = on_part.select(memberships::id).first(db).optional()?;
        if found.is_none() {
            found = of_account.select(memberships::id).first(db).optional()?;
        }
        let line: Option<String> = lines::table
            .inner_join(access_reviews::table)
            .filter(access_reviews::account_id.eq(&account))
            .select(lines::id)
            .first(db)
            .optional()?;
        let ids = [found, line].into_iter().flatten();
        Ok(ids.map(|id| (prefix_of(&id).unwrap(), id)).collect())
    })
}

const PREFIXES: [&str; 17] = [
    "per_", "va_", "sa_", "grp_", "rev_", "rvl_", "req_", "evt_", "inv_", "upl_", "mem_", "rule_",
    "case_", "cre_", "agr_", "nad_", "mail_",
];

/// The kind of an id, if a text begins with one.
fn prefix_of(text: &str) -> Option<&'static str> {
    let (kind, rest) = text.split_once('_')?;
    let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
    let known = PREFIXES
        .iter()
        .find(|known| known.trim_end_matches('_') == kind);
    known.copied().filter(|_| digits == 32)
}

/// Of this kind there is nothing of that id.
fn nothing(prefix: &str, number: u8) -> String {
    format!("{prefix}{}{number:02x}", "f".repeat(30))
}

/// Walks what Amina and Camille see, and notes which fields hold ids.
fn fields_that_take_ids(scene: &Scene<'_>) -> Found {
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

/// The kind of thing that stands in place of `{id}`.
fn kind_in(pattern: &str) -> Option<&'static str> {
    let before = pattern.split("/{id}").next()?;
    if before == pattern {
        return None;
    }
    Some(match before.rsplit('/').next()? {
        "users" | "people" => "per_",
        "virtual-accounts" => "va_",
        "groups" => "grp_",
        "reviews" => "rev_",
        "requests" => "req_",
        "events" => "evt_",
        "invitations" => "inv_",
        "uploads" => "upl_",
        "mine" => "mem_",
        "accounts" => "sa_",
        "cases" => "case_",
        "creations" | "new" => "cre_",
        "automation" => "rule_",
        "agreements" => "agr_",
        "notifications" => "nad_",
        "mail" => "mail_",
        _ => return None,
    })
}

fn at(reader: &Reader, pattern: &str, id: &str) -> String {
    let path = pattern
        .replace("{domain}", reader.domain)
        .replace("{key}", "certification");
    path.replace("{id}", id)
        .replace("{role}", &nothing("mem_", 0))
}

/// Status, where it leads, the name of a file, and all of the page or file.
type Seen = (u16, String, String, String);

/// What is seen of an answer, with the id that was named made the same.
fn seen(answer: &Answer, id: &str) -> Seen {
    let plain = |text: &str| numbered(&text.replace(id, "ID"));
    let header = |name: &str| {
        answer
            .headers
            .get(name)
            .map_or_else(String::new, |text| plain(text))
    };
    (
        answer.status,
        header("location"),
        header("content-disposition"),
        once(&plain(&answer.html)),
    )
}

/// What is made by one answer has another id than what is made by the next.
fn numbered(text: &str) -> String {
    let mut rest = text;
    let mut plain = String::new();
    while let Some(place) = rest.find('_') {
        let (head, tail) = rest.split_at(place + 1);
        plain.push_str(head);
        let digits = tail.bytes().take_while(u8::is_ascii_hexdigit).count();
        rest = if digits == 32 { &tail[32..] } else { tail };
    }
    plain + rest
}

/// Each entry of a list and each row once: what was refused before stands in the history of what it was refused for.
fn once(text: &str) -> String {
    let mut known = BTreeSet::new();
    let pieces = text
        .split_inclusive("</li>")
        .flat_map(|piece| piece.split_inclusive("</tr>"));
    pieces
        .filter(|piece| known.insert(piece.to_owned()))
        .collect()
}

/// Where two answers part.
fn difference(one: &Seen, other: &Seen) -> String {
    if one.0 != other.0 || one.1 != other.1 {
        return format!("{} {} and {} {}", one.0, one.1, other.0, other.1);
    }
    let (one, other): (Vec<char>, Vec<char>) = (one.3.chars().collect(), other.3.chars().collect());
    let at = one
        .iter()
        .zip(&other)
        .take_while(|(one, other)| one == other)
        .count();
    let around = |text: &[char]| {
        text.iter()
            .skip(at.saturating_sub(80))
            .take(240)
            .collect::<String>()
    };
    format!("…{}…\n  and …{}…", around(&one), around(&other))
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
    crate::guarded::allows(scene, door)
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
