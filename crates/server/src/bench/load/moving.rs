//! The rows of the embedded database, moved to a server whose tables are the same and empty.

use crate::bench::load::client::failed;
use crate::storage::{AnyConnection, Error};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

/// Rows in one statement.
const ROWS: i64 = 5_000;

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

#[derive(QueryableByName)]
struct Rows {
    #[diesel(sql_type = Text)]
    rows: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    last: Option<i64>,
}

/// The tables of an embedded database, but for those that say which tables there are.
pub(super) const TABLES: &str = "SELECT name AS word FROM sqlite_master WHERE type = 'table' \
    AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'";

/// The statements that take away the references from one table to another, and those that put them back.
const NO_REFERENCES: &str = "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS word \
    FROM pg_constraint WHERE contype = 'f'";
const REFERENCES: &str = "SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, \
    pg_get_constraintdef(oid)) AS word FROM pg_constraint WHERE contype = 'f'";

fn words(db: &mut PgConnection, sql: &str) -> Result<Vec<String>, Error> {
    let found: Vec<Word> = diesel::sql_query(sql).load(db)?;
    Ok(found.into_iter().map(|one| one.word).collect())
}

/// Has nobody ask whether what a row names is there.
pub(super) fn without_references(db: &mut PgConnection) -> Result<(), Error> {
    for statement in words(db, NO_REFERENCES)? {
        db.batch_execute(&statement)?;
    }
    Ok(())
}

/// Moves all rows. Errors: the tables are not the same.
pub(super) fn to_server(from: &mut AnyConnection, to: &mut AnyConnection) -> Result<(), Error> {
    let (AnyConnection::Sqlite(from), AnyConnection::Postgres(to)) = (from, to) else {
        return Err(failed("not from the embedded database to a server"));
    };
    let references = words(to, REFERENCES)?;
    without_references(to)?;
    let tables: Vec<Word> = diesel::sql_query(TABLES).load(from)?;
    for Word { word: table } in tables {
        let columns: Vec<Word> = diesel::sql_query("SELECT name AS word FROM pragma_table_info(?)")
            .bind::<Text, _>(&table)
            .load(from)?;
        let pairs = columns.iter().map(|one| format!("'{0}', {0}", one.word));
        let read = format!(
            "SELECT coalesce(json_group_array(json_object({})), '[]') AS rows, max(place) AS last \
             FROM (SELECT rowid AS place, * FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT {ROWS})",
            pairs.collect::<Vec<_>>().join(", ")
        );
        let write = format!(
            "INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, $1::json)"
        );
        // Some rows are there from the beginning.
        to.batch_execute(&format!("TRUNCATE {table}"))?;
        let mut last = 0;
        loop {
            let some: Rows = diesel::sql_query(&read)
                .bind::<BigInt, _>(last)
                .get_result(from)?;
            let Some(next) = some.last else { break };
            diesel::sql_query(&write)
                .bind::<Text, _>(some.rows)
                .execute(to)?;
            last = next;
        }
    }
    for statement in references {
        to.batch_execute(&statement)?;
    }
    Ok(to.batch_execute("VACUUM ANALYZE")?)
}
