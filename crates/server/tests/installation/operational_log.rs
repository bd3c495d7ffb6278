//! What the log of the program tells whoever watches it, and what it never tells.

use crate::support::Engine;
use crate::support::house::House;
use crate::support::installation::Installation;
use crate::{PASSWORD, becomes_operator, files};
use axum::body::Body;
use axum::http::Request;

/// The lines of the log about one kind of thing.
fn lines(log: &str, event: &str) -> Vec<String> {
    let sign = format!("event=\"{event}\"");
    let found = log.lines().filter(|line| line.contains(&sign));
    found.map(ToOwned::to_owned).collect()
}

fn posts(house: &Installation, path: &str, from: &str, body: &str) -> u16 {
    let request = Request::post(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("origin", from)
        .body(Body::from(body.to_owned()))
        .unwrap();
    house.answers(request).0
}

/// The pattern of the filter in the manual, as a test can use it: the address stands where `<SUBNET>` does.
fn catches(line: &str) -> Option<String> {
    let manual = include_str!("../../../../docs/operating.md");
    let pattern = manual
        .lines()
        .find_map(|line| line.strip_prefix("failregex = "))
        .expect("the manual has a filter");
    // What stands between "<SUBNET>" is plain text but for the two signs below.
    let (before, after) = pattern.split_once("<SUBNET>").unwrap();
    let before = before.trim_start_matches('^').trim_start_matches(".*");
    let kinds: Vec<String> = match before.split_once('(') {
        Some((start, rest)) => {
            let (choices, end) = rest.split_once(')').unwrap();
            choices
                .trim_start_matches("?:")
                .split('|')
                .map(|choice| format!("{start}{choice}{end}").replace('\\', ""))
                .collect()
        }
        None => vec![before.replace('\\', "")],
    };
    let at = kinds
        .iter()
        .find_map(|kind| line.find(kind).map(|at| at + kind.len()))?;
    let address: String = line[at..]
        .chars()
        .take_while(|c| c.is_ascii_hexdigit() || ".:/".contains(*c))
        .collect();
    assert!(
        after.is_empty() || after.starts_with("\\b") || after.starts_with("(?:"),
        "{after}"
    );
    Some(address)
}

#[test]
fn whoever_watches_the_log_sees_what_matters_and_nothing_typed() {
    let mut house = Installation::empty(&Engine::Sqlite, None);
    house.serves();
    let mut olga = becomes_operator(&house);
    let log = house.log();
    assert_eq!(lines(&log, "set-up.used").len(), 1, "{log}");

    let own = house.public_url().to_owned();
    for _ in 0..10 {
        posts(
            &house,
            "/sign-in",
            &own,
            "name=olga&password=topsecretbutwrong",
        );
    }
    let log = house.log();
    let refused = lines(&log, "log-in.refused");
    assert_eq!(refused.len(), 10, "{log}");
    for line in &refused {
        assert_eq!(catches(line).as_deref(), Some("127.0.0.1"), "{line}");
    }

    assert_eq!(
        posts(
            &house,
            "/sign-in",
            "https://elsewhere.example",
            "name=olga&password=x"
        ),
        403
    );
    let log = house.log();
    let foreign = lines(&log, "form.refused");
    assert_eq!(foreign.len(), 1, "{log}");
    assert!(
        foreign[0].contains(&own) && foreign[0].contains("https://elsewhere.example"),
        "{}",
        foreign[0]
    );

    olga.goes_to("/operator/accounts/new")
        .presses("Create the account", &[]);
    let log = house.log();
    let acts = lines(&log, "operator.acts");
    assert!(
        acts.iter().all(|line| line.contains("person=per_")),
        "{log}"
    );
    assert_eq!(acts.len(), 1, "{log}");
    olga.goes_to("/operator/events/export").meets(200);
    let log = house.log();
    let taken = lines(&log, "export.taken");
    assert_eq!(taken.len(), 1, "{log}");
    assert!(taken[0].contains("person=per_"), "{log}");

    let folder = files(
        &house,
        &[(
            "people.csv",
            "user,full_name,organisation,email\ncamille,Camille Morel,Atelier,camille@atelier.example\n",
        )],
    );
    let import = house.runs(&["import", &folder]);
    import.well();
    let said = import.faults();
    assert_eq!(lines(&said, "import.done").len(), 1, "{said}");
    assert!(
        lines(&said, "import.done")[0].contains("people=1"),
        "{said}"
    );

    let log = house.log() + &said;
    for typed in [
        "topsecret",
        PASSWORD,
        "Olga Ivanova",
        "olga@operations.example",
        "camille",
        "Camille",
    ] {
        assert!(!log.contains(typed), "{typed} stands in {log}");
    }
}
