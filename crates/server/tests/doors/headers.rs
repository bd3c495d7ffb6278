//! What every answer carries, and what the machines around the product ask it.

use crate::answers::is_refused;
use crate::forms::{effective_form, form};
use crate::on_both_engines;
use crate::scene::{ACCOUNT, Scene, demonstration};
use crate::support::page::Answer;
use crate::support::visitor::Visitor;
use crate::support::{Engine, Office};
use axum::body::Body;
use diesel::connection::SimpleConnection;
use domain::Role;
use parvis::config::database_address::DatabasePlace;
use parvis::routes::Door;
use parvis::storage::{Use, open};
use std::collections::BTreeMap;
use tower::ServiceExt;

/// As long as a page may be, in bytes.
const LONGEST_PAGE: usize = 100 * 1024;

on_both_engines!(
    every_answer_says_how_browsers_are_to_treat_it,
    pages_stay_light_when_everything_is_as_long_as_it_may_be,
    the_machines_around_are_answered_in_plain_words,
);

fn every_answer_says_how_browsers_are_to_treat_it(office: &Office) {
    for answer in answers_of_every_kind(&Scene::set(office)) {
        is_treated_safely(&answer);
        keeps_to_its_policy(&answer);
        let is_for_machines = ["/healthz", "/readyz", "/assets/"]
            .iter()
            .any(|path| answer.path.starts_with(path));
        if !is_for_machines && answer.status != 303 {
            assert_eq!(
                answer.headers["cache-control"], "no-store",
                "{}",
                answer.path
            );
        }
    }
    assets_are_kept_for_good(office);
}

fn pages_stay_light_when_everything_is_as_long_as_it_may_be(office: &Office) {
    let scene = Scene::set(office);
    crowd(&scene);
    let full = [
        "/access/services",
        "lumen.example/requests",
        "/users",
        "/events",
    ];
    let mut lists = 0;
    // A file to be taken away is as long as it is.
    let is_page = |answer: &Answer| !answer.headers.contains_key("content-disposition");
    for answer in answers_of_every_kind(&scene).into_iter().filter(is_page) {
        assert!(
            answer.html.len() < LONGEST_PAGE,
            "{} bytes on {}",
            answer.html.len(),
            answer.path
        );
        if answer.status == 200 && full.iter().any(|list| answer.path.ends_with(list)) {
            assert_eq!(answer.all("tbody tr").len(), 20, "{}", answer.path);
            lists += 1;
        }
    }
    // The log of the account and that of the installation.
    assert_eq!(lists, full.len() + 1);
}

fn the_machines_around_are_answered_in_plain_words(office: &Office) {
    let mut machine = Visitor::stranger(office);
    for (path, words) in [("/healthz", "ok"), ("/readyz", "ready")] {
        let answer = machine.sends("GET", path, None);
        assert_eq!(
            (answer.status, answer.html.as_str()),
            (200, words),
            "{path}"
        );
        assert!(!answer.headers.contains_key("set-cookie"), "{path}");
        assert_eq!(
            machine.sends("POST", path, Some(String::new())).status,
            405,
            "{path}"
        );
    }
}

#[test]
fn the_pages_of_a_demonstration_are_as_safe_and_as_light() {
    let office = demonstration();
    for answer in answers_of_every_kind(&Scene::set(&office)) {
        is_treated_safely(&answer);
        keeps_to_its_policy(&answer);
        assert!(answer.html.len() < LONGEST_PAGE, "{}", answer.path);
    }
}

#[test]
fn without_its_file_an_installation_is_not_ready() {
    let office = Office::open(Engine::Sqlite);
    office.may_leave_mail();
    for file in std::fs::read_dir(office.folder()).unwrap() {
        std::fs::remove_file(file.unwrap().path()).unwrap();
    }
    let mut machine = Visitor::stranger(&office);
    assert_eq!(machine.sends("GET", "/readyz", None).status, 503);
    assert_eq!(machine.sends("GET", "/healthz", None).status, 200);
}

/// The program lives on and says so; people are told in their language to come back.
#[test]
fn without_its_server_an_installation_is_not_ready_and_says_so() {
    let Some(engine) = Engine::postgres() else {
        return;
    };
    let Engine::Postgres(server) = &engine else {
        unreachable!()
    };
    let office = Office::open(engine.clone());
    office.may_leave_mail();
    let mut camille = office.visitor("camille@atelier.example");
    camille.language = "fr";
    drop_database(server, &office);
    // Each gives the server time to come back: both at once.
    let ready = camille.request("GET", "/readyz").body(Body::empty());
    let ready = office
        .runtime
        .spawn(office.router().oneshot(ready.unwrap()));
    let page = camille.sends("GET", "/profile", None);
    let ready = office.runtime.block_on(ready).unwrap().unwrap();
    assert_eq!(ready.status(), 503);
    is_refused(&page, 503, "fr", "/profile");
    assert_eq!(page.headers["retry-after"], "5");
    let mut stranger = Visitor::stranger(&office);
    assert_eq!(stranger.sends("GET", "/healthz", None).status, 200);
    assert_eq!(stranger.sends("GET", "/help", None).status, 200);
}

fn drop_database(server: &str, office: &Office) {
    let DatabasePlace::Postgres(url, pooler) = office.app.config.place() else {
        unreachable!()
    };
    let name = url.rsplit('/').next().unwrap();
    let mut server = open(
        &DatabasePlace::Postgres(server.to_owned(), pooler),
        Use::Write,
    )
    .unwrap();
    server
        .batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)"))
        .unwrap();
}

/// Every page that can be opened by whom it is meant for, every way of being refused, and what is no page.
fn answers_of_every_kind(scene: &Scene<'_>) -> Vec<Answer> {
    let doors = scene.doorways();
    let mut answers: Vec<Answer> = Vec::new();
    for door in &doors {
        answers.push(
            scene
                .entitled_visitor(door.door)
                .sends("GET", &door.path, None),
        );
        answers.push(Visitor::stranger(scene.office).sends("GET", &door.path, None));
    }
    let mut camille = scene.visitor("camille");
    for path in [
        "/no/such/page",
        "/operator",
        "/access/services?after=%00",
        "/access/requests/new?identifier=a..b",
    ] {
        answers.push(camille.sends("GET", path, None));
    }
    answers.push(camille.sends("PUT", "/profile", None));
    answers.push(camille.sends("POST", "/profile", Some("x=1".into())));
    answers.push(camille.sends("POST", "/profile", Some("x".repeat(300 * 1024))));
    let elsewhere = camille
        .request("POST", "/profile")
        .header("sec-fetch-site", "cross-site");
    answers.push(camille.carries(elsewhere.body(Body::empty()).unwrap()));
    let style = answers[0].attributes("link[rel=stylesheet]", "href");
    for path in ["/healthz", "/readyz", "/assets/x/parvis.css", &style[0]] {
        answers.push(camille.sends("GET", path, None));
    }
    let expected = [200, 303, 400, 403, 404, 405, 413, 422];
    for status in expected {
        assert!(
            answers.iter().any(|answer| answer.status == status),
            "nothing answered {status}"
        );
    }
    answers
}

fn is_treated_safely(answer: &Answer) {
    let what = format!("{} ({})", answer.path, answer.status);
    let headers = &answer.headers;
    let exactly = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
    ];
    for (name, value) in exactly {
        assert_eq!(
            headers.get(name).map(String::as_str),
            Some(value),
            "{name} of {what}"
        );
    }
    let policy: BTreeMap<&str, &str> = headers["content-security-policy"]
        .split("; ")
        .filter_map(|part| part.split_once(' '))
        .collect();
    for directive in ["default-src", "base-uri", "frame-ancestors"] {
        assert_eq!(
            policy.get(directive),
            Some(&"'none'"),
            "{directive} of {what}"
        );
    }
    // A file that somebody sent in is let do nothing at all.
    if headers["content-security-policy"].ends_with("; sandbox") {
        return;
    }
    for directive in [
        "script-src",
        "style-src",
        "form-action",
        "connect-src",
        "img-src",
        "font-src",
    ] {
        assert_eq!(
            policy.get(directive),
            Some(&"'self'"),
            "{directive} of {what}"
        );
    }
    for telling in ["server", "x-powered-by", "access-control-allow-origin"] {
        assert!(!headers.contains_key(telling), "{telling} of {what}");
    }
}

/// A page holds nothing that its own policy would keep from working.
fn keeps_to_its_policy(answer: &Answer) {
    let what = &answer.path;
    let inline = "script:not([src]), style, [style], iframe, object, embed, base, meta[http-equiv]";
    assert_eq!(answer.all(inline), [""; 0], "{what}");
    for (css, name) in [("script, img", "src"), ("link", "href"), ("form", "action")] {
        for address in answer.attributes(css, name) {
            let is_ours = address.starts_with('/') && !address.starts_with("//");
            assert!(is_ours, "{address} on {what}");
        }
    }
    assert!(!has_handlers(&answer.html), "an inline handler on {what}");
}

fn assets_are_kept_for_good(office: &Office) {
    let mut visitor = Visitor::stranger(office);
    let home = visitor.sends("GET", "/", None);
    let css = home.attributes("link[rel=stylesheet]", "href");
    let js = home.attributes("script[src]", "src");
    let icon = home.attributes("link[rel=icon]", "href");
    let style = visitor.sends("GET", &css[0], None).html;
    let fonts = fonts_in(&style, &css[0]);
    assert!(!fonts.is_empty(), "the style sheet names no font");
    let rows = [
        (css, "text/css; charset=utf-8"),
        (js, "text/javascript; charset=utf-8"),
        (icon, "image/svg+xml"),
        (fonts, "font/woff2"),
    ];
    for (address, kind) in rows
        .iter()
        .flat_map(|(found, kind)| found.iter().map(move |a| (a, *kind)))
    {
        let answer = visitor.sends("GET", address, None);
        assert_eq!(answer.status, 200, "{address}");
        assert_eq!(answer.headers["content-type"], kind, "{address}");
        assert_eq!(
            answer.headers["cache-control"], "public, max-age=31536000, immutable",
            "{address}"
        );
        // Another version of it must not be kept in its place.
        let version = address.split('/').nth(2).unwrap();
        let other = visitor.sends("GET", &address.replace(version, "0123456789ab"), None);
        assert_eq!(other.status, 404, "{address}");
        assert_ne!(
            other.headers.get("cache-control"),
            answer.headers.get("cache-control")
        );
    }
}

/// The addresses of fonts in a style sheet, which may be given relative to it.
fn fonts_in(style: &str, sheet: &str) -> Vec<String> {
    let folder = sheet.rsplit_once('/').unwrap().0;
    let urls = style
        .split("url(")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    let fonts = urls
        .map(|url| url.trim_matches(['"', '\'']))
        .filter(|url| url.ends_with(".woff2"));
    let whole = fonts.map(|url| {
        if url.starts_with('/') {
            url.to_owned()
        } else {
            format!("{folder}/{url}")
        }
    });
    whole.collect()
}

/// Whether a tag has an attribute such as `onclick`.
fn has_handlers(html: &str) -> bool {
    let tags = html
        .split('<')
        .skip(1)
        .filter_map(|rest| rest.split('>').next());
    tags.flat_map(str::split_whitespace)
        .any(|word| word.starts_with("on") && word.contains("=\""))
}

/// More requests, members, mail and words than a page shows at once, each as long as it may be.
fn crowd(scene: &Scene<'_>) {
    let office = scene.office;
    let name = "é".repeat(200);
    let reason = "🙂".repeat(1000);
    for number in 0..22 {
        let email = format!("{}{number}@elsewhere.example", "x".repeat(50));
        let person = office.person(&email);
        let mut member = office.session_of(&email, &person);
        let profile = [
            ("full_name", name.as_str()),
            ("organisation", &name),
            ("phone", ""),
            ("language", "en"),
            ("time_zone", "UTC"),
        ];
        assert_eq!(
            member
                .sends("POST", "/profile", Some(form(&profile)))
                .status,
            303
        );
        let asking = form(&[("identifier", ACCOUNT), ("reason", &reason)]);
        assert_eq!(
            member
                .sends("POST", "/access/requests", Some(asking))
                .status,
            303
        );
        office.grant(&person, ACCOUNT, Role::SaViewer, None);
    }
    let mut camille = scene.visitor("camille");
    for number in 0..22 {
        if number == 15 {
            // Nobody sends more than twenty requests an hour.
            office.hours_pass(1);
        }
        let identifier = format!("{}{number}.example", "x".repeat(60));
        let asking = form(&[("identifier", &identifier), ("reason", &reason)]);
        assert_eq!(
            camille
                .sends("POST", "/access/requests", Some(asking))
                .status,
            303
        );
    }
    let mut messages = scene.visitor("camille");
    let path = format!("/support/cases/{}/messages", scene.case);
    for _ in 0..4 {
        let answer = messages.sends("POST", &path, Some(form(&[("words", &"é".repeat(4000))])));
        assert_eq!(answer.status, 303);
    }
    let profile = Door::SignedIn;
    let saved =
        scene
            .entitled_visitor(profile)
            .sends("POST", "/profile", Some(effective_form("/profile")));
    assert_eq!(saved.status, 303);
    office.works();
}
