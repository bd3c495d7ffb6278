//! Connections to either engine, and the pool they are kept in.

use super::Error;
use diesel::connection::SimpleConnection;
use diesel::r2d2::{ManageConnection, Pool};
use diesel::{Connection as _, PgConnection, SqliteConnection};
use std::path::PathBuf;
use std::time::Duration;

/// One connection; queries are written once for both engines.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Where the data is kept.
#[derive(Clone, Debug)]
pub enum Place {
    /// A file of the embedded database.
    Sqlite(PathBuf),
    /// A `postgres://` address.
    Postgres(String),
}

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    Read,
    Write,
}

// WAL with FULL: a commit that was answered survives a loss of power (SQLite documentation, "PRAGMA synchronous").
// The writer gets the large cache; readers share pages through the memory map.
const SQLITE_ALL: &str = "PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
    PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 268435456;";
const SQLITE_WRITER: &str = "PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864;";
const SQLITE_READER: &str = "PRAGMA cache_size = -8192; PRAGMA query_only = ON;";

pub fn open(place: &Place, purpose: Use) -> Result<AnyConnection, Error> {
    match place {
        Place::Sqlite(path) => {
            let mut connection =
                SqliteConnection::establish(&path.to_string_lossy()).map_err(Error::connection)?;
            connection.batch_execute(SQLITE_ALL)?;
            write_ahead(&mut connection)?;
            connection.batch_execute(if purpose == Use::Write {
                SQLITE_WRITER
            } else {
                SQLITE_READER
            })?;
            Ok(AnyConnection::Sqlite(connection))
        }
        Place::Postgres(address) => Ok(AnyConnection::Postgres(
            PgConnection::establish(address).map_err(Error::connection)?,
        )),
    }
}

/// Switches to a write-ahead log. A new file is needed alone for that, and another program that opens it at the same moment is
/// refused at once, busy timeout or not.
#[allow(clippy::disallowed_methods)] // there is nothing to wait for but the other program
fn write_ahead(connection: &mut SqliteConnection) -> Result<(), Error> {
    for _ in 0..100 {
        match connection.batch_execute("PRAGMA journal_mode = WAL") {
            Err(fault) if fault.to_string().contains("locked") => {
                std::thread::sleep(Duration::from_millis(20));
            }
            other => return other.map_err(Error::from),
        }
    }
    Err(Error::Busy)
}

/// Lets the pool make and mend connections.
#[derive(Debug)]
pub struct Manager(pub Place, pub Use);

impl ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = Error;

    fn connect(&self) -> Result<AnyConnection, Error> {
        open(&self.0, self.1)
    }

    fn is_valid(&self, connection: &mut AnyConnection) -> Result<(), Error> {
        connection.batch_execute("SELECT 1").map_err(Error::from)
    }

    /// What a panic gives back is in the middle of a transaction. A connection lost is found by [`Self::is_valid`].
    fn has_broken(&self, _: &mut AnyConnection) -> bool {
        std::thread::panicking()
    }
}

/// A pool of at most `size` connections that opens none before it is asked.
pub fn pool(place: &Place, purpose: Use, size: u32) -> Pool<Manager> {
    Pool::builder()
        .max_size(size)
        .min_idle(Some(0))
        .test_on_check_out(matches!(place, Place::Postgres(_)))
        .connection_timeout(Duration::from_secs(10))
        .build_unchecked(Manager(place.clone(), purpose))
}
