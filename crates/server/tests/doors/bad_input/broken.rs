//! Forms, choices, cookies and headers that are broken are answered in words.

use crate::answers::{is_a_page, is_refused};
use crate::bad_input::in_french::{entitled, french_stranger, speak_french};
use crate::footprint::Footprint;
use crate::forms::{effective_form, form};
use crate::guarded::allows;
use crate::on_both_engines;
use crate::scene::{ACCOUNT, Doorway, Scene};
use crate::support::Office;
use crate::support::visitor::Visitor;
use axum::body::Body;
use axum::http::{HeaderValue, header};
use parvis::routes::Door;

on_both_engines!(
    a_form_that_arrives_broken_is_answered_in_words,
    a_form_without_its_fields_is_answered_in_words,
    what_is_not_on_the_list_is_no_choice,
    a_place_in_a_list_that_cannot_be_is_refused,
    broken_cookies_count_as_none,
    line_ends_in_a_name_do_not_become_headers,
);

fn a_form_that_arrives_broken_is_answered_in_words(office: &Office) {
    let scene = Scene::set(office);
    speak_french(&scene);
    let doors = doors_with_fields(&scene);
    let before = Footprint::of_changes(office);
    for (door, (kind, body, status)) in doors
        .iter()
        .flat_map(|door| broken_bodies(door.pattern).map(|row| (door, row)))
    {
        let mut visitor = entitled(&scene, door.door);
        let request = visitor
            .request("POST", &door.path)
            .header(header::CONTENT_TYPE, kind);
        let answer = visitor.carries(request.body(Body::from(body)).unwrap());
        is_refused(&answer, status, "fr", &format!("{kind} to {}", door.path));
    }
    let mut stranger = french_stranger(office);
    let nothing_said = stranger
        .request("POST", "/sign-in")
        .body(Body::from("name=camille&password=x"));
    is_refused(
        &stranger.carries(nothing_said.unwrap()),
        400,
        "fr",
        "no content type",
    );
    assert_eq!(Footprint::of_changes(office), before);
}

fn a_form_without_its_fields_is_answered_in_words(office: &Office) {
    let scene = Scene::set(office);
    speak_french(&scene);
    let before = Footprint::of_changes(office);
    for door in doors_with_fields(&scene) {
        let mut visitor = entitled(&scene, door.door);
        let whole = effective_form(door.pattern);
        let fields: Vec<&str> = whole.split('&').collect();
        for missing in 0..=fields.len() {
            let kept = |at: &usize| missing < fields.len() && *at != missing;
            let left: Vec<&str> = (0..fields.len())
                .filter(kept)
                .map(|at| fields[at])
                .collect();
            let needless = ["back", "phone"]
                .iter()
                .any(|name| fields.get(missing).is_some_and(|f| f.starts_with(name)));
            // What is only asked whether it is meant does nothing yet, whatever is missing.
            let only_asks =
                door.pattern == "/support/cases/{id}/closure" && !left.contains(&"sure=yes");
            if needless || only_asks || door.pattern == "/profile/email/confirmation" {
                continue;
            }
            let answer = visitor.sends("POST", &door.path, Some(left.join("&")));
            let what = format!("{} with {left:?}", door.path);
            assert!(
                matches!(answer.status, 400 | 410 | 422),
                "{what}: {}",
                answer.status
            );
            is_a_page(&answer, "fr", &what);
        }
    }
    assert_eq!(Footprint::of_changes(office), before);
}

fn what_is_not_on_the_list_is_no_choice(office: &Office) {
    let scene = Scene::set(office);
    speak_french(&scene);
    let desk = format!("/accounts/{ACCOUNT}");
    let queries = [
        (Door::Desk, format!("{desk}/requests?status=maybe")),
        (Door::Desk, format!("{desk}/requests?status=%00")),
        (Door::Desk, format!("{desk}/requests?status=Pending")),
        (Door::SupportAgent, "/support/cases?status=maybe".into()),
        (Door::Operator, "/operator/mail?state=maybe".into()),
    ];
    for (door, path) in queries {
        is_refused(
            &entitled(&scene, door).sends("GET", &path, None),
            400,
            "fr",
            &path,
        );
    }
    let profile = |language: &str, zone: &str| {
        form(&[
            ("full_name", "Eve"),
            ("organisation", "Eve"),
            ("phone", ""),
            ("language", language),
            ("time_zone", zone),
        ])
    };
    let account = |kind: &str, visibility: &str| {
        form(&[
            ("domain", "eve.example"),
            ("name", "Eve"),
            ("kind", kind),
            ("visibility", visibility),
            ("virtual_accounts", "A"),
            ("administrator", "camille"),
        ])
    };
    let posts = [
        (
            Door::Public,
            "/language",
            form(&[("language", "tlh"), ("back", "/")]),
        ),
        (
            Door::Public,
            "/language",
            form(&[("language", ""), ("back", "/")]),
        ),
        (Door::SignedIn, "/profile", profile("tlh", "UTC")),
        (
            Door::SignedIn,
            "/profile",
            profile("fr", "Mars/Olympus_Mons"),
        ),
        (
            Door::SignedIn,
            "/profile",
            profile("fr", "../../etc/passwd"),
        ),
        (Door::SignedIn, "/profile", profile("fr", "")),
        (
            Door::Operator,
            "/operator/accounts",
            account("gigantic", "restricted"),
        ),
        (
            Door::Operator,
            "/operator/accounts",
            account("customer", "invisible"),
        ),
    ];
    let before = Footprint::of_changes(office);
    for (door, path, body) in posts {
        let answer = entitled(&scene, door).sends("POST", path, Some(body.clone()));
        is_refused(&answer, 400, "fr", &format!("{path} {body}"));
    }
    assert_eq!(Footprint::of_changes(office), before);
}

fn a_place_in_a_list_that_cannot_be_is_refused(office: &Office) {
    let scene = Scene::set(office);
    speak_french(&scene);
    let desk = |page: &str| format!("/accounts/{ACCOUNT}/{page}");
    let lists = [
        (Door::SignedIn, "/access/services".to_owned()),
        (Door::Desk, desk("users")),
        (Door::Desk, desk("requests")),
        (Door::Desk, desk("events")),
        (Door::Operator, "/operator".into()),
        (Door::Operator, "/operator/accounts".into()),
        (Door::Operator, "/operator/mail".into()),
        (Door::SupportAgent, "/support/cases".into()),
    ];
    let huge = "9".repeat(60_000);
    for (door, path) in lists {
        let mut visitor = entitled(&scene, door);
        for after in [
            huge.as_str(),
            "%00",
            "%F0%9F%99%82",
            "'%3B--",
            "-1",
            "..%2F..",
            "%FF",
        ] {
            let answer = visitor.sends("GET", &format!("{path}?after={after}"), None);
            let what = format!("{path}?after={}", after.get(..9).unwrap_or(after));
            is_refused(&answer, 400, "fr", &what);
        }
        // Where something of that name once stood, or never did, the list simply goes on from there.
        let is_sorted =
            path.ends_with("/users") || path == "/operator/accounts" || path == "/support/cases";
        let sorted = if is_sorted { "some+name~" } else { "" };
        let gone = format!("{path}?after={sorted}req_{:032x}", 7);
        assert_eq!(visitor.sends("GET", &gone, None).status, 200, "{path}");
    }
}

fn broken_cookies_count_as_none(office: &Office) {
    let scene = Scene::set(office);
    let long = format!("parvis_session={}", "a".repeat(100_000));
    let rows: [&[u8]; 12] = [
        b"",
        b";;;===",
        b"parvis_session",
        b"parvis_session=",
        b"parvis_session=%FF%00",
        b"parvis_session=\xff\xfe",
        b"parvis_language=tlh; parvis_session=../../etc/passwd",
        b"parvis_language=\xc3\x28",
        b"parvis_notice=%FF",
        b"parvis_session=\"; parvis_session='",
        long.as_bytes(),
        b"parvis_session=' OR '1'='1",
    ];
    let before = Footprint::of_changes(office);
    for cookie in rows {
        let what = String::from_utf8_lossy(&cookie[..cookie.len().min(40)]).into_owned();
        for (path, status) in [("/help", 200), ("/profile", 303), ("/no/such/page", 404)] {
            let mut stranger = Visitor::stranger(office);
            let request = stranger
                .request("GET", path)
                .header(header::COOKIE, HeaderValue::from_bytes(cookie).unwrap());
            let answer = stranger.carries(request.body(Body::empty()).unwrap());
            assert_eq!(answer.status, status, "{path} with {what}");
            if status != 303 {
                is_a_page(&answer, "en", &format!("{path} with {what}"));
            }
        }
    }
    assert_eq!(Footprint::of_changes(office), before);
    // A notice is whatever a cookie says, and so it is text.
    let mut camille = scene.visitor("camille");
    let notice = camille.request("GET", "/profile").header(
        header::COOKIE,
        "parvis_notice=%3Cscript%3Ealert(1)%3C/script%3E",
    );
    let answer = camille.carries(notice.body(Body::empty()).unwrap());
    assert!(!answer.html.contains("<script>alert"), "{}", answer.html);
}

fn line_ends_in_a_name_do_not_become_headers(office: &Office) {
    let scene = Scene::set(office);
    let mut stranger = Visitor::stranger(office);
    let sign_up = [
        ("Full name", "Eve Example"),
        ("Company or organisation", "Eve Ltd"),
        ("E-mail", "eve@elsewhere.example"),
    ];
    let profile = [
        ("Full name", "Eve Example"),
        ("Company or organisation", "Eve Ltd"),
        ("Phone", ""),
    ];
    let account = [
        ("Account domain identifier", "eve.example"),
        ("Account name", "Eve"),
        ("First administrator", "camille"),
    ];
    for injected in [
        "Eve\r\nBcc: victim@elsewhere.example",
        "Eve\nSubject: x",
        "Eve\rX: y",
        "Eve\u{85}X",
        "Eve\u{2028}X",
        "Eve\u{202e}X",
    ] {
        for (label, _) in sign_up {
            stranger
                .goes_to("/sign-up")
                .presses("Send me the link", &with(&sign_up, label, injected))
                .meets(422);
            assert!(
                stranger.page.fault_of(label).is_some(),
                "sign-up, {label}: {injected:?}"
            );
        }
        for (label, _) in profile {
            let mut camille = scene.visitor("camille");
            camille
                .goes_to("/profile")
                .presses("Save", &with(&profile, label, injected))
                .meets(422);
            assert!(
                camille.page.fault_of(label).is_some(),
                "profile, {label}: {injected:?}"
            );
        }
        for (label, _) in account {
            let mut olga = scene.visitor("olga");
            olga.goes_to("/operator/accounts/new")
                .presses("Create the account", &with(&account, label, injected))
                .meets(422);
            assert!(
                olga.page.fault_of(label).is_some(),
                "account, {label}: {injected:?}"
            );
        }
    }
    assert!(office.mailbox.to("eve@elsewhere.example").is_empty());
}

/// The doors that take a form with something in it.
fn doors_with_fields(scene: &Scene<'_>) -> Vec<Doorway> {
    let takes_fields = |door: &Doorway| {
        allows(scene, door).contains("POST") && !effective_form(door.pattern).is_empty()
    };
    let doors: Vec<Doorway> = scene.doorways().into_iter().filter(takes_fields).collect();
    assert!(doors.len() >= 14, "{doors:?}");
    doors
}

/// Content type, body and the status each is answered with.
fn broken_bodies(pattern: &'static str) -> [(&'static str, Vec<u8>, u16); 8] {
    const FORM: &str = "application/x-www-form-urlencoded";
    let good = effective_form(pattern).into_bytes();
    let twice = [good.clone(), b"&".to_vec(), good.clone()].concat();
    let large = [good.clone(), b"&padding=".to_vec(), vec![b'a'; 300 * 1024]].concat();
    let json = br#"{"name":"camille","password":"x","identifier":"lumen.example","reason":"a reason long enough"}"#;
    [
        (FORM, large, 413),
        ("text/plain", good.clone(), 400),
        ("application/json", json.to_vec(), 400),
        ("application/json", good.clone(), 400),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\n\r\n--x--".to_vec(),
            400,
        ),
        ("nonsense", good, 400),
        (FORM, twice, 400),
        ("application/octet-stream", vec![0xff, 0x00, 0x80], 400),
    ]
}

fn with<'a>(fields: &[(&'a str, &'a str)], label: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let changed =
        |(name, old): &(&'a str, &'a str)| (*name, if *name == label { value } else { old });
    fields.iter().map(changed).collect()
}
