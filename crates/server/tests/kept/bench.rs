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
fn the_benchmark_measures_a_temporary_installation() {
    measures(&[]);
}

#[test]
fn the_benchmark_measures_an_empty_postgresql_database() {
    let Some(engine) = Engine::postgres() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let DatabasePlace::Postgres(url) = engine.new_place(folder.path()) else {
        panic!("not PostgreSQL");
    };
    measures(&["--database", &url]);
}
