//! Addresses: none leads out of what there is, nor to another site.

use crate::answers::{is_a_page, is_refused};
use crate::bad_input::in_french::{entitled, speak_french};
use crate::forms::form;
use crate::on_both_engines;
use crate::scene::Scene;
use crate::support::Office;
use crate::support::page::Answer;
use crate::support::visitor::{Visitor, encode};
use parvis::routes::Door;

on_both_engines!(
    no_path_leads_out_of_what_there_is,
    no_address_given_leads_away_from_here,
);

fn no_path_leads_out_of_what_there_is(office: &Office) {
    let scene = Scene::set(office);
    speak_french(&scene);
    let paths = [
        "/assets/../Cargo.toml",
        "/assets/%2e%2e/Cargo.toml",
        "/assets/x/../../Cargo.toml",
        "/assets/..%2f..%2fetc%2fpasswd",
        "/assets/x/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/assets/",
        "/assets",
        "/assets/x/parvis.css",
        "/assets/%00/parvis.css",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "//etc/passwd",
        "/.git/config",
        "/parvis.toml",
        "/accounts/..%2f..%2foperator",
        "/accounts/%2e%2e/users",
        "/accounts/lumen.example%2fusers",
        "/accounts/lumen.example%00/users",
        "/accounts/lumen.example/..%2f..",
        "/accounts/lumen%20example/users",
        "/accounts/%27%3B--/users",
        "/access/requests/..%2f..",
        "/access/requests/req_",
        "/access/requests/REQ_00000000000000000000000000000000",
        "/access/requests/%00",
        "/access/programmes/..%2f..",
        "/access/programmes/%00",
        "/support/cases/%00",
        "/support/cases/..",
        "/help/../operator",
    ];
    for door in [Door::SignedIn, Door::Desk] {
        let mut visitor = entitled(&scene, door);
        let nothing = visitor.sends("GET", "/no/such/page", None).text();
        for path in paths {
            let answer = visitor.sends("GET", path, None);
            is_refused(&answer, 404, "fr", path);
            assert_eq!(answer.text(), nothing, "{path}");
        }
        for path in [
            "/access/requests/%FF",
            "/accounts/%FF/users",
            "/accounts/lumen.example/requests/%C3%28",
        ] {
            let answer = visitor.sends("GET", path, None);
            assert!(
                matches!(answer.status, 400 | 404),
                "{path}: {}",
                answer.status
            );
            is_a_page(&answer, "fr", path);
        }
    }
    let mut olga = entitled(&scene, Door::Operator);
    for id in ["%00", "..%2f..", "mail_", "'%3B--"] {
        let path = format!("/operator/mail/{id}/retry");
        is_refused(
            &olga.sends("POST", &path, Some(String::new())),
            404,
            "fr",
            &path,
        );
    }
}

fn no_address_given_leads_away_from_here(office: &Office) {
    let scene = Scene::set(office);
    for elsewhere in ELSEWHERE {
        leads_home(&scene, elsewhere);
    }
    sign_up_leads_home(office);
}

/// Addresses that are not ours, or that a browser may take for one that is not.
const ELSEWHERE: [&str; 20] = [
    "//evil.example",
    "///evil.example",
    "https://evil.example",
    "HTTPS://evil.example/",
    "https:evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/\r\nLocation: https://evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "@evil.example",
    "/\0",
    "/\u{7f}",
    "/é\u{2028}//evil.example",
];

/// Every field that says where to go next, with an address that is elsewhere.
fn leads_home(scene: &Scene<'_>, elsewhere: &str) {
    let password = crate::support::office::PASSWORD;
    let home = |answer: &Answer, what: &str| {
        assert_eq!(
            answer.status,
            303,
            "{what} {elsewhere:?}: {}",
            answer.text()
        );
        assert_eq!(answer.headers["location"], "/", "{what} {elsewhere:?}");
    };
    let mut stranger = Visitor::stranger(scene.office);
    let shown = stranger.sends(
        "GET",
        &format!("/sign-in?{}", form(&[("next", elsewhere)])),
        None,
    );
    is_a_page(&shown, "en", elsewhere);
    assert_eq!(
        shown.attributes("input[name=next]", "value"),
        ["/"],
        "{elsewhere:?}"
    );
    let log_in = form(&[
        ("name", "camille"),
        ("password", password),
        ("next", elsewhere),
    ]);
    home(
        &stranger.sends("POST", "/sign-in", Some(log_in)),
        "logging in",
    );
    // Logged in by now.
    home(
        &stranger.sends(
            "GET",
            &format!("/sign-in?{}", form(&[("next", elsewhere)])),
            None,
        ),
        "being logged in",
    );
    for mut visitor in [Visitor::stranger(scene.office), stranger] {
        let choice = form(&[("language", "en"), ("back", elsewhere)]);
        home(
            &visitor.sends("POST", "/language", Some(choice)),
            "choosing a language",
        );
    }
    let mut camille = scene.visitor("camille");
    let profile = [
        ("full_name", "Camille"),
        ("organisation", "A"),
        ("phone", ""),
        ("language", "en"),
        ("time_zone", "UTC"),
        ("back", elsewhere),
    ];
    home(
        &camille.sends("POST", "/profile", Some(form(&profile))),
        "saving a profile",
    );
    let shown = camille.sends(
        "GET",
        &format!("/profile?{}", form(&[("back", elsewhere)])),
        None,
    );
    assert_eq!(
        shown.attributes("main input[name=back]", "value"),
        ["/"],
        "{elsewhere:?}"
    );
    let links = shown.attributes("main a", "href");
    assert!(
        links
            .iter()
            .all(|link| link.starts_with('/') && !link.starts_with("//")),
        "{links:?}"
    );
}

/// The address to go to after signing up travels in the link that is mailed.
fn sign_up_leads_home(office: &Office) {
    for (number, elsewhere) in [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/\0",
    ]
    .into_iter()
    .enumerate()
    {
        let email = format!("new{number}@elsewhere.example");
        let mut new = Visitor::stranger(office);
        new.address.clone_from(&email);
        let fields = [
            ("full_name", "New"),
            ("organisation", "New"),
            ("email", &email),
            ("next", elsewhere),
        ];
        assert_eq!(
            new.sends("POST", "/sign-up", Some(form(&fields))).status,
            200
        );
        new.opens_the_link_in("Finish your account");
        let filled = new.page.fill(
            "Create an account",
            "",
            &[("Password", "another forecourt at dawn")],
        );
        let answer = new.sends("POST", &filled.action, Some(encode(&filled.fields)));
        assert_eq!(answer.headers["location"], "/", "{elsewhere:?}");
    }
}
