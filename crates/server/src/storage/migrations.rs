//! Bringing the tables up to date, once, whoever starts first.

use crate::storage::connection::AnyConnection;
use crate::storage::error::Error;
use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use std::collections::BTreeSet;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations");

/// Any number; it only has to be the same for every node.
const LOCK: i64 = 0x0070_6172_7669_7301;

/// Texts by their bytes, under the name SQLite knows that order by, so that an index finds what begins with a text whatever
/// the language of the database.
const BYTE_ORDER: &str = "CREATE COLLATION IF NOT EXISTS \"BINARY\" (LOCALE = 'C')";

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    version: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Applies what is not applied yet, in one transaction and under a lock, so that several nodes may start at once.
/// Out: the names of what was applied. Where nothing is to be done, nothing is done that needs more rights than reading.
pub fn run(connection: &mut AnyConnection) -> Result<Vec<String>, Error> {
    if in_one(connection, is_up_to_date)? {
        return Ok(Vec::new());
    }
    match connection {
        AnyConnection::Sqlite(inner) => inner
            .plain()
            .immediate_transaction(|inner| names(inner.run_pending_migrations(MIGRATIONS))),
        AnyConnection::Postgres(inner) => inner.transaction(|inner| {
            inner.batch_execute(&format!("SELECT pg_advisory_xact_lock({LOCK})"))?;
            inner.batch_execute(BYTE_ORDER)?;
            names(inner.run_pending_migrations(MIGRATIONS))
        }),
    }
}

/// Whether every migration is applied. Errors: one that this program does not know is.
fn is_up_to_date(connection: &mut AnyConnection) -> Result<bool, Error> {
    if !has_tables(connection)? {
        return Ok(false);
    }
    let applied = "SELECT version AS version FROM __diesel_schema_migrations";
    let applied: Vec<Version> = match connection {
        AnyConnection::Sqlite(inner) => diesel::sql_query(applied).load(inner)?,
        AnyConnection::Postgres(inner) => diesel::sql_query(applied).load(inner)?,
    };
    let known = known()?;
    let applied: BTreeSet<String> = applied.into_iter().map(|row| row.version).collect();
    match applied.difference(&known).last() {
        Some(later) => Err(Error::Later(later.clone())),
        None => Ok(applied == known),
    }
}

fn known() -> Result<BTreeSet<String>, Error> {
    let all: Vec<Box<dyn Migration<Sqlite>>> = MIGRATIONS.migrations().map_err(failed)?;
    Ok(all
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect())
}

fn failed(fault: impl std::fmt::Display) -> Error {
    Error::Migration(fault.to_string())
}

fn names(
    applied: diesel::migration::Result<Vec<diesel::migration::MigrationVersion<'_>>>,
) -> Result<Vec<String>, Error> {
    match applied {
        Ok(versions) => Ok(versions.iter().map(ToString::to_string).collect()),
        Err(fault) => Err(failed(fault)),
    }
}

/// Whether the tables of this program are there, up to date or not.
pub fn is_there(connection: &mut AnyConnection) -> Result<bool, Error> {
    in_one(connection, has_tables)
}

/// Whether there is nothing to apply. Errors: what is there is of a later version.
pub fn is_done(connection: &mut AnyConnection) -> Result<bool, Error> {
    in_one(connection, is_up_to_date)
}

/// Looks in a transaction, as everything does: between two, a pooler may turn to another connection.
fn in_one(
    connection: &mut AnyConnection,
    look: impl FnOnce(&mut AnyConnection) -> Result<bool, Error>,
) -> Result<bool, Error> {
    connection.batch_execute("BEGIN")?;
    let seen = look(connection);
    connection.batch_execute("ROLLBACK")?;
    seen
}

fn has_tables(connection: &mut AnyConnection) -> Result<bool, Error> {
    const EMBEDDED: &str =
        "SELECT count(*) AS count FROM sqlite_master WHERE name = '__diesel_schema_migrations'";
    const ON_SERVER: &str = "SELECT count(*) AS count FROM pg_catalog.pg_class \
        WHERE oid = to_regclass('__diesel_schema_migrations')";
    let found: Count = match connection {
        AnyConnection::Sqlite(inner) => diesel::sql_query(EMBEDDED).get_result(inner)?,
        AnyConnection::Postgres(inner) => diesel::sql_query(ON_SERVER).get_result(inner)?,
    };
    Ok(found.count > 0)
}
