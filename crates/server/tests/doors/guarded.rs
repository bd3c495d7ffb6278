//! Each door opens for whom it is meant, and for nobody else is there anything behind it.

use crate::answers::{is_a_page, is_refused};
use crate::desk::tab;
use crate::footprint::Footprint;
use crate::forms::{FORMS, effective_form};
use crate::links::walk_everywhere;
use crate::on_both_engines;
use crate::scene::{ACCOUNT, Doorway, Scene, demonstration};
use crate::support::Office;
use crate::support::page::Answer;
use crate::support::visitor::Visitor;
use axum::body::Body;
use axum::http::header;
use parvis::routes::Door;
use std::collections::BTreeSet;

const METHODS: [&str; 8] = [
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE",
];

/// A page that there is not.
const NOWHERE: &str = "/no/such/page";

on_both_engines!(
    every_listed_door_opens_for_whom_it_is_meant_by_its_methods_only,
    addresses_beside_the_listed_ones_lead_nowhere,
    whoever_is_signed_out_is_asked_to_log_in_and_led_back,
    behind_doors_of_others_there_is_nothing,
    an_operator_has_no_desk_and_no_cases,
    a_support_agent_has_no_desk_and_no_operators_pages,
    an_administrator_of_another_account_has_nothing_here,
    forms_sent_from_other_sites_are_refused_and_change_nothing,
);

fn every_listed_door_opens_for_whom_it_is_meant_by_its_methods_only(office: &Office) {
    doors_open_by_their_methods(&Scene::set(office));
}

fn addresses_beside_the_listed_ones_lead_nowhere(office: &Office) {
    addresses_beside_lead_nowhere(&Scene::set(office));
    let mut stranger = Visitor::stranger(office);
    let more = [
        "/metrics",
        "/openapi.json",
        "/api/v1/accounts",
        "/demo/mail",
        "/demo/gallery",
        "/demo/applications/downloads",
    ];
    for path in more {
        is_refused(&stranger.sends("GET", path, None), 404, "en", path);
    }
}

fn whoever_is_signed_out_is_asked_to_log_in_and_led_back(office: &Office) {
    strangers_are_led_to_the_door_and_back(&Scene::set(office));
}

fn behind_doors_of_others_there_is_nothing(office: &Office) {
    nothing_is_there_for(&Scene::set(office), "mallory", |door| match door.door {
        Door::Desk | Door::Queue | Door::Operator | Door::SupportAgent => true,
        Door::SignedIn => is_somebodys(door),
        Door::Public => false,
    });
}

fn an_operator_has_no_desk_and_no_cases(office: &Office) {
    let scene = Scene::set(office);
    // Beside the only agent, or a programme's only decider, an operator decides what that one asks for, and nothing else.
    office.staff("tara@support.example", false, true);
    nothing_is_there_for(&scene, "olga", |door| match door.door {
        Door::Desk | Door::SupportAgent => true,
        Door::SignedIn | Door::Queue => is_somebodys(door),
        Door::Operator | Door::Public => false,
    });
}

fn a_support_agent_has_no_desk_and_no_operators_pages(office: &Office) {
    nothing_is_there_for(&Scene::set(office), "sam", |door| match door.door {
        Door::Desk | Door::Queue | Door::Operator => true,
        Door::SignedIn => door.pattern.contains("/requests/{id}"),
        Door::SupportAgent | Door::Public => false,
    });
}

fn an_administrator_of_another_account_has_nothing_here(office: &Office) {
    let scene = Scene::set(office);
    let dora = scene.person("dora");
    office.account(
        "holding.example",
        domain::smart_account::Visibility::Unrestricted,
        &dora,
    );
    let mut dora = office.session_of("dora@holding.example", &dora);
    let nothing = what_nowhere_shows(&mut dora);
    for door in scene
        .doorways()
        .iter()
        .filter(|door| door.door == Door::Desk)
    {
        let answer = knock(&mut dora, door, "GET");
        if allows(&scene, door).contains("GET") {
            assert_eq!((answer.status, answer.text()), nothing, "{}", door.path);
        }
    }
    // Nor does her own desk open what belongs to another account.
    let through_hers = format!("/accounts/holding.example/requests/{}", scene.request);
    let answer = dora.sends("GET", &through_hers, None);
    assert_eq!((answer.status, answer.text()), nothing);
    let decision = effective_form("/accounts/{domain}/requests/{id}/decision");
    let answer = dora.sends("POST", &format!("{through_hers}/decision"), Some(decision));
    assert_eq!((answer.status, answer.text()), nothing);
}

fn forms_sent_from_other_sites_are_refused_and_change_nothing(office: &Office) {
    forms_from_elsewhere_are_refused(&Scene::set(office));
}

#[test]
fn the_doors_of_a_demonstration_are_kept_like_all_others() {
    let checks = [
        doors_open_by_their_methods,
        addresses_beside_lead_nowhere,
        strangers_are_led_to_the_door_and_back,
        forms_from_elsewhere_are_refused,
        |scene: &Scene<'_>| walk_everywhere(scene, "amina"),
    ];
    for check in checks {
        check(&Scene::set(&demonstration()));
    }
}

/// Knocks with a form that would be taken from the right person.
fn knock(visitor: &mut Visitor<'_>, door: &Doorway, method: &str) -> Answer {
    let body = (method == "POST").then(|| effective_form(door.pattern));
    visitor.sends(method, &door.path, body)
}

/// The methods an address takes, as it says itself when asked with one it cannot know.
pub fn allows(scene: &Scene<'_>, door: &Doorway) -> BTreeSet<String> {
    let answer = Visitor::stranger(scene.office).sends("PURGE", &door.path, None);
    is_refused(&answer, 405, "en", &door.path);
    let listed = answer.headers.get("allow").map_or("", String::as_str);
    let methods: BTreeSet<String> = listed.split(',').map(|m| m.trim().to_owned()).collect();
    let known = ["GET", "HEAD", "POST"].map(ToOwned::to_owned).into();
    assert!(
        methods.is_subset(&known) && !methods.is_empty(),
        "{}: Allow: {listed:?}",
        door.path
    );
    methods
}

fn doors_open_by_their_methods(scene: &Scene<'_>) {
    // What is written in a case is gathered for an hour.
    scene.office.may_leave_mail();
    for door in scene.doorways() {
        let allowed = allows(scene, &door);
        let mut visitor = scene.entitled_visitor(door.door);
        for method in METHODS {
            let what = format!("{method} {}", door.path);
            if allowed.contains(method) {
                let answer = knock(&mut visitor.clone(), &door, method);
                let opens = answer.status < 500 && ![403, 404, 405].contains(&answer.status);
                assert!(opens, "{what}: {}\n{}", answer.status, answer.text());
                let led = answer.headers.get("location").map_or("", String::as_str);
                assert!(!led.starts_with("/sign-in"), "{what}: {led}");
            } else {
                let answer = visitor.sends(method, &door.path, None);
                assert_eq!(answer.status, 405, "{what}");
                if method != "HEAD" {
                    is_a_page(&answer, "en", &what);
                }
                let listed: BTreeSet<String> =
                    answer.headers["allow"].split(',').map(Into::into).collect();
                assert_eq!(listed, allowed, "{what}");
            }
        }
    }
}

fn addresses_beside_lead_nowhere(scene: &Scene<'_>) {
    let listed: BTreeSet<String> = scene.doorways().into_iter().map(|door| door.path).collect();
    for door in scene.doorways().iter().filter(|door| door.path != "/") {
        let mut visitor = scene.entitled_visitor(door.door);
        let nothing = what_nowhere_shows(&mut visitor);
        let beside = [
            format!("{}/", door.path),
            format!("{}/no-such-noun", door.path),
            format!("{}x", door.path),
            format!("/{}", door.path),
            format!("/x{}", door.path),
            door.path.to_uppercase(),
        ];
        for path in beside.into_iter().filter(|path| !listed.contains(path)) {
            let answer = visitor.sends("GET", &path, None);
            assert_eq!((answer.status, answer.text()), nothing, "{path}");
        }
    }
}

/// Status and words of the page for what does not exist, as `visitor` sees it.
fn what_nowhere_shows(visitor: &mut Visitor<'_>) -> (u16, String) {
    let answer = visitor.sends("GET", NOWHERE, None);
    is_refused(&answer, 404, "en", NOWHERE);
    (answer.status, answer.text())
}

fn strangers_are_led_to_the_door_and_back(scene: &Scene<'_>) {
    let before = Footprint::of(scene.office);
    let guarded = scene.doorways().into_iter();
    let guarded: Vec<Doorway> = guarded.filter(|door| door.door != Door::Public).collect();
    for door in &guarded {
        let mut stranger = Visitor::stranger(scene.office);
        for method in allows(scene, door) {
            let answer = knock(&mut stranger, door, &method);
            let what = format!("{method} {}", door.path);
            assert_eq!(answer.status, 303, "{what}");
            let back = if method == "POST" { "/" } else { &door.path };
            let expected = format!("/sign-in?next={back}");
            assert_eq!(answer.headers["location"], expected, "{what}");
            assert!(answer.html.is_empty(), "{what}: {}", answer.html);
        }
    }
    assert_eq!(Footprint::of(scene.office), before, "a stranger changed it");
    for door in guarded.iter().filter(|d| allows(scene, d).contains("GET")) {
        leads_back_after_log_in(scene, door);
    }
}

/// Follows the way from the closed door through the log-in page; the query of the address comes back as well.
fn leads_back_after_log_in(scene: &Scene<'_>, door: &Doorway) {
    let wanted = format!("{}?after=&identifier=a%2Eb%26c&x=%C3%A9+%23", door.path);
    let mut visitor = Visitor::stranger(scene.office);
    visitor.goes_to(&wanted).sees("Log in");
    let name = Scene::entitled(door.door).unwrap();
    let password = crate::support::office::PASSWORD;
    let log_in = [("User ID or e-mail", name), ("Password", password)];
    let filled = visitor.page.fill("Log in", "", &log_in);
    let body = crate::support::visitor::encode(&filled.fields);
    let answer = visitor.sends("POST", &filled.action, Some(body));
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(answer.headers["location"], wanted);
}

#[test]
fn every_address_that_takes_a_form_is_listed_with_it_and_no_other() {
    let office = Office::open(crate::support::Engine::Sqlite);
    let scene = Scene::set(&office);
    let doors = scene.doorways().into_iter();
    let taking = doors.filter(|door| allows(&scene, door).contains("POST"));
    let taking: BTreeSet<&str> = taking.map(|door| door.pattern).collect();
    let listed: BTreeSet<&str> = FORMS.keys().copied().collect();
    assert_eq!(listed, taking);
}

/// After a form sent when the session had run out, the page it stood on is the one to come back to.
#[test]
fn a_form_sent_too_late_leads_back_to_the_page_it_stood_on() {
    let office = Office::open(crate::support::Engine::Sqlite);
    let rows = [
        (
            "http://parvis.example/profile?back=%2F",
            "/profile%3Fback%3D%252F",
        ),
        ("http://parvis.example/", "/"),
        ("http://parvis.example", "/"),
        ("https://evil.example//evil.example/x", "/"),
        ("https://evil.example/\\evil.example", "/"),
        ("nonsense", "/"),
        ("", "/"),
    ];
    for (referer, next) in rows {
        let mut stranger = Visitor::stranger(&office);
        let request = stranger
            .request("POST", "/profile")
            .header(header::REFERER, referer)
            .body(Body::empty());
        let answer = stranger.carries(request.unwrap());
        let expected = format!("/sign-in?next={next}");
        assert_eq!(answer.headers["location"], expected, "{referer:?}");
    }
}

/// Whether what stands at a door belongs to one person.
fn is_somebodys(door: &Doorway) -> bool {
    door.pattern.contains("{id}")
}

fn nothing_is_there_for(scene: &Scene<'_>, who: &str, closed: impl Fn(&Doorway) -> bool) {
    let mut visitor = scene.visitor(who);
    let nothing = what_nowhere_shows(&mut visitor);
    let before = Footprint::of(scene.office);
    let doors: Vec<Doorway> = scene.doorways().into_iter().filter(closed).collect();
    assert!(doors.len() >= 5, "{doors:?}");
    for door in &doors {
        for method in allows(scene, door) {
            let answer = knock(&mut visitor, door, &method);
            let what = format!("{method} {} for {who}", door.path);
            assert_eq!(answer.status, 404, "{what}");
            if method != "HEAD" {
                is_a_page(&answer, "en", &what);
                assert_eq!((answer.status, answer.text()), nothing, "{what}");
            }
        }
        // The same for something of the kind that nobody has.
        let missing = door.path.replace(&scene.request, &nobodys("req"));
        let missing = missing.replace(&scene.case, &nobodys("case"));
        let answer = visitor.sends("GET", &missing.replace(ACCOUNT, "nowhere.example"), None);
        if allows(scene, door).contains("GET") {
            assert_eq!((answer.status, answer.text()), nothing, "{missing}");
        }
    }
    assert_eq!(
        Footprint::of(scene.office),
        before,
        "{who} changed something"
    );
}

fn nobodys(prefix: &str) -> String {
    format!("{prefix}_{:032x}", 7)
}

fn forms_from_elsewhere_are_refused(scene: &Scene<'_>) {
    let elsewhere: [&[(&str, &str)]; 5] = [
        &[
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://evil.example"),
        ],
        &[
            ("sec-fetch-site", "same-site"),
            ("origin", "http://evil.parvis.example"),
        ],
        &[("sec-fetch-site", "cross-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
    ];
    let doors = scene.doorways().into_iter();
    let posts = doors.filter(|door| allows(scene, door).contains("POST"));
    let mut posts: Vec<(Doorway, Visitor<'_>)> = posts
        .map(|door| (door.clone(), scene.entitled_visitor(door.door)))
        .collect();
    assert!(posts.len() > 20);
    let before = Footprint::of(scene.office);
    for ((door, visitor), origin) in posts
        .iter_mut()
        .flat_map(|post| elsewhere.map(|origin| (post.clone(), origin)))
    {
        let mut visitor = visitor;
        let form = Body::from(effective_form(door.pattern));
        let kind = "application/x-www-form-urlencoded";
        let start = visitor
            .request("POST", &door.path)
            .header(header::CONTENT_TYPE, kind);
        let request = origin
            .iter()
            .fold(start, |r, (name, value)| r.header(*name, *value));
        let answer = visitor.carries(request.body(form).unwrap());
        is_refused(&answer, 403, "en", &format!("{} {origin:?}", door.path));
        assert!(answer.text().contains("only taken from our own pages"));
        assert!(!answer.headers.contains_key("set-cookie"), "{}", door.path);
    }
    assert_eq!(Footprint::of(scene.office), before);
    // Links from elsewhere, such as those in mails, are no forms.
    let mut amina = scene.visitor("amina");
    let link = amina
        .request("GET", &tab("requests"))
        .header("sec-fetch-site", "cross-site");
    let answer = amina.carries(link.body(Body::empty()).unwrap());
    assert_eq!(answer.status, 200);
}
