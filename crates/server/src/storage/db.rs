//! Where things are kept: one query text on two engines, behind two doors.
//!
//! [`Db::read`] and [`Db::write`] take a closure of plain synchronous calls. A write runs in one transaction and may run
//! again from the start (PostgreSQL asks for that), so it must do nothing but read and write the database.

use crate::clock::{Clock, Ids};
use crate::config::Rules;
use crate::config::database_address::{DatabasePlace, Pooler};
use crate::storage;
use crate::storage::bell::Bell;
use crate::storage::connection::{AnyConnection, Use};
use crate::storage::error::{Error, OnServer};
use crate::storage::pool::{After, Condition, Lent, Pool};
use crate::storage::tx::{Author, Tx, TxMaker};
use crate::storage::writer::Share;
use diesel::connection::SimpleConnection;
use domain::Moment;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The database.
#[derive(Clone)]
pub struct Db {
    readers: Pool,
    writer: WriterDoor,
    condition: Arc<Condition>,
    bell: Bell,
    begun: Arc<AtomicU64>,
    /// Where other processes can be heard, if they can be: a server of which a connection is a session.
    others: Option<DatabasePlace>,
    clock: Clock,
    ids: Ids,
    rules: Arc<Rules>,
}

#[derive(Clone)]
enum WriterDoor {
    Sqlite(storage::writer::Writer),
    Postgres(Pool),
}

// Each of these is said in each transaction, so that nothing depends on the session, and on one way with its beginning.
// jit: every query is short, and compiling one takes longer than running it ("JIT" in PostgreSQL's documentation).
// plan_cache_mode: where a session keeps what it has prepared, it would keep a plan with it that serves whatever is bound. Such a plan
// knows neither how many begin with a word, by which lists are searched, nor that a table has grown since, as it does a hundredfold
// within an import. What other writes look for is rows by their keys, and planning that takes longer than doing it.
// enable_seqscan: reading a small table whole is quick, and whoever does it in a serializable transaction meets everybody who writes
// anything into it.
const READ_ON_SERVER: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL jit = off; \
    SET LOCAL plan_cache_mode = force_custom_plan";
const WRITE_ON_SERVER: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL jit = off; SET LOCAL enable_seqscan = off; \
    LOCK TABLE write_turns IN ROW SHARE MODE";

// Compared with others by the rows that it changes, and not by what it reads.
const WRITE_APART_ON_SERVER: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL jit = off; SET LOCAL enable_seqscan = off; \
    LOCK TABLE write_turns IN ROW SHARE MODE";

// Nobody writes meanwhile but in a large way: it waits for those who do, and those who come wait for it. A lock on a table is taken
// before a transaction sees anything (LOCK in PostgreSQL's documentation), so it sees what they have written, and meets none of them.
const WRITE_ALONE_ON_SERVER: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL jit = off; SET LOCAL enable_seqscan = off; \
    LOCK TABLE write_turns IN EXCLUSIVE MODE";

// A serializable transaction holds a lock for all that it reads, and there is room for so many: a large one would use up everybody's.
// It sees what others commit meanwhile; that nothing is there twice, the unique indexes hold. One at a time, and beside whoever
// writes alone, who would wait for it, and everybody for them.
const WRITE_LARGE_ON_SERVER: &str = "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL jit = off; \
    SET LOCAL plan_cache_mode = force_custom_plan; SELECT pg_advisory_xact_lock(31643428393218817)";

// A process in which nobody does what is due tells those who listen in others: a command, a node whose worker has ended. Not each tells
// each, since commits that tell something wait for each other (NOTIFY locks the database until they are over).
const TELL_AND_COMMIT: &str = "NOTIFY parvis; COMMIT";

/// How many times a write on a PostgreSQL server is run beside others before it is run alone.
const RUNS_BESIDE_OTHERS: u32 = 8;

/// As many connections as read at once, and as many as write to a PostgreSQL server.
pub(crate) const CONNECTIONS: usize = 8;

impl Db {
    /// Opens the database and brings its tables up to date.
    pub fn open(place: &DatabasePlace, clock: Clock, rules: Rules) -> Result<Self, Error> {
        let mut connection = storage::connection::open(place, Use::Write)?;
        storage::migrations::run(&mut connection)?;
        let condition = Arc::new(Condition::default());
        let bell = Bell::default();
        let pool = |purpose| Pool::new(place, purpose, CONNECTIONS, condition.clone());
        let writer = match place {
            DatabasePlace::Sqlite(_) => {
                let writer = storage::writer::Writer::start(place, connection, bell.clone());
                WriterDoor::Sqlite(writer)
            }
            DatabasePlace::Postgres(..) => WriterDoor::Postgres(pool(Use::Write)),
        };
        Ok(Self {
            readers: pool(Use::Read),
            writer,
            condition,
            bell,
            begun: Arc::default(),
            others: match place {
                DatabasePlace::Postgres(_, Pooler::None) => Some(place.clone()),
                _ => None,
            },
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

    /// Rung when something was committed that may be due (see [`Tx::ring`]): by this process, and by others as far as it can know of it
    /// at once.
    pub fn bell(&self) -> &Bell {
        &self.bell
    }

    /// Has the bell rung for what other processes write on a server, as long as anybody listens to it, where that can be known at once.
    /// The embedded database does so by itself.
    pub fn hear_others(&self) {
        if let Some(place) = self.others.clone() {
            storage::listening::begin(place, self.bell.clone());
        }
    }

    /// How many reads and writes were begun since it was opened.
    pub fn begun(&self) -> u64 {
        self.begun.load(Ordering::Relaxed)
    }

    /// Runs `work` on one consistent view of the data.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&mut AnyConnection) -> Result<T, Error> + Send + 'static,
    {
        self.begun.fetch_add(1, Ordering::Relaxed);
        let read = move |lent: &mut Lent<'_>| {
            let begin = match lent.db() {
                AnyConnection::Sqlite(_) => "BEGIN",
                AnyConnection::Postgres(_) => READ_ON_SERVER,
            };
            let begun = lent.begin(begin);
            let connection = lent.db();
            let result = begun
                .and_then(|()| work(connection))
                .map_err(|fault| match connection {
                    AnyConnection::Sqlite(_) => fault.of_file(),
                    AnyConnection::Postgres(_) => match (fault.is_lost(), fault.on_server()) {
                        (true, _) => fault.of_server(),
                        (false, OnServer::Passing) => fault.unwell(),
                        _ => fault,
                    },
                });
            (result, After::RolledBack)
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

    /// As [`Db::write`], for what is the same whatever others write meanwhile: it decides nothing by what it reads. On a server it
    /// then meets only those who change the same rows.
    pub async fn write_apart<T, F>(&self, author: Author, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Tx) -> Result<T, Error> + Send + 'static,
    {
        self.write_with(author, Share::Apart, work).await
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
        self.begun.fetch_add(1, Ordering::Relaxed);
        let start = TxMaker {
            author,
            clock: self.clock.clone(),
            rules: self.rules.clone(),
            ids: self.ids.clone(),
        };
        let result = match &self.writer {
            WriterDoor::Sqlite(writer) => writer.write(start, share, work).await,
            WriterDoor::Postgres(pool) => {
                let ways = match share {
                    Share::Savepoint => (WRITE_ON_SERVER, WRITE_ALONE_ON_SERVER),
                    Share::Apart => (WRITE_APART_ON_SERVER, WRITE_ALONE_ON_SERVER),
                    Share::Transaction | Share::Connection => {
                        (WRITE_LARGE_ON_SERVER, WRITE_LARGE_ON_SERVER)
                    }
                };
                let bell = self.bell.clone();
                let told = match self.others.is_some() && !bell.is_heard() {
                    true => TELL_AND_COMMIT,
                    false => "COMMIT",
                };
                let write = move |lent: &mut Lent<'_>| {
                    let work = |connection: &mut AnyConnection| {
                        let mut tx = start.on(connection);
                        Ok((work(&mut tx)?, tx.rings))
                    };
                    run_on_server(lent, ways, (&bell, told), work)
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
                let vacuum = move |lent: &mut Lent<'_>| {
                    let done = lent.begin(&format!("VACUUM {}", tables.join(", ")));
                    let after = match done {
                        Ok(()) => After::Kept,
                        Err(_) => After::Gone,
                    };
                    (done, after)
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

/// Runs `work` until it is done, or fails for another reason than that others were at work. In: what it begins with beside them, and
/// what alone; the bell that is rung where it answers so, and how it is committed then. Out: what came of it, and what becomes of the
/// connection.
fn run_on_server<T>(
    lent: &mut Lent<'_>,
    (beside, alone): (&str, &str),
    (bell, told): (&Bell, &str),
    work: impl Fn(&mut AnyConnection) -> Result<(T, bool), Error>,
) -> (Result<T, Error>, After) {
    let mut run = 0;
    loop {
        run += 1;
        let is_alone = run > RUNS_BESIDE_OTHERS;
        let begun = lent.begin(if is_alone { alone } else { beside });
        let could_begin = begun.is_ok();
        let connection = lent.db();
        let done = begun.and_then(|()| work(connection));
        let result = done.and_then(|(value, rings)| {
            connection.batch_execute(if rings { told } else { "COMMIT" })?;
            if rings {
                bell.ring();
            }
            Ok(value)
        });
        let fault = match result {
            Ok(value) => return (Ok(value), After::Kept),
            Err(fault) => fault.of_server(),
        };
        let after = match connection.batch_execute("ROLLBACK") {
            Ok(()) => After::Kept,
            Err(_) => After::Gone,
        };
        match fault.on_server() {
            OnServer::Lasting => return (Err(fault), after),
            // A server that follows another cannot begin such a transaction at all.
            OnServer::Passing if !could_begin && follows_another(connection) => {
                return (Err(Error::ReadOnly), after);
            }
            OnServer::Passing if is_alone => return (Err(fault.unwell()), after),
            OnServer::Conflict if is_alone && fault.is_unique_violation() => {
                return (Err(fault), after);
            }
            // Alone it meets at most a large write, or a program of the version before, and those end.
            OnServer::Conflict | OnServer::Passing => pause(run),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_and_what_waits_has_the_end_that_the_manual_says() {
        let manual = include_str!("../../../../docs/operating.md");
        let waiting = storage::writer::LONGEST_QUEUE;
        let rows = [
            format!("more are answered with 503 | {waiting} |"),
            format!("as many again to write | {} |", CONNECTIONS),
            format!(
                "`database_pooler = \"none\"` | {} |",
                storage::pool::MOST_PREPARED
            ),
        ];
        assert!(rows.iter().all(|row| manual.contains(row)), "{rows:?}");
    }
}
