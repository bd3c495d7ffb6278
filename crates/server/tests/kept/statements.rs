//! What is asked of the databases: of a submission few statements, each prepared once, and no more kept prepared than there is room for.

use crate::support::{Engine, Office};
use crate::tables::{another_program, lines};
use diesel::connection::{CacheSize, Connection, InstrumentationEvent};
use diesel::prelude::*;
use domain::access_request::Wish;
use domain::smart_account::Visibility;
use domain::text::Reason;
use parvis::config::database_address::Pooler;
use parvis::storage::schema::people;
use parvis::storage::{AnyConnection, Error};
use parvis::use_cases;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, Mutex};

/// A statement that was run, or (`true`) prepared to be kept.
type Seen = Arc<Mutex<Vec<(bool, String)>>>;

/// What is asked while somebody sends a request to this account. In: whether all that was prepared is forgotten first.
fn sends(office: &Office, name: &str, identifier: &str, forgets: bool) -> Vec<(bool, String)> {
    let by = office.known(name);
    let identifier = crate::support::world::identifier(identifier);
    let seen = Seen::default();
    let inner = seen.clone();
    office.write(move |tx| {
        let seen = inner.clone();
        if forgets {
            tx.db.set_prepared_statement_cache_size(CacheSize::Disabled);
            tx.db
                .set_prepared_statement_cache_size(CacheSize::Unbounded);
        }
        tx.db
            .set_instrumentation(move |event: InstrumentationEvent<'_>| {
                let (is_kept, text) = match event {
                    InstrumentationEvent::StartQuery { query, .. } => (false, query.to_string()),
                    InstrumentationEvent::CacheQuery { sql, .. } => (true, sql.to_owned()),
                    _ => return,
                };
                let text = text.split(" -- binds").next().unwrap().to_owned();
                seen.lock().unwrap().push((is_kept, text));
            });
        let reason = Reason::stored("The downloads of my site.".into());
        use_cases::access_request::send(tx, &by, &identifier, &reason, &Wish::default())?.unwrap();
        tx.db.set_instrumentation(|_: InstrumentationEvent<'_>| {});
        Ok(())
    });
    let seen = seen.lock().unwrap();
    seen.clone()
}

#[test]
fn a_submission_prepares_each_statement_once() {
    let office = Office::open(Engine::Sqlite);
    let amina = office.person("amina@lumen.example");
    for account in ["lumen.example", "ortega.example"] {
        office.account(account, Visibility::Unrestricted, &amina);
    }
    office.person("camille@atelier.example");
    office.may_leave_mail();
    let first = sends(&office, "camille", "lumen.example", true);
    let second = sends(&office, "camille", "ortega.example", false);
    // The first begins with nothing prepared: what it runs and does not keep would be prepared each time.
    let all_kept: BTreeSet<&String> = kept(&first).collect();
    let not_kept: Vec<&String> = run(&first).filter(|sql| !all_kept.contains(sql)).collect();
    assert_eq!(not_kept, Vec::<&String>::new());
    let again: Vec<&String> = kept(&second).collect();
    assert_eq!(again, Vec::<&String>::new());
    let count = run(&second).count();
    assert!(count <= 22, "{count} statements: {second:#?}");
}

#[test]
fn a_plan_that_is_kept_holds_for_whatever_is_bound() {
    let office = Office::open(Engine::Sqlite);
    let mut db = another_program(&office);
    let compiled = lines(
        &mut db,
        "SELECT compile_options AS line FROM pragma_compile_options",
    );
    // Set in .cargo/config.toml; without them all works, and takes longer.
    for option in ["ENABLE_QPSG", "THREADSAFE=2", "DEFAULT_MEMSTATUS=0"] {
        assert!(compiled.iter().any(|one| one == option), "{compiled:?}");
    }
}

fn run(seen: &[(bool, String)]) -> impl Iterator<Item = &String> {
    seen.iter()
        .filter(|(is_kept, _)| !is_kept)
        .map(|(_, sql)| sql)
}

fn kept(seen: &[(bool, String)]) -> impl Iterator<Item = &String> {
    seen.iter()
        .filter(|(is_kept, _)| *is_kept)
        .map(|(_, sql)| sql)
}

/// What the session of a server has prepared.
fn prepared(db: &mut AnyConnection) -> Vec<String> {
    lines(db, "SELECT statement AS line FROM pg_prepared_statements")
}

/// Asks something that no other number asks.
fn asks(db: &mut AnyConnection, number: usize) -> Result<(), Error> {
    let mut all = people::table.select(people::id).into_boxed();
    for bit in 0..12 {
        all = match number >> bit & 1 {
            0 => all.filter(people::id.eq("somebody")),
            _ => all.filter(people::id.ne("nobody")),
        };
    }
    all.limit(1).load::<String>(db)?;
    Ok(())
}

#[test]
fn a_session_of_a_server_keeps_what_it_has_prepared_but_no_more_than_there_is_room_for() {
    let Some(engine) = Engine::postgres() else {
        return;
    };
    let office = Office::open_as(engine, false, |config| {
        config.database_pooler = Pooler::None;
    });
    let asked = |numbers: Range<usize>| {
        office.read(move |db| {
            for number in numbers.clone() {
                asks(db, number)?;
            }
            Ok(prepared(db).len())
        })
    };
    office.read(|db| {
        asks(db, 1)?;
        let one = prepared(db).len();
        asks(db, 1)?;
        assert_eq!(prepared(db).len(), one);
        asks(db, 2)?;
        assert_eq!(prepared(db).len(), one + 1);
        Ok(())
    });
    // Several sessions may take turns: enough for each of them to be full once and for one to begin anew.
    let counts = (0..400).map(|round| asked(round * 10..(round + 1) * 10));
    let counts: Vec<usize> = counts.collect();
    let most = counts.iter().max().unwrap();
    assert!((400..=510).contains(most), "{most}");
    let full = counts.iter().position(|count| count == most).unwrap();
    assert!(counts[full..].iter().any(|count| *count < 100));
}

#[test]
fn nothing_is_left_in_a_session_where_there_may_be_a_pooler() {
    let Some(engine) = Engine::postgres() else {
        return;
    };
    let office = Office::open(engine);
    let left = office.read(|db| {
        asks(db, 1)?;
        Ok(prepared(db))
    });
    assert_eq!(left, Vec::<String>::new());
}

#[derive(QueryableByName)]
struct Mapped {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    mmap_size: i64,
}

#[derive(QueryableByName)]
struct Cached {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    cache_size: i64,
}

/// How much of the file a connection maps, in bytes, and how much it keeps of it, in KiB.
fn kept_of_the_file(db: &mut AnyConnection) -> Result<(i64, i64), Error> {
    let AnyConnection::Sqlite(file) = db else {
        panic!("the embedded database");
    };
    let mapped: Mapped = diesel::sql_query("PRAGMA mmap_size").get_result(file)?;
    let cached: Cached = diesel::sql_query("PRAGMA cache_size").get_result(file)?;
    Ok((mapped.mmap_size, -cached.cache_size))
}

#[test]
fn connections_keep_no_more_of_the_file_than_the_manual_says() {
    let office = Office::open(Engine::Sqlite);
    let (mapped, read) = office.read(kept_of_the_file);
    let (mapped_to_write, written) = office.write(|tx| kept_of_the_file(tx.db));
    assert_eq!((mapped, mapped_to_write), (25 << 20, 25 << 20));
    assert_eq!((read, written), (2 << 10, 16 << 10));
    let manual = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/operating.md"
    ));
    let manual = manual.unwrap();
    for line in [
        "| pages of the embedded database, by each of the 9 connections that read | 2 MiB |",
        "| pages of it, by the connection that writes | 16 MiB |",
        "not the process's own | 25 MiB each |",
    ] {
        assert!(manual.contains(line), "{line}");
    }
}
