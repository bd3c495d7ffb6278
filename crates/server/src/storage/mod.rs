//! Where things are kept: one query text on two engines, behind two doors.
//!
//! [`Db::read`] and [`Db::write`] take a closure of plain synchronous calls. A write runs in one transaction and may run
//! again from the start (PostgreSQL asks for that), so it must do nothing but read and write the database.

pub mod connection;
pub mod json;
pub mod migrations;
pub mod raw;
pub mod schema;
mod writer;

pub use connection::{AnyConnection, Place};

use crate::clock::{Clock, Ids};
use crate::config::Limits;
use connection::{Manager, Use};
use diesel::connection::SimpleConnection;
use diesel::r2d2::Pool;
use diesel::result::{DatabaseErrorKind, Error as Fault};
use domain::account_creation;
use domain::reminder::Timetable;
use domain::{Actor, Moment, Refusal};
use std::sync::Arc;
use std::time::Duration;

/// As many keys as one query asks for; SQLite takes at most 32,766 values in one (<https://sqlite.org/limits.html>).
pub const KEYS_AT_ONCE: usize = 1000;

/// Why a read or write gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules say no.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    #[error("database: {0}")]
    Database(#[from] Fault),
    #[error("cannot reach the database: {0}")]
    Connection(String),
    /// Too much at once, or locked by another program; trying again later may work.
    #[error("the database is busy")]
    Busy,
    #[error("the database is closed")]
    Closed,
    /// A row holds what the program never writes.
    #[error("{noun} {id} cannot be read: {what}")]
    Corrupt {
        noun: &'static str,
        id: String,
        what: String,
    },
    #[error("a write panicked")]
    Panicked,
    /// Something shared with others of the same group failed.
    #[error("{0}")]
    Shared(String),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Error::Refused(refusal)
    }
}

impl From<diesel::r2d2::PoolError> for Error {
    fn from(fault: diesel::r2d2::PoolError) -> Self {
        Error::Connection(fault.to_string())
    }
}

impl Error {
    pub fn connection(fault: impl std::fmt::Display) -> Self {
        Error::Connection(fault.to_string())
    }

    pub fn corrupt(noun: &'static str, id: &str, what: impl std::fmt::Display) -> Self {
        Error::Corrupt {
            noun,
            id: id.to_owned(),
            what: what.to_string(),
        }
    }

    /// The same failure for another who shared it.
    fn again(&self) -> Self {
        if self.is_lock() {
            Error::Busy
        } else {
            Error::Shared(self.to_string())
        }
    }

    /// Whether the database gives no answer: then what failed is nobody's own fault, and nothing else need be tried just now.
    pub fn is_for_all(&self) -> bool {
        matches!(self, Error::Busy | Error::Closed | Error::Connection(_))
    }

    fn is_lock(&self) -> bool {
        matches!(self, Error::Busy)
            || matches!(self, Error::Database(Fault::DatabaseError(_, info)) if info.message().contains("locked"))
    }

    /// Whether PostgreSQL asks for the transaction to be run again. A unique violation may be the loser's side of a race
    /// that the second run sees and answers properly.
    fn asks_for_another_run(&self) -> bool {
        match self {
            Error::Database(Fault::DatabaseError(kind, info)) => {
                matches!(
                    kind,
                    DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::UniqueViolation
                ) || info.message().contains("deadlock detected")
            }
            _ => false,
        }
    }
}

/// What a write works with: the connection, who writes, and the time it happens at.
pub struct Tx<'c> {
    pub db: &'c mut AnyConnection,
    pub now: Moment,
    pub author: Author,
    pub rules: Arc<Rules>,
    ids: Ids,
}

impl Tx<'_> {
    pub fn new_id(&self) -> u128 {
        self.ids.next(self.now)
    }

    /// Has PostgreSQL count what its tables hold by now, this transaction's rows included, since it chooses its indexes by that; by
    /// itself it does so some time after a commit. The embedded database needs none of it.
    pub fn know_the_tables(&mut self) -> Result<(), Error> {
        match self.db {
            AnyConnection::Sqlite(_) => Ok(()),
            AnyConnection::Postgres(server) => Ok(server.batch_execute("ANALYZE")?),
        }
    }

    /// Goes on as if it were another moment, with ids of that time: for what is made up, as in a demonstration.
    pub fn pretend(&mut self, moment: Moment) {
        if moment < self.now {
            self.ids = Ids::default();
        }
        self.now = moment;
    }
}

/// Who writes, and from where.
#[derive(Clone, Debug)]
pub struct Author {
    pub actor: Actor,
    /// The page (its path) or program the change comes from.
    pub origin: String,
}

impl Author {
    pub fn system() -> Self {
        Self {
            actor: Actor::System,
            origin: "worker".into(),
        }
    }

    pub fn program(name: &str) -> Self {
        Self {
            actor: Actor::Program(name.into()),
            origin: name.into(),
        }
    }

    pub fn visitor(origin: &str) -> Self {
        Self {
            actor: Actor::Visitor,
            origin: origin.into(),
        }
    }
}

/// The rules an operator may set.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    pub timetable: Timetable,
    /// When things happen while an account is created.
    pub creation: account_creation::Timetable,
    /// How often something may be tried or sent.
    pub limits: Limits,
}

/// The database.
#[derive(Clone)]
pub struct Db {
    readers: Pool<Manager>,
    writer: WriterDoor,
    clock: Clock,
    ids: Ids,
    rules: Arc<Rules>,
}

#[derive(Clone)]
enum WriterDoor {
    Sqlite(writer::Writer),
    Postgres(Pool<Manager>),
}

// Every query is short, and compiling one takes longer than running it ("JIT" in PostgreSQL's documentation). A plan that is kept
// for whatever is bound (plan_cache_mode) knows neither how many begin with a word nor that a table has grown since, as it does a
// hundredfold within an import. Both are said in each transaction, so that nothing depends on the session.
const READ_ON_SERVER: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL jit = off; \
    SET LOCAL plan_cache_mode = force_custom_plan";
const WRITE_ON_SERVER: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL jit = off; \
    SET LOCAL plan_cache_mode = force_custom_plan";

/// How many times a PostgreSQL transaction is run before its caller is told that the database is busy.
const MOST_RUNS: u32 = 12;

impl Db {
    /// Opens the database and brings its tables up to date.
    pub fn open(place: &Place, clock: Clock, rules: Rules) -> Result<Self, Error> {
        let mut connection = connection::open(place, Use::Write)?;
        migrations::run(&mut connection)?;
        let writer = match place {
            Place::Sqlite(_) => WriterDoor::Sqlite(writer::Writer::start(connection)),
            Place::Postgres(_) => WriterDoor::Postgres(connection::pool(place, Use::Write, 8)),
        };
        let readers = connection::pool(place, Use::Read, 8);
        Ok(Self {
            readers,
            writer,
            clock,
            ids: Ids::default(),
            rules: Arc::new(rules),
        })
    }

    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Runs `work` on one consistent view of the data.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&mut AnyConnection) -> Result<T, Error> + Send + 'static,
    {
        let pool = self.readers.clone();
        blocking(move || {
            let mut connection = pool.get()?;
            connection.batch_execute(match &*connection {
                AnyConnection::Sqlite(_) => "BEGIN",
                AnyConnection::Postgres(_) => READ_ON_SERVER,
            })?;
            let result = work(&mut connection);
            connection.batch_execute("ROLLBACK")?;
            result
        })
        .await
    }

    /// Runs `work` in one transaction and answers when it is durable. A refusal or a fault undoes all of it.
    pub async fn write<T, F>(&self, author: Author, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Tx) -> Result<T, Error> + Send + 'static,
    {
        let start = TxMaker {
            author,
            clock: self.clock.clone(),
            rules: self.rules.clone(),
            ids: self.ids.clone(),
        };
        match &self.writer {
            WriterDoor::Sqlite(writer) => writer.write(start, work).await,
            WriterDoor::Postgres(pool) => {
                let pool = pool.clone();
                blocking(move || {
                    let mut connection = pool.get()?;
                    run_serializably(&mut connection, |connection| {
                        work(&mut start.on(connection))
                    })
                })
                .await
            }
        }
    }
}

/// All that a [`Tx`] is made of but the connection.
struct TxMaker {
    author: Author,
    clock: Clock,
    rules: Arc<Rules>,
    ids: Ids,
}

impl TxMaker {
    fn on<'c>(&self, db: &'c mut AnyConnection) -> Tx<'c> {
        Tx {
            db,
            now: self.clock.now(),
            author: self.author.clone(),
            rules: self.rules.clone(),
            ids: self.ids.clone(),
        }
    }
}

fn run_serializably<T>(
    connection: &mut AnyConnection,
    work: impl Fn(&mut AnyConnection) -> Result<T, Error>,
) -> Result<T, Error> {
    for run in 1.. {
        connection.batch_execute(WRITE_ON_SERVER)?;
        let result = work(connection).and_then(|value| {
            connection.batch_execute("COMMIT")?;
            Ok(value)
        });
        let Err(fault) = result else { return result };
        // Fails where the connection is gone, and then there is nothing to undo.
        let _ = connection.batch_execute("ROLLBACK");
        if !fault.asks_for_another_run() {
            return Err(fault);
        }
        if run == MOST_RUNS {
            return if matches!(
                &fault,
                Error::Database(Fault::DatabaseError(DatabaseErrorKind::UniqueViolation, _))
            ) {
                Err(fault)
            } else {
                Err(Error::Busy)
            };
        }
        pause(run);
    }
    unreachable!("the loop returns")
}

/// Lets the other side of a conflict finish: a little longer each time, never the same for two.
#[allow(clippy::disallowed_methods)] // on a blocking thread, and there is nothing to wait for but time
fn pause(run: u32) {
    let longest = 2_u64.saturating_pow(run.min(7));
    std::thread::sleep(Duration::from_micros(rand::random_range(
        0..=longest * 1000,
    )));
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or(Err(Error::Panicked))
}

/// Inserts one row or many; the one place where the engines need a statement each.
macro_rules! insert {
    ($db:expr, $table:expr, $rows:expr) => {
        match $db {
            $crate::storage::AnyConnection::Sqlite(connection) => diesel::insert_into($table)
                .values($rows)
                .execute(connection),
            $crate::storage::AnyConnection::Postgres(connection) => diesel::insert_into($table)
                .values($rows)
                .execute(connection),
        }
    };
}
pub(crate) use insert;

/// Inserts a row, or changes the one with the same key.
macro_rules! upsert {
    ($db:expr, $table:expr, $row:expr, $key:expr, $change:expr) => {
        match $db {
            $crate::storage::AnyConnection::Sqlite(connection) => diesel::insert_into($table)
                .values($row)
                .on_conflict($key)
                .do_update()
                .set($change)
                .execute(connection),
            $crate::storage::AnyConnection::Postgres(connection) => diesel::insert_into($table)
                .values($row)
                .on_conflict($key)
                .do_update()
                .set($change)
                .execute(connection),
        }
    };
}
pub(crate) use upsert;
