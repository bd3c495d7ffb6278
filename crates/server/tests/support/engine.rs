//! The engines, and new databases on them.

use diesel::connection::SimpleConnection;
use parvis::config::database_address::{DatabasePlace, Pooler};
use parvis::storage;
use parvis::storage::{Use, open};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, OnceLock};

/// Which database an office keeps its things in.
#[derive(Clone, Debug)]
pub enum Engine {
    Sqlite,
    /// A server where databases may be made.
    Postgres(String),
}

impl Engine {
    /// PostgreSQL, where the environment names a server.
    pub fn postgres() -> Option<Self> {
        match std::env::var("TEST_POSTGRES_URL") {
            Ok(url) => Some(Engine::Postgres(url)),
            Err(_) if super::all_required() => panic!("TEST_POSTGRES_URL is not set"),
            Err(_) => {
                static ONCE: OnceLock<()> = OnceLock::new();
                ONCE.get_or_init(|| {
                    super::left_out(
                        "PostgreSQL (script/test starts one and sets TEST_POSTGRES_URL)",
                    )
                });
                None
            }
        }
    }

    /// A new, empty database.
    pub fn new_place(&self, folder: &std::path::Path) -> DatabasePlace {
        match self {
            Engine::Sqlite => DatabasePlace::Sqlite(folder.join("parvis.db")),
            Engine::Postgres(url) => server(&new_database(url)),
        }
    }
}

/// A database on a server of which nothing is known but its address.
pub fn server(address: &str) -> DatabasePlace {
    DatabasePlace::Postgres(address.to_owned(), Pooler::default())
}

/// Makes a database with nothing in it, not even tables.
pub fn empty_database(url: &str) -> String {
    let name = new_name();
    let mut db = open(&server(url), Use::Write).unwrap();
    db.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE template0"))
        .unwrap();
    format!("{}/{name}", url.rsplit_once('/').unwrap().0)
}

/// A name that no other test has.
fn new_name() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::SeqCst);
    format!("test_{:016x}_{number}", *RUN)
}

/// This run of a test program. Process numbers come again, and databases stay.
static RUN: LazyLock<u64> = LazyLock::new(rand::random);

/// Makes a database from a template whose tables are made once for each test program.
fn new_database(url: &str) -> String {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    let named = |name: &str| format!("{}/{name}", url.rsplit_once('/').unwrap().0);
    let mut db = open(&server(url), Use::Write).unwrap();
    let template = TEMPLATE.get_or_init(|| {
        let name = format!("template_{:016x}", *RUN);
        open(&server(url), Use::Write)
            .unwrap()
            .batch_execute(&format!("CREATE DATABASE {name}"))
            .unwrap();
        let mut db = open(&server(&named(&name)), Use::Write).unwrap();
        storage::migrations::run(&mut db).unwrap();
        name
    });
    let name = new_name();
    // Copying a template wants it to itself; another test may be copying just now.
    for _ in 0..200 {
        match db.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")) {
            Ok(()) => return named(&name),
            Err(fault) if fault.to_string().contains("being accessed by other users") => {
                std::thread::yield_now()
            }
            Err(fault) => panic!("{fault}"),
        }
    }
    panic!("the template database is never free");
}
