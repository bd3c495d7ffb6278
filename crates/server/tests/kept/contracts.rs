//! What others rely on word for word: names of events, what commands say of themselves, what an import reports.
//! Each stands in `snapshots/`; a change there is a change for somebody.

use crate::program::{program, run};
use std::path::Path;
use std::process::Output;

/// Compares with the file of that name in `snapshots/`.
pub fn snapshot(name: &str, text: &str) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

/// The names of events, which the code keeps in one function.
fn event_names() -> Vec<&'static str> {
    let source = include_str!("../../../domain/src/event.rs");
    let function = source
        .split("fn name(")
        .nth(1)
        .unwrap()
        .split("\n    }\n")
        .next()
        .unwrap();
    function.split('"').skip(1).step_by(2).collect()
}

#[test]
fn the_names_of_events() {
    snapshot("event_names", &event_names().join("\n"));
}

#[test]
fn what_may_be_about_a_virtual_account_can_be_filtered_by_whoever_sees_no_more() {
    let of_a_part = [
        "access-request",
        "membership",
        "group",
        "invitation",
        "virtual-account",
    ];
    let may_be = |name: &&&str| {
        let (noun, _) = name.split_once('.').unwrap();
        of_a_part.contains(&noun) || **name == "access-review.decided"
    };
    let names = event_names();
    let mut expected: Vec<&str> = names.iter().filter(may_be).copied().collect();
    expected.sort_unstable();
    expected.dedup();
    assert_eq!(parvis::standing::event::search::OF_A_PART, expected);
}

#[test]
fn what_each_command_says_of_itself() {
    let commands = [
        "",
        "demo",
        "serve",
        "migrate",
        "import",
        "backup",
        "restore",
        "bench",
        "config",
        "config check",
        "mail",
        "mail test",
        "person",
        "person list",
        "person deactivate",
        "person reset",
        "person unlock",
        "operator",
        "operator add",
        "operator remove",
        "operator list",
        "support",
    ];
    let folder = tempfile::tempdir().unwrap();
    let said = commands.map(|command| {
        let arguments: Vec<&str> = command.split_whitespace().chain(["--help"]).collect();
        let output = run(folder.path(), &arguments);
        assert!(output.status.success());
        format!(
            "$ parvis {}\n{}",
            arguments.join(" "),
            String::from_utf8(output.stdout).unwrap()
        )
    });
    // A command that is not among these would show in the first of them.
    snapshot("command_help", &said.join("\n"));
}

/// All that a command says and how it ends.
fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let code = output.status.code().unwrap();
    format!(
        "{}---- errors, exit status {code}\n{}",
        text(&output.stdout),
        // On which database it works, and what the log says with the time.
        text(&output.stderr)
            .lines()
            .filter(|line| !line.starts_with("parvis: database ") && !line.contains(" INFO "))
            .map(|line| format!("{line}\n"))
            .collect::<String>()
    )
}

fn write(folder: &Path, memberships: &str) {
    let file = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    file(
        "people.csv",
        "user,full_name,organisation,email\namina,Amina Belkacem,Lumen Networks,amina@lumen.example\n",
    );
    file(
        "accounts.csv",
        "domain,name\nlumen.example,Lumen Networks\n",
    );
    file(
        "memberships.csv",
        &format!("user,domain,role\n{memberships}"),
    );
}

#[test]
fn what_an_import_reports() {
    let (data, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    assert!(run(data.path(), &["migrate"]).status.success());
    let import = |output: &str| {
        let output = program(data.path())
            .args(["--output", output, "import"])
            .arg(files.path())
            .output()
            .unwrap();
        said(&output)
    };
    write(
        files.path(),
        "amina,lumen.example,sa-user\nnobody,lumen.example,sa-admin\nnobody,lumen.example,sa-user\n",
    );
    let refused = [import("text"), import("json")];
    write(files.path(), "amina,lumen.example,sa-administrator\n");
    let reports = [refused.concat(), import("text"), import("json")];
    snapshot("import_report", &reports.join("\n"));
}

#[test]
fn what_migrating_reports() {
    let data = tempfile::tempdir().unwrap();
    let migrate = |arguments: &[&str]| said(&run(data.path(), arguments));
    let reports = [
        migrate(&["migrate"]),
        migrate(&["migrate"]),
        migrate(&["migrate", "--output", "json"]),
    ];
    // One line for each migration there is, in their order.
    let folders =
        std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations")).unwrap();
    let mut numbers: Vec<String> = folders
        .map(|entry| entry.unwrap().file_name().into_string().unwrap()[..4].to_owned())
        .collect();
    numbers.sort();
    let applied: String = numbers
        .iter()
        .map(|number| format!("applied {number}\n"))
        .collect();
    assert!(reports[0].starts_with(&applied), "{}", reports[0]);
    let rest = reports.join("\n").replacen(&applied, "applied …\n", 1);
    snapshot("migrate_report", &rest);
}
