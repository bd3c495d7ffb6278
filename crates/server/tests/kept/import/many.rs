//! How much memory an import takes, and how much work: as much for a line whatever is there already.

use crate::import::ground::Ground;
use crate::program;
use crate::support::Engine;
use crate::support::patience::now;
use crate::tables::lines;
use diesel::connection::SimpleConnection;
use parvis::import::{ACCOUNTS, MEMBERSHIPS, PEOPLE};
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

/// Writes files with so many people, numbered from one on, and as many memberships.
fn write_many(folder: &Path, first: usize, people: usize) {
    let file = |name: &str, header: &str| {
        let mut file = BufWriter::new(File::create(folder.join(name)).unwrap());
        writeln!(file, "{header}").unwrap();
        file
    };
    let accounts = people / 100;
    let company = |n: usize| first / 100 + n % accounts;
    let mut lines = file(
        PEOPLE,
        "user,full_name,organisation,email,phone,language,time_zone",
    );
    for n in 0..people {
        let (number, company) = (first + n, company(n));
        let email = format!("person{number}@company{company}.example");
        writeln!(
            lines,
            "person{number},Person {number},Company {company},{email},+33 4 72 00 00 00,fr,Europe/Paris"
        )
        .unwrap();
    }
    let mut lines = file(ACCOUNTS, "domain,name");
    for number in (0..accounts).map(company) {
        writeln!(lines, "company{number}.example,Company {number}").unwrap();
    }
    let mut lines = file(MEMBERSHIPS, "user,domain,role");
    for n in 0..people {
        let role = if n < accounts {
            "sa-administrator"
        } else {
            "sa-user"
        };
        let (number, company) = (first + n, company(n));
        writeln!(lines, "person{number},company{company}.example,{role}").unwrap();
    }
}

/// What an import took.
struct Took {
    /// The most memory that was its own, in KiB. What it sees of the database's file is the system's, which takes it back when others need it.
    peak: usize,
    /// The time that it kept a core busy, which other programs make no longer; in hundredths of a second.
    work: usize,
}

/// What is known of a process so far.
fn looked_at(process: u32, so_far: &mut Took) {
    let read = |name: &str| std::fs::read_to_string(format!("/proc/{process}/{name}"));
    let (Ok(status), Ok(stat)) = (read("status"), read("stat")) else {
        return;
    };
    let own = status
        .lines()
        .find_map(|line| line.strip_prefix("RssAnon:"));
    let own = own.and_then(|size| size.trim().trim_end_matches(" kB").parse().ok());
    so_far.peak = so_far.peak.max(own.unwrap_or(0));
    // The name of the program, which may hold spaces, ends with a bracket; the two times are the 14th and 15th field.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let times = fields.split_whitespace().skip(11).take(2);
    let work: usize = times.filter_map(|time| time.parse::<usize>().ok()).sum();
    so_far.work = so_far.work.max(work);
}

/// Imports so many people with as many memberships by the program. In: the folder of the data, and the number of the first.
fn importing(data: &Path, first: usize, people: usize) -> Took {
    let files = tempfile::tempdir().unwrap();
    write_many(files.path(), first, people);
    assert!(program::run(data, &["migrate"]).status.success());
    let began = now();
    let mut import = program::program(data)
        .arg("import")
        .arg(files.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let process = import.id();
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
    let mut took = Took { peak: 0, work: 0 };
    while ended.recv_timeout(Duration::from_millis(20)) == Err(RecvTimeoutError::Timeout) {
        looked_at(process, &mut took);
    }
    let (status, report) = end.join().unwrap();
    assert!(status.success(), "{report}");
    for noun in ["people      ", "memberships "] {
        let line = format!("{noun}      {people:>8} added,        0 known\n");
        assert!(report.contains(&line), "{report}");
    }
    let said = format!(
        "import of {people} people and memberships: {:.1} s, {:.1} s of work, at most {} MB\n",
        began.elapsed().as_secs_f32(),
        took.work as f32 / 100.0,
        took.peak / 1024
    );
    // Past the capture of tests that succeed: the figures are worth seeing.
    std::io::stderr().write_all(said.as_bytes()).unwrap();
    took
}

const FEW: usize = 4_000;

#[test]
fn a_line_takes_as_much_whatever_is_there_and_many_hardly_more_memory_than_few() {
    let (empty, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let few = importing(empty.path(), 0, FEW);
    let many = importing(data.path(), 0, 4 * FEW);
    let more = importing(data.path(), 4 * FEW, FEW);
    let (few_kib, many_kib) = (few.peak, many.peak);
    assert!(
        few_kib > 1024 && many_kib < few_kib + 8 * 1024,
        "{few_kib} KiB, then {many_kib} KiB"
    );
    // Into a database that holds four times as many.
    assert!(
        few.work > 10 && more.work < few.work * 3 / 2,
        "{} and then {} hundredths of a second",
        few.work,
        more.work
    );
    // Of four times as many lines each takes as much, too.
    assert!(
        many.work < few.work * 4 * 3 / 2,
        "{} and then {} hundredths of a second",
        few.work,
        many.work
    );
}

/// As many rows and entries of indexes as a server has read for a database so far.
fn read_by_the_server(ground: &Ground) -> f64 {
    let read = "SELECT CAST(tup_returned + tup_fetched AS TEXT) AS line FROM pg_stat_database WHERE datname = current_database()";
    lines(&mut ground.looks(), read)[0].parse().unwrap()
}

#[test]
fn on_postgres_a_line_takes_as_much_whatever_is_there() {
    const FEW: usize = 1_000;
    let Some(engine) = Engine::postgres() else {
        return;
    };
    let ground = Ground::new(&engine);
    // A table of a few pages is read whole, which says nothing of the day when it has many.
    let alone = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET enable_seqscan = off', current_database()); END $$";
    ground.looks().batch_execute(alone).unwrap();
    // What is read once for a line is read for each of them.
    let read: Vec<f64> = [(0, FEW), (FEW, 3 * FEW), (4 * FEW, FEW)]
        .map(|(first, people)| {
            write_many(ground.files.path(), first, people);
            let before = read_by_the_server(&ground);
            let said = ground.imports_all();
            assert!(
                said.contains(&format!("{people:>8} added,        0 known")),
                "{said}"
            );
            (read_by_the_server(&ground) - before) / people as f64
        })
        .to_vec();
    let most = read[0] * 1.5;
    assert!(
        most > 10.0 && read.iter().all(|read| *read < most),
        "{read:?} rows for each person and role"
    );
}
