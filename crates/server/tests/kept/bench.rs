//! The benchmark, with tiny numbers: it fills, measures and says whether large is as quick as small.

use crate::program::program;
use crate::support::Engine;
use parvis::config::database_address::DatabasePlace;

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

#[test]
fn a_load_is_driven_and_stands_beside_its_yardsticks() {
    let folder = tempfile::tempdir().unwrap();
    let output = program(folder.path())
        .args(["--output", "json", "bench", "load"])
        .args(["--requests", "400", "--seconds", "0.5"])
        .output()
        .unwrap();
    let fault = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{fault}");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let figures = report["figures"].as_array().unwrap();
    for (work, most_others) in [
        ("your requests, 32 clients", 0),
        ("the queue, 32 clients", 0),
        ("submit, 1 clients", 0),
        ("submit, 128 clients", 0),
        // Whoever comes a second time to the few requests that wait is told that they are decided.
        ("decide, 128 clients", usize::MAX),
    ] {
        let figure = figures.iter().find(|one| one["work"] == work);
        let figure = figure.unwrap_or_else(|| panic!("{work}: {report}"));
        assert!(figure["value"].as_f64() > Some(0.0), "{figure}");
        assert!(
            figure["others"].as_object().unwrap().len() <= most_others,
            "{figure}"
        );
    }
    let beside: Vec<_> = figures
        .iter()
        .filter(|one| one["ratio"].as_f64() > Some(0.0))
        .collect();
    assert!(beside.len() >= 6, "{report}");
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
