//! How much memory an import takes.

use crate::program;
use parvis::import::{ACCOUNTS, MEMBERSHIPS, PEOPLE};
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

/// Writes files with so many people and as many memberships.
fn write_many(folder: &Path, people: usize) {
    let file = |name: &str, header: &str| {
        let mut file = BufWriter::new(File::create(folder.join(name)).unwrap());
        writeln!(file, "{header}").unwrap();
        file
    };
    let accounts = people / 100;
    let mut lines = file(
        PEOPLE,
        "user,full_name,organisation,email,phone,language,time_zone",
    );
    for n in 0..people {
        let company = n % accounts;
        let email = format!("person{n}@company{company}.example");
        writeln!(
            lines,
            "person{n},Person {n},Company {company},{email},+33 4 72 00 00 00,fr,Europe/Paris"
        )
        .unwrap();
    }
    let mut lines = file(ACCOUNTS, "domain,name");
    (0..accounts).for_each(|n| writeln!(lines, "company{n}.example,Company {n}").unwrap());
    let mut lines = file(MEMBERSHIPS, "user,domain,role");
    for n in 0..people {
        let role = if n < accounts {
            "sa-administrator"
        } else {
            "sa-user"
        };
        writeln!(lines, "person{n},company{}.example,{role}", n % accounts).unwrap();
    }
}

/// Imports so many people with as many memberships by the program. Out: the most memory it had, in KiB.
fn peak_of_importing(people: usize) -> usize {
    let (files, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write_many(files.path(), people);
    assert!(program::run(data.path(), &["migrate"]).status.success());
    #[allow(clippy::disallowed_methods)] // how long it takes is what is measured
    let began = std::time::Instant::now();
    let mut import = program::program(data.path())
        .arg("import")
        .arg(files.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", import.id());
    let (ends, ended) = std::sync::mpsc::channel();
    let end = std::thread::spawn(move || {
        let mut report = String::new();
        import
            .stdout
            .take()
            .unwrap()
            .read_to_string(&mut report)
            .unwrap();
        let _ = ends.send(());
        (import.wait().unwrap(), report)
    });
    let mut peak = 0;
    while ended.recv_timeout(Duration::from_millis(20)) == Err(RecvTimeoutError::Timeout) {
        let status = std::fs::read_to_string(&status).unwrap_or_default();
        let high = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = high
            .and_then(|size| size.trim().trim_end_matches(" kB").parse().ok())
            .unwrap_or(peak);
    }
    let (status, report) = end.join().unwrap();
    assert!(
        status.success()
            && report.starts_with(&format!(
                "people            {people:>8} added,        0 known\n"
            )),
        "{report}"
    );
    assert!(
        report.ends_with(&format!(
            "memberships       {people:>8} added,        0 known\n"
        )),
        "{report}"
    );
    let said = format!(
        "import of {people} people and memberships: {:.1} s, at most {} MB\n",
        began.elapsed().as_secs_f32(),
        peak / 1024
    );
    // Past the capture of tests that succeed: the figures are worth seeing.
    std::io::stderr().write_all(said.as_bytes()).unwrap();
    peak
}

#[test]
fn twenty_thousand_people_take_hardly_more_memory_than_five_thousand() {
    let (few, many) = (peak_of_importing(5_000), peak_of_importing(20_000));
    assert!(
        few > 1024 && many < few + 8 * 1024,
        "{few} KiB, then {many} KiB"
    );
}
