//! How much comes over the wire for a page, compressed as browsers take it.

use crate::support::visitor::Visitor;
use crate::support::world::new_person;
use crate::support::{Engine, Office};
use axum::body::{Body, to_bytes};
use domain::access_request::Wish;
use parvis::paging::PAGE;
use parvis::use_cases::person::NewPerson;
use tower::ServiceExt;

/// Ten segments, which a server sends before it hears that any of it came (RFC 6928), less what stands above the page.
const FIRST_FLIGHT: usize = 14_000;

const FIRST_NAMES: &str = "Amélie Bastien Chioma Dmitri Élodie Fatima Gaël Hanneke Ibrahim Jürgen Katarzyna Léopold Mireille Ngozi \
    Océane Priya Quentin Rosalía Søren Tatiana Ursula Valentin Wei Xavier Yasmine";
const LAST_NAMES: &str = "Abernathy Beaulieu Castellanos Delacroix Eriksen Fontaine Guerrero Hoffmann Ivanova Jankowski Kowalczyk \
    Lindqvist Moreau Nakamura Okafor Petrov Quesnel Rousseau Szabó Thibault Ueda Vasquez Wagner Ximenes Yıldız";

/// Somebody whose name, organisation and address are like nobody else's.
fn somebody(number: usize) -> NewPerson {
    let pick = |names: &'static str| names.split_whitespace().nth(number).unwrap();
    let (first, last) = (pick(FIRST_NAMES), pick(LAST_NAMES));
    let plain = |name: &str| -> String {
        let letters = name.chars().filter(char::is_ascii_alphabetic);
        letters.collect::<String>().to_lowercase()
    };
    let user = format!("{}.{}", plain(first), plain(last));
    NewPerson {
        full_name: format!("{first} {last}"),
        organisation: format!("{last} & {}", pick(FIRST_NAMES)),
        ..new_person(&format!("{user}@{}.example", plain(last)))
    }
}

/// How many bytes of an answer come over the wire, and by which coding.
fn on_the_wire(visitor: &Visitor<'_>, path: &str) -> (usize, Option<String>) {
    let request = visitor
        .request("GET", path)
        .header("accept-encoding", "gzip, deflate, br, zstd");
    let request = request.body(Body::empty()).unwrap();
    let office = visitor.office;
    let (parts, bytes) = office.runtime.block_on(async {
        let (parts, body) = office.router().oneshot(request).await.unwrap().into_parts();
        (parts, to_bytes(body, 1 << 20).await.unwrap())
    });
    assert_eq!(parts.status, 200, "{path}");
    let coding = parts.headers.get("content-encoding");
    (
        bytes.len(),
        coding.map(|coding| coding.to_str().unwrap().to_owned()),
    )
}

#[test]
fn pages_come_in_the_first_flight() {
    let office = Office::open(Engine::Sqlite);
    office.may_leave_mail();
    let mut amina = office.administrator_of("lumen.example");
    let mut last = None;
    for number in 0..25 {
        let person = office.person_as(somebody(number));
        let reason = format!("I look after the licences of branch {number}.");
        office.asks(&person, "lumen.example", &reason, &Wish::default());
        last = Some(person);
    }
    let camille = last.unwrap();
    for number in 0..24 {
        if number == 15 {
            // Nobody sends more than twenty requests an hour.
            office.hours_pass(1);
        }
        let domain = somebody(number).email.to_string();
        let (_, domain) = domain.split_once('@').unwrap();
        office.asks(&camille, domain, "I move there in May.", &Wish::default());
    }
    let camille = office.session_of("", &camille);
    let stranger = Visitor::stranger(&office);
    let queue = "/accounts/lumen.example/requests";
    let page = amina.sends("GET", queue, None);
    assert_eq!(page.all("tbody tr").len(), PAGE);
    // What each came to, and a tenth.
    let rows = [
        (&stranger, "/sign-in", 1_850),
        (&stranger, "/", 1_700),
        (&stranger, "/help", 6_250),
        (&camille, "/", 2_700),
        (&camille, "/access/requests/new", 2_750),
        (
            &camille,
            "/access/requests/new?identifier=lumen.example",
            2_800,
        ),
        (&camille, "/access/services", 4_100),
        (&camille, "/profile", 10_500),
        (&amina, queue, 5_400),
    ];
    for (visitor, path, most) in rows {
        let (bytes, coding) = on_the_wire(visitor, path);
        println!("{path}: {bytes}");
        assert_eq!(coding.as_deref(), Some("gzip"), "{path}");
        assert!(bytes <= FIRST_FLIGHT && bytes <= most, "{path}: {bytes}");
    }
}

#[test]
fn what_is_compressed_in_itself_or_small_is_sent_as_it_is() {
    let office = Office::open(Engine::Sqlite);
    let amina = office.administrator_of("lumen.example");
    let desk = "/accounts/lumen.example";
    let rows = [
        ("users/export.xlsx", None),
        ("requests/pending-count", None),
        ("users", Some("gzip")),
        ("events/export", Some("gzip")),
    ];
    for (path, coding) in rows {
        let (bytes, by) = on_the_wire(&amina, &format!("{desk}/{path}"));
        assert_eq!(by.as_deref(), coding, "{path}");
        assert!(bytes > 0, "{path}");
    }
}
