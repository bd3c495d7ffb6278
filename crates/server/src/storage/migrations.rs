//! Bringing the tables up to date, once, whoever starts first.

use super::{AnyConnection, Error};
use diesel::Connection as _;
use diesel::connection::SimpleConnection;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations");

/// Any number; it only has to be the same for every node.
const LOCK: i64 = 0x0070_6172_7669_7301;

/// Texts by their bytes, under the name SQLite knows that order by, so that an index finds what begins with a text whatever
/// the language of the database.
const BYTE_ORDER: &str = "CREATE COLLATION IF NOT EXISTS \"BINARY\" (LOCALE = 'C')";

/// Applies what is not applied yet, in one transaction and under a lock, so that several nodes may start at once.
/// Out: the names of what was applied.
pub fn run(connection: &mut AnyConnection) -> Result<Vec<String>, Error> {
    match connection {
        AnyConnection::Sqlite(inner) => {
            inner.immediate_transaction(|inner| names(inner.run_pending_migrations(MIGRATIONS)))
        }
        AnyConnection::Postgres(inner) => inner.transaction(|inner| {
            inner.batch_execute(&format!("SELECT pg_advisory_xact_lock({LOCK})"))?;
            inner.batch_execute(BYTE_ORDER)?;
            names(inner.run_pending_migrations(MIGRATIONS))
        }),
    }
}

fn names(
    applied: diesel::migration::Result<Vec<diesel::migration::MigrationVersion<'_>>>,
) -> Result<Vec<String>, Error> {
    match applied {
        Ok(versions) => Ok(versions.iter().map(ToString::to_string).collect()),
        Err(fault) => Err(Error::Connection(format!("migrations: {fault}"))),
    }
}

/// Whether the tables of this program are there, up to date or not.
pub fn is_there(connection: &mut AnyConnection) -> Result<bool, Error> {
    use diesel::{QueryableByName, RunQueryDsl, sql_types::BigInt};

    #[derive(QueryableByName)]
    struct Tables {
        #[diesel(sql_type = BigInt)]
        tables: i64,
    }
    const EMBEDDED: &str =
        "SELECT count(*) AS tables FROM sqlite_master WHERE name = '__diesel_schema_migrations'";
    const ON_SERVER: &str = "SELECT count(*) AS tables FROM pg_catalog.pg_class \
        WHERE oid = to_regclass('__diesel_schema_migrations')";
    let found: Tables = match connection {
        AnyConnection::Sqlite(inner) => diesel::sql_query(EMBEDDED).get_result(inner)?,
        AnyConnection::Postgres(inner) => diesel::sql_query(ON_SERVER).get_result(inner)?,
    };
    Ok(found.tables > 0)
}
