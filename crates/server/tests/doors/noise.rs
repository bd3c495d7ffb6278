//! Noise: whatever is thrown at whichever address, by whomever, nothing breaks.

use crate::on_both_engines;
use crate::scene::Scene;
use crate::support::Office;
use crate::support::page::Answer;
use crate::support::visitor::{Visitor, encode};
use axum::body::Body;
use axum::http::header;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

on_both_engines!(
    whatever_strangers_send_nothing_breaks,
    whatever_people_inside_send_nothing_breaks,
);

fn whatever_strangers_send_nothing_breaks(office: &Office) {
    let scene = Scene::set(office);
    office.may_leave_mail();
    no_noise_breaks_it(&scene, &[""], 250);
}

fn whatever_people_inside_send_nothing_breaks(office: &Office) {
    let scene = Scene::set(office);
    office.may_leave_mail();
    no_noise_breaks_it(&scene, &["camille", "mallory", "amina", "sam", "olga"], 400);
}

/// One request of somebody out of their mind.
#[derive(Debug, Clone)]
struct Noise {
    who: &'static str,
    method: &'static str,
    path: String,
    query: Vec<(String, String)>,
    kind: &'static str,
    body: Vec<u8>,
}

const FORM: &str = "application/x-www-form-urlencoded";

/// Everything that a form or a query of ours is made of.
const NAMES: [&str; 36] = [
    "after",
    "administrator",
    "back",
    "class",
    "current_password",
    "domain",
    "email",
    "full_name",
    "identifier",
    "kind",
    "language",
    "name",
    "new_password",
    "next",
    "note",
    "organisation",
    "outcome",
    "password",
    "phone",
    "reason",
    "role",
    "scope",
    "state",
    "status",
    "time_zone",
    "token",
    "until",
    "user_id",
    "version",
    "virtual_accounts",
    "visibility",
    "words",
    "",
    "x",
    "version[]",
    "__proto__",
];

/// What has broken something somewhere, and what is right in its place.
const VALUES: [&str; 56] = [
    "",
    " ",
    "\0",
    "a\0b",
    "\u{7f}",
    "\u{feff}",
    "\u{202e}abc",
    "\u{2028}",
    "\r\nX: y",
    "\n",
    "\t",
    "%",
    "%00",
    "%ff",
    "+",
    "&",
    "=",
    "'",
    "\"",
    "\\",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "{ $name }",
    "../../etc/passwd",
    "//evil.example",
    "/\\evil.example",
    "/\u{1}",
    "-1",
    "0",
    "1",
    "2",
    "4294967296",
    "99999999999999999999",
    "NaN",
    "1e309",
    "0001-01-01",
    "9999-12-31",
    "2027-03-31",
    "lumen.example",
    "xn--",
    "xn--a.example",
    "a.xn--zz--.example",
    "münchen.example",
    "camille",
    "camille@atelier.example",
    "approve",
    "decline",
    "other",
    "entire",
    "selected",
    "sa-user",
    "va-user",
    "pending",
    "fr",
    "Europe/Paris",
];

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        5 => proptest::sample::select(&VALUES[..]).prop_map(ToOwned::to_owned),
        2 => any::<String>(),
        1 => "[a-z_]{1,5}_[0-9a-f]{32}",
        1 => (1_usize..5000, any::<char>()).prop_map(|(length, c)| c.to_string().repeat(length)),
    ]
}

fn fields() -> impl Strategy<Value = Vec<(String, String)>> {
    let name = prop_oneof![
        9 => proptest::sample::select(&NAMES[..]).prop_map(ToOwned::to_owned),
        1 => any::<String>(),
    ];
    proptest::collection::vec((name, value()), 0..10)
}

/// A listed address, one with a part of it replaced, or none at all.
fn path(listed: Vec<String>) -> impl Strategy<Value = String> {
    let whole = proptest::sample::select(listed.clone());
    let bent = (
        proptest::sample::select(listed),
        any::<prop::sample::Index>(),
        value(),
    );
    let bent = bent.prop_map(|(path, at, value)| {
        let mut parts: Vec<String> = path.split('/').skip(1).map(ToOwned::to_owned).collect();
        let at = at.index(parts.len());
        parts[at] = percent(&value);
        parts.iter().map(|part| format!("/{part}")).collect()
    });
    let wild = proptest::collection::vec(value(), 1..5).prop_map(|parts| {
        parts
            .iter()
            .map(|part| format!("/{}", percent(part)))
            .collect()
    });
    prop_oneof![6 => whole, 2 => bent, 1 => wild]
}

fn percent(text: &str) -> String {
    let short: String = text.chars().take(500).collect();
    short
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"._-~".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

fn noise(listed: Vec<String>, people: &'static [&'static str]) -> impl Strategy<Value = Noise> {
    let method =
        prop_oneof![3 => Just("GET"), 6 => Just("POST"), 1 => Just("HEAD"), 1 => Just("DELETE")];
    let body = prop_oneof![
        6 => fields().prop_map(|fields| (FORM, encode(&fields).into_bytes())),
        1 => proptest::collection::vec(any::<u8>(), 0..300).prop_map(|bytes| (FORM, bytes)),
        1 => proptest::collection::vec(any::<u8>(), 0..300).prop_map(|bytes| ("application/json", bytes)),
    ];
    let who = proptest::sample::select(people);
    let query = proptest::collection::vec(fields(), 0..2).prop_map(|all| all.concat());
    let parts = (who, method, path(listed), query, body);
    parts.prop_map(|(who, method, path, query, (kind, body))| Noise {
        who,
        method,
        path,
        query,
        kind,
        body,
    })
}

fn no_noise_breaks_it(scene: &Scene<'_>, people: &'static [&'static str], cases: u32) {
    let listed = scene.doorways().into_iter().map(|door| door.path);
    let listed: Vec<String> = listed
        .chain(["/healthz".into(), "/readyz".into(), "/assets/x/y".into()])
        .collect();
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 500,
        ..Config::default()
    };
    let result = TestRunner::new(config).run(&noise(listed, people), |noise| {
        let answer = make(scene, &noise);
        prop_assert!(answer.status < 500, "{} {}", answer.status, answer.text());
        let is_words =
            answer.all("h1").len() == 1 || noise.method == "HEAD" || is_for_machines(&noise.path);
        prop_assert!(
            answer.status < 400 || is_words,
            "{} {:?}",
            answer.status,
            answer.html
        );
        let led = answer.headers.get("location").map_or("/", String::as_str);
        prop_assert!(
            led.starts_with('/') && !led.starts_with("//") && !led.contains('\\'),
            "led to {led}"
        );
        Ok(())
    });
    if let Err(fault) = result {
        panic!("{fault}");
    }
}

fn is_for_machines(path: &str) -> bool {
    ["/healthz", "/readyz", "/assets/"]
        .iter()
        .any(|machine| path.starts_with(machine))
}

fn make(scene: &Scene<'_>, noise: &Noise) -> Answer {
    let mut visitor = match noise.who {
        "" => Visitor::stranger(scene.office),
        name => scene.visitor(name),
    };
    let query = encode(&noise.query);
    // No address may be longer than http::Uri takes, 65,534 bytes.
    let query: String = query.chars().take(50_000).collect();
    let address = if query.is_empty() {
        noise.path.clone()
    } else {
        format!("{}?{query}", noise.path)
    };
    let request = visitor
        .request(noise.method, &address)
        .header(header::CONTENT_TYPE, noise.kind)
        .header("sec-fetch-site", "same-origin");
    let body = if noise.method == "POST" {
        Body::from(noise.body.clone())
    } else {
        Body::empty()
    };
    visitor.carries(request.body(body).unwrap())
}
