//! Connections to either engine.

use crate::config::database_address::{DatabaseAddress, DatabasePlace, Pooler};
use crate::storage::embedded::Embedded;
use crate::storage::error::Error;
use diesel::connection::{CacheSize, SimpleConnection};
use diesel::prelude::*;
use diesel::sql_types::Integer;
use std::time::Duration;

/// One connection; queries are written once for both engines.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    Sqlite(Embedded),
    Postgres(PgConnection),
}

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    Read,
    Write,
}

// WAL with FULL: a commit that was answered survives a loss of power (SQLite documentation, "PRAGMA synchronous").
// Caches are small, since each connection has one of its own: the operating system keeps the file, which is mapped, 25 MiB of it by each,
// so that all of a process map less than 256 MiB.
// What is sorted goes to memory, as far as it fits in a cache; a savepoint's journal goes there whole, so no large change has one.
const SQLITE_ALL: &str = "PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
    PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 26214400;";
// What is deleted is overwritten: a file tells nothing of what it no longer holds.
// A log of 64 MiB is put into the file by whoever writes; as a rule, others have done so before.
const SQLITE_WRITER: &str = "PRAGMA secure_delete = ON; PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 16000; PRAGMA journal_size_limit = 67108864;";
const SQLITE_READER: &str = "PRAGMA cache_size = -2048; PRAGMA query_only = ON;";
#[derive(QueryableByName)]
struct Mode {
    #[diesel(sql_type = Integer)]
    auto_vacuum: i32,
}

/// Has a new file, or a copy that is made of one, give back pages that are freed. Said again of a file that does, it would be a
/// write; said of one that was made without, it is for the copies alone.
fn learns_to_shrink(connection: &mut Embedded) -> Result<(), Error> {
    let mode: Mode = diesel::sql_query("PRAGMA auto_vacuum").get_result(connection)?;
    if mode.auto_vacuum == 0 {
        connection.batch_execute("PRAGMA auto_vacuum = INCREMENTAL")?;
    }
    Ok(())
}

/// Makes the file of the embedded database where there is none, to write: whoever reads one that was moved away must not leave an empty
/// one in its place. In: a connection to read can write nothing there; a server is told so by each transaction. Errors: it cannot be
/// reached, or another program keeps the file locked ([`Error::Busy`]).
pub fn open(place: &DatabasePlace, purpose: Use) -> Result<AnyConnection, Error> {
    match place {
        DatabasePlace::Sqlite(path) => {
            if purpose == Use::Read && !path.exists() {
                return Err(Error::connection(format!(
                    "{} is not there",
                    path.display()
                )));
            }
            let mut connection =
                Embedded::establish(&path.to_string_lossy()).map_err(Error::connection)?;
            connection.batch_execute(SQLITE_ALL)?;
            if purpose == Use::Write {
                learns_to_shrink(&mut connection)?;
            }
            write_ahead(&mut connection)?;
            connection.batch_execute(if purpose == Use::Write {
                SQLITE_WRITER
            } else {
                SQLITE_READER
            })?;
            Ok(AnyConnection::Sqlite(connection))
        }
        DatabasePlace::Postgres(address, pooler) => {
            let address = DatabaseAddress::read(address, "")
                .map_err(|what| Error::connection(format!("its address {what}")))?;
            let mut connection =
                PgConnection::establish(&address.for_libpq()).map_err(Error::connection)?;
            // A pooler in transaction mode gives each transaction another connection to the server, which knows nothing of what
            // was prepared on the last.
            connection.set_prepared_statement_cache_size(match pooler {
                Pooler::Transaction => CacheSize::Disabled,
                Pooler::None => CacheSize::Unbounded,
            });
            Ok(AnyConnection::Postgres(connection))
        }
    }
}

/// Switches to a write-ahead log. A new file is needed alone for that, and another program that opens it at the same moment is
/// refused at once, busy timeout or not.
#[allow(clippy::disallowed_methods)] // there is nothing to wait for but the other program
fn write_ahead(connection: &mut Embedded) -> Result<(), Error> {
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
