//! The benchmark, with tiny numbers: it fills, measures and says whether large is as quick as small.

use crate::program::program;
use crate::support::Engine;
use parvis::bench::load::Held;
use parvis::bench::load::plan::Part;
use parvis::config::database_address::{DatabasePlace, Pooler};
use parvis::storage::{Use, open, raw};
use std::path::Path;

const TINY: [&str; 12] = [
    "--members",
    "150",
    "--requests",
    "30",
    "--events",
    "400",
    "--contracts",
    "700",
    "--cases",
    "200",
    "--repetitions",
    "2",
];

fn measures(more: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let output = program(folder.path())
        .args(["--output", "json", "bench"])
        .args(TINY)
        .args(more)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let fault = String::from_utf8_lossy(&output.stderr).into_owned();
    let report: serde_json::Value =
        serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}{fault}"));
    let lines = report["lines"].as_array().unwrap();
    for (list, least) in [
        ("users", 5),
        ("requests", 5),
        ("events", 5),
        ("group", 5),
        ("invitations", 1),
        ("review", 5),
        ("own parts", 5),
        ("contracts", 7),
        ("cases", 6),
        ("operators", 5),
    ] {
        let of_list = |line: &&serde_json::Value| line["page"].as_str().unwrap().starts_with(list);
        assert!(lines.iter().filter(of_list).count() >= least, "{said}");
    }
    // One line a role: the members', and the two of whoever administers two Virtual Accounts.
    assert_eq!(report["review"]["lines"], 152);
    assert_eq!(report["contracts"]["lines"], 700);
    assert!(
        lines
            .iter()
            .all(|line| line["large_median"].as_f64() > Some(0.0))
    );
    assert_eq!(output.status.success(), report["holds"] == true, "{fault}");
}

/// Drives every part for a moment. Out: the figures.
fn drives(more: &[&str]) -> Vec<serde_json::Value> {
    let folder = tempfile::tempdir().unwrap();
    let output = program(folder.path())
        .args(["--output", "json", "bench", "load"])
        .args(["--requests", "200", "--seed-size", "400", "--people", "100"])
        .args(["--seconds", "0.4", "--mixed", "0.5"])
        .args(more)
        .output()
        .unwrap();
    let fault = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{fault}");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["left_out"], serde_json::json!([]), "{report}");
    let figures = report["figures"].as_array().unwrap().clone();
    // What may be none of something is a number all the same.
    let may_be_nothing = ["overload: answered otherwise", "idle, ", "append and"];
    for figure in &figures {
        let work = figure["work"].as_str().unwrap();
        let least = match may_be_nothing.iter().any(|some| work.starts_with(some)) {
            true => 0.0,
            false => f64::MIN_POSITIVE,
        };
        for name in ["value", "median", "p99", "yardstick_value", "ratio"] {
            let is_told = name == "value" || !figure[name].is_null();
            assert!(!is_told || figure[name].as_f64() >= Some(least), "{figure}");
        }
        assert_eq!(
            figure["yardstick"].is_null(),
            figure["ratio"].is_null(),
            "{figure}"
        );
    }
    figures
}

/// A figure of some work that stands beside something.
fn beside<'f>(
    figures: &'f [serde_json::Value],
    work: &str,
    yardstick: &str,
) -> &'f serde_json::Value {
    let found = figures
        .iter()
        .find(|one| one["work"] == work && one["yardstick"] == yardstick);
    found.unwrap_or_else(|| panic!("{work} beside {yardstick}: {figures:?}"))
}

const STATIC: &str = "a static page of as many bytes";

#[test]
fn a_load_is_driven_and_stands_beside_its_yardsticks() {
    let figures = drives(&[]);
    for (work, yardstick) in [
        ("your requests, 32 clients", STATIC),
        ("the queue, 32 clients", STATIC),
        (
            "submit, 128 clients",
            "the same rows through the bare engine",
        ),
        (
            "submit, 128 clients",
            "bare engine, four inserts, groups of 128",
        ),
        (
            "submit, 1 client, 50 % within",
            "append and fdatasync of as many bytes",
        ),
        (
            "submit, 1 client, 99 % within",
            "append and fdatasync of as many bytes",
        ),
        (
            "decide, 128 clients",
            "the same rows through the bare engine",
        ),
        ("submit, 128 clients, all cores kept busy", "itself quiet"),
        ("submit, 128 clients, at 400 requests", "at 200 requests"),
        ("the queue, median at 400 requests", "at 200 requests"),
    ] {
        let figure = beside(&figures, work, yardstick);
        assert_eq!(figure["others"], serde_json::json!({}), "{figure}");
    }
    beside(
        &figures,
        "submit, 2,000 clients, four times as much",
        "128 clients",
    );
    beside(
        &figures,
        "import of 100 people into a database that holds as many",
        "into an empty one",
    );
    // Deciding is measured together with what is sent.
    for part in Part::ALL.into_iter().filter(|part| *part != Part::Decide) {
        let part = serde_json::to_value(part).unwrap();
        assert!(figures.iter().any(|one| one["part"] == part), "{part}");
    }
}

#[test]
fn a_load_is_driven_on_a_server_and_stands_beside_its_yardsticks() {
    let Some(Engine::Postgres(url)) = Engine::postgres() else {
        return;
    };
    let databases = || {
        let mut server = open(
            &DatabasePlace::Postgres(url.clone(), Pooler::None),
            Use::Read,
        )
        .unwrap();
        let own = "SELECT datname::text AS id FROM pg_database WHERE datname LIKE 'parvis|_bench|_%' ESCAPE '|'";
        raw::ids(&mut server, own, &[]).unwrap()
    };
    let before = databases();
    let only = ["--only", "pages,submit,decide,import"];
    let figures = drives(&[&["--database", &url][..], &only].concat());
    for work in ["submit", "decide"] {
        let by_eight = format!("{work}, 8 clients");
        for yardstick in [
            "the same rows in as many round trips, 8 connections",
            "four inserts in one statement, 8 connections",
        ] {
            beside(&figures, &by_eight, yardstick);
        }
        let trips = format!("{work}, round trips to the server");
        let trips = figures.iter().find(|one| one["work"] == *trips).unwrap();
        // At least to begin and to commit.
        assert!(trips["value"].as_f64() >= Some(2.0), "{trips}");
    }
    beside(&figures, "your requests, 32 clients", STATIC);
    let left: Vec<String> = databases();
    let left: Vec<&String> = left.iter().filter(|one| !before.contains(one)).collect();
    assert_eq!(left, Vec::<&String>::new());
}

#[test]
fn what_is_held_may_not_fall() {
    let folder = tempfile::tempdir().unwrap();
    let held = folder.path().join("held.toml");
    let pages = |more: &[&str]| {
        let mut command = program(folder.path());
        command.args(["bench", "load", "--requests", "200", "--seconds", "0.2"]);
        command.args(["--only", "pages", "--hold"]).arg(&held);
        command.args(more).output().unwrap()
    };
    assert!(pages(&["--renew"]).status.success());
    let written = std::fs::read_to_string(&held).unwrap();
    assert_eq!(written.lines().count(), 3, "{written}");
    let key = format!("the queue, 32 clients: {STATIC}");
    assert!(written.contains(&format!("\"{key}\" = ")), "{written}");
    for (ratio, may_be) in [("0.0000001", true), ("1000.0", false)] {
        std::fs::write(&held, format!("[ratios]\n\"{key}\" = {ratio}\n")).unwrap();
        let output = pages(&[]);
        assert_eq!(output.status.success(), may_be);
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(
            said.contains(&format!("Fallen: {key} is ")),
            !may_be,
            "{said}"
        );
    }
}

/// What `script/test` holds a build against.
#[test]
fn what_is_held_can_be_read() {
    let root = env!("CARGO_MANIFEST_DIR");
    let held = Held::read(Path::new(&format!("{root}/src/bench/load/held.toml")));
    assert!(held.is_ok(), "{:?}", held.err());
}

#[test]
fn the_benchmark_measures_a_temporary_installation() {
    measures(&[]);
}

#[test]
fn the_benchmark_measures_an_empty_postgresql_database() {
    let Some(engine) = Engine::postgres() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let DatabasePlace::Postgres(url, _) = engine.new_place(folder.path()) else {
        panic!("not PostgreSQL");
    };
    measures(&["--database", &url]);
}
