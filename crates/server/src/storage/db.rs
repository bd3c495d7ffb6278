//! Where things are kept: one query text on two engines, behind two doors.
//!
//! [`Db::read`] and [`Db::write`] take a closure of plain synchronous calls. A write runs in one transaction and may run
//! again from the start (PostgreSQL asks for that), so it must do nothing but read and write the database.

use crate::clock::{Clock, Ids};
use crate::config::Rules;
use crate::config::database_address::DatabasePlace;
use crate::storage;
use crate::storage::connection::{AnyConnection, Use};
use crate::storage::error::{Error, OnServer};
use crate::storage::pool::{Condition, Pool};
use crate::storage::tx::{Author, Tx, TxMaker};
use crate::storage::writer::Share;
use diesel::connection::SimpleConnection;
use domain::Moment;
use std::sync::Arc;
use std::time::Duration;

/// The database.
#[derive(Clone)]
pub struct Db {
    readers: Pool,
    writer: WriterDoor,
    condition: Arc<Condition>,
    clock: Clock,
    ids: Ids,
    rules: Arc<Rules>,
}

#[derive(Clone)]
enum WriterDoor {
    Sqlite(storage::writer::Writer),
    Postgres(Pool),
}

// Every query is short, and compiling one takes longer than running it ("JIT" in PostgreSQL's documentation). A plan that is kept
// for whatever is bound (plan_cache_mode) knows neither how many begin with a word nor that a table has grown since, as it does a
// hundredfold within an import. Both are said in each transaction, so that nothing depends on the session.
const READ_ON_SERVER: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL jit = off; \
    SET LOCAL plan_cache_mode = force_custom_plan";
const WRITE_ON_SERVER: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL jit = off; \
    SET LOCAL plan_cache_mode = force_custom_plan";

// A serializable transaction holds a lock for all that it reads, and there is room for so many: a large one would use up everybody's.
// It sees what others commit meanwhile; that nothing is there twice, the unique indexes hold. One at a time.
const WRITE_LARGE_ON_SERVER: &str = "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL jit = off; \
    SET LOCAL plan_cache_mode = force_custom_plan; SELECT pg_advisory_xact_lock(31643428393218817)";

/// How many times a PostgreSQL transaction is run before its caller is told that the database is busy; and how many times where the
/// server is in a condition that may pass.
const MOST_RUNS: u32 = 12;
const MOST_RUNS_UNWELL: u32 = 3;

/// As many connections as read at once, and as many as write to a PostgreSQL server.
pub(crate) const CONNECTIONS: usize = 8;

impl Db {
    /// Opens the database and brings its tables up to date.
    pub fn open(place: &DatabasePlace, clock: Clock, rules: Rules) -> Result<Self, Error> {
        let mut connection = storage::connection::open(place, Use::Write)?;
        storage::migrations::run(&mut connection)?;
        let condition = Arc::new(Condition::default());
        let pool = |purpose| Pool::new(place, purpose, CONNECTIONS, condition.clone());
        let writer = match place {
            DatabasePlace::Sqlite(_) => {
                WriterDoor::Sqlite(storage::writer::Writer::start(connection))
            }
            DatabasePlace::Postgres(_) => WriterDoor::Postgres(pool(Use::Write)),
        };
        Ok(Self {
            readers: pool(Use::Read),
            writer,
            condition,
            clock,
            ids: Ids::default(),
            rules: Arc::new(rules),
        })
    }

    /// By the clock that its writes go by.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// As each [`Tx`] has them; pages show them beforehand.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The same, for work that goes on elsewhere.
    pub fn shared_rules(&self) -> Arc<Rules> {
        self.rules.clone()
    }

    /// Runs `work` on one consistent view of the data.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&mut AnyConnection) -> Result<T, Error> + Send + 'static,
    {
        let read = move |connection: &mut AnyConnection| {
            let begun = connection.batch_execute(match connection {
                AnyConnection::Sqlite(_) => "BEGIN",
                AnyConnection::Postgres(_) => READ_ON_SERVER,
            });
            let result = begun
                .map_err(Error::from)
                .and_then(|()| work(connection))
                .map_err(|fault| match connection {
                    AnyConnection::Sqlite(_) => fault.of_file(),
                    AnyConnection::Postgres(_) => match (fault.is_lost(), fault.on_server()) {
                        (true, _) => fault.of_server(),
                        (false, OnServer::Passing) => fault.unwell(),
                        _ => fault,
                    },
                });
            let is_over = connection.batch_execute("ROLLBACK").is_ok();
            (result, is_over)
        };
        self.readers.with(read).await
    }

    /// Runs `work` in one transaction and answers when it is durable. A refusal or a fault undoes all of it.
    pub async fn write<T, F>(&self, author: Author, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Tx) -> Result<T, Error> + Send + 'static,
    {
        self.write_with(author, Share::Savepoint, work).await
    }

    /// As [`Db::write`], for what is too large to be undone in part or to be compared with all that others do at the same time.
    /// Nothing else of the kind happens meanwhile; with the embedded database, nothing else is written.
    pub async fn write_large<T, F>(&self, author: Author, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Tx) -> Result<T, Error> + Send + 'static,
    {
        self.write_with(author, Share::Transaction, work).await
    }

    async fn write_with<T, F>(&self, author: Author, share: Share, work: F) -> Result<T, Error>
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
        let result = match &self.writer {
            WriterDoor::Sqlite(writer) => writer.write(start, share, work).await,
            WriterDoor::Postgres(pool) => {
                let begin = match share {
                    Share::Savepoint => WRITE_ON_SERVER,
                    Share::Transaction | Share::Connection => WRITE_LARGE_ON_SERVER,
                };
                let write = move |connection: &mut AnyConnection| {
                    let work = |connection: &mut AnyConnection| work(&mut start.on(connection));
                    run_on_server(connection, begin, work)
                };
                pool.with(write).await
            }
        };
        self.condition.note(&result);
        result
    }

    /// Leaves nothing of what was deleted and changed in these tables: the embedded database writes its file anew, a server frees the
    /// room of dead rows for others, as far as nobody still reads them.
    pub async fn scour(
        &self,
        author: Author,
        tables: &'static [&'static str],
    ) -> Result<(), Error> {
        match &self.writer {
            WriterDoor::Sqlite(_) => {
                let rewrite = |tx: &mut Tx| storage::writer::rewrite(tx.db);
                self.write_with(author, Share::Connection, rewrite).await
            }
            WriterDoor::Postgres(pool) => {
                let vacuum = move |connection: &mut AnyConnection| {
                    let vacuum = format!("VACUUM {}", tables.join(", "));
                    let done = connection.batch_execute(&vacuum).map_err(Error::from);
                    let is_sound = done.is_ok();
                    (done, is_sound)
                };
                pool.with(vacuum).await
            }
        }
    }

    /// Whether it is a file of this machine and no server.
    pub fn is_embedded(&self) -> bool {
        matches!(self.writer, WriterDoor::Sqlite(_))
    }

    /// Why nothing could be written, if that is how the last write ended.
    pub fn unwritable(&self) -> Option<String> {
        self.condition.unwritable()
    }

    /// Takes no more work and, with the embedded database, leaves all that was written in one file. Out: whether that was done in
    /// time. Whoever only lets the last [`Db`] go waits for that, too, as long as it takes.
    pub async fn close(&self, within: Duration) -> bool {
        self.readers.close();
        match &self.writer {
            WriterDoor::Sqlite(writer) => writer.close(within).await,
            WriterDoor::Postgres(pool) => {
                pool.close();
                true
            }
        }
    }
}

/// Out: what came of it, and whether the connection is outside a transaction.
fn run_on_server<T>(
    connection: &mut AnyConnection,
    begin: &str,
    work: impl Fn(&mut AnyConnection) -> Result<T, Error>,
) -> (Result<T, Error>, bool) {
    let mut run = 0;
    loop {
        run += 1;
        let begun = connection.batch_execute(begin).map_err(Error::from);
        let could_begin = begun.is_ok();
        let result = begun.and_then(|()| work(connection)).and_then(|value| {
            connection.batch_execute("COMMIT")?;
            Ok(value)
        });
        let fault = match result {
            Ok(value) => return (Ok(value), true),
            Err(fault) => fault.of_server(),
        };
        let is_over = connection.batch_execute("ROLLBACK").is_ok();
        let most = match fault.on_server() {
            OnServer::Lasting => return (Err(fault), is_over),
            // A server that follows another cannot begin such a transaction at all.
            OnServer::Passing if !could_begin && follows_another(connection) => {
                return (Err(Error::ReadOnly), is_over);
            }
            OnServer::Passing => MOST_RUNS_UNWELL,
            OnServer::Conflict => MOST_RUNS,
        };
        if run == most {
            let said = match fault.on_server() {
                OnServer::Conflict if !fault.is_unique_violation() => Error::Busy,
                OnServer::Passing => fault.unwell(),
                _ => fault,
            };
            return (Err(said), is_over);
        }
        pause(run);
    }
}

fn follows_another(connection: &mut AnyConnection) -> bool {
    let asked = "SELECT 'yes' AS id WHERE pg_is_in_recovery()";
    let follows = connection.batch_execute("BEGIN READ ONLY").is_ok()
        && storage::raw::ids(connection, asked, &[]).is_ok_and(|answer| !answer.is_empty());
    let _ = connection.batch_execute("ROLLBACK");
    follows
}

/// Lets the other side of a conflict finish: a little longer each time, never the same for two.
#[allow(clippy::disallowed_methods)] // on a blocking thread, and there is nothing to wait for but time
fn pause(run: u32) {
    let longest = 2_u64.saturating_pow(run.min(7));
    std::thread::sleep(Duration::from_micros(rand::random_range(
        0..=longest * 1000,
    )));
}
