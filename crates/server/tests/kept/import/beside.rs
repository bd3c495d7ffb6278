//! Others write while an import goes on, and none of them waits long; a program that is killed in the middle leaves nothing, or what
//! goes on.

use crate::import::ground::Ground;
use crate::program::Served;
use crate::support::Engine;
use crate::support::patience::{rest, wait_for};
use crate::tables::{count, lines};
use diesel::connection::SimpleConnection;
use parvis::clock::Clock;
use parvis::config::Rules;
use parvis::import::{ACCOUNTS, MEMBERSHIPS, MOST_AT_ONCE, PEOPLE};
use parvis::storage::{AnyConnection, Author, Db};
use std::fmt::Write;
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

/// Longer than anything here takes.
const LONGEST: Duration = Duration::from_secs(120);

/// So many people, each with a role in one of a few accounts.
fn write_files(folder: &Path, people: usize) {
    let (mut persons, mut roles) = (
        "user,full_name,organisation,email\n".to_owned(),
        "user,domain,role\n".to_owned(),
    );
    let accounts = people / 50;
    for n in 0..people {
        let account = n % accounts;
        writeln!(
            persons,
            "one{n},One {n},Company,one{n}@company{account}.example"
        )
        .unwrap();
        let role = if n < accounts {
            "sa-administrator"
        } else {
            "sa-user"
        };
        writeln!(roles, "one{n},company{account}.example,{role}").unwrap();
    }
    let mut all = "domain,name\n".to_owned();
    (0..accounts).for_each(|n| writeln!(all, "company{n}.example,Company {n}").unwrap());
    std::fs::write(folder.join(PEOPLE), persons).unwrap();
    std::fs::write(folder.join(ACCOUNTS), all).unwrap();
    std::fs::write(folder.join(MEMBERSHIPS), roles).unwrap();
}

/// Writes beside a program until it has ended. Out: how often, and the longest that one of them took.
fn writes_beside(ground: &Ground, import: &mut Child) -> (usize, Duration) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let db = runtime
        .block_on(async { Db::open(&ground.place, Clock::Real, Rules::default()) })
        .unwrap();
    let (mut written, mut longest) = (0, Duration::ZERO);
    while import.try_wait().unwrap().is_none() {
        #[allow(clippy::disallowed_methods)] // how long it takes is what is measured
        let began = Instant::now();
        let row = format!("INSERT INTO throttles (key, since, count) VALUES ('{written}', 0, 0)");
        let write = db.write(Author::program("test"), move |tx| {
            Ok(tx.db.batch_execute(&row)?)
        });
        runtime.block_on(write).unwrap();
        longest = longest.max(began.elapsed());
        written += 1;
        rest(Duration::from_millis(5));
    }
    (written, longest)
}

fn others_write_meanwhile(engine: &Engine) {
    let ground = Ground::new(engine);
    write_files(ground.files.path(), 1500);
    let mut import = ground.imports();
    let (written, longest) = writes_beside(&ground, &mut import);
    assert!(import.wait().unwrap().success());
    let said = format!(
        "{engine:?}: beside an import {written} others wrote, the longest for {longest:?}\n"
    );
    // Past the capture of tests that succeed: the figures are worth seeing.
    std::io::Write::write_all(&mut std::io::stderr(), said.as_bytes()).unwrap();
    assert!(
        written > 20 && longest < Duration::from_secs(2),
        "{written} writes, one of them for {longest:?}"
    );
    // No transaction does more than that, and each says when it was.
    let of_each =
        "SELECT CAST(count(*) AS TEXT) AS line FROM events WHERE origin = 'import' GROUP BY at";
    let of_each: Vec<usize> = lines(&mut ground.looks(), of_each)
        .iter()
        .map(|count| count.parse().unwrap())
        .collect();
    assert_eq!(of_each.iter().sum::<usize>(), 2 * 1500 + 2 * 30);
    assert!(
        of_each.len() > 10 && of_each.iter().all(|events| *events <= MOST_AT_ONCE),
        "{of_each:?}"
    );
}

#[test]
fn on_sqlite_others_write_while_an_import_goes_on() {
    others_write_meanwhile(&Engine::Sqlite);
}

#[test]
fn on_postgres_others_write_while_an_import_goes_on() {
    if let Some(engine) = Engine::postgres() {
        others_write_meanwhile(&engine);
    }
}

/// Kills an import as soon as there are such rows.
fn killed_once(ground: &Ground, rows: &str) {
    let mut import = ground.imports();
    let mut db = ground.looks();
    wait_for(rows, LONGEST, || (count(&mut db, rows) > 0).then_some(()));
    import.kill().unwrap();
    import.wait().unwrap();
    // For as long as whoever was killed had it to themselves.
    let pass = "UPDATE imports SET leased_until = 0";
    db.batch_execute(pass).unwrap();
}

const PEOPLE_WANTED: usize = 1000;

/// Every row that a whole import makes, and none of what it works with.
fn is_whole(db: &mut AnyConnection) -> bool {
    let counts = [
        ("people", PEOPLE_WANTED),
        ("memberships", PEOPLE_WANTED),
        ("smart_accounts", PEOPLE_WANTED / 50),
        ("virtual_accounts", PEOPLE_WANTED / 50),
        ("events", 2 * PEOPLE_WANTED + 2 * PEOPLE_WANTED / 50),
        ("import_lines", 0),
        ("import_names", 0),
        ("imports WHERE state <> 'done'", 0),
    ];
    counts
        .iter()
        .all(|(rows, wanted)| count(db, rows) == *wanted)
}

fn is_killed_in_the_middle(engine: &Engine) {
    let ground = Ground::new(engine);
    write_files(ground.files.path(), PEOPLE_WANTED);
    let mut db = ground.looks();
    // While its lines arrive.
    killed_once(&ground, "import_lines");
    assert_eq!(count(&mut db, "people"), 0);
    assert_eq!(count(&mut db, "imports WHERE state = 'arriving'"), 1);
    // The next sweeps that away, and is killed while it is carried out.
    killed_once(&ground, "memberships");
    let there = count(&mut db, "memberships");
    assert!(there < PEOPLE_WANTED, "{there}");
    assert_eq!(count(&mut db, "imports WHERE state = 'applying'"), 1);
    // No account was there without whoever administers it.
    let without = "smart_accounts WHERE id NOT IN (SELECT account_id FROM memberships WHERE role = 'sa-administrator')";
    assert_eq!(count(&mut db, without), 0);
    let house = Served::listening(&mut ground.program("serve"));
    wait_for("the import to be done", LONGEST, || {
        is_whole(&mut db).then_some(())
    });
    drop(house);
}

#[test]
fn on_sqlite_an_import_that_is_killed_leaves_nothing_or_goes_on() {
    is_killed_in_the_middle(&Engine::Sqlite);
}

#[test]
fn on_postgres_an_import_that_is_killed_leaves_nothing_or_goes_on() {
    if let Some(engine) = Engine::postgres() {
        is_killed_in_the_middle(&engine);
    }
}

#[test]
fn the_next_import_first_does_what_another_has_left() {
    let ground = Ground::new(&Engine::Sqlite);
    write_files(ground.files.path(), PEOPLE_WANTED);
    killed_once(&ground, "memberships");
    let said = ground.imports_all();
    let known = format!("people                   0 added, {PEOPLE_WANTED:>8} known\n");
    assert!(said.starts_with(&known), "{said}");
    assert!(is_whole(&mut ground.looks()));
}
