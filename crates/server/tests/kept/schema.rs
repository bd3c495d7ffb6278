//! The tables: the same on both engines, and as the queries know them.

use crate::support::Engine;
use crate::tables::{connect, count, empty_place, known, lines};
use parvis::config::database_address::DatabasePlace;
use parvis::storage;
use parvis::storage::AnyConnection;
use std::collections::BTreeSet;
use std::path::Path;

/// One line for each column, key, index and reference.
type Traits = BTreeSet<String>;

/// A table of the product, not one that keeps note of migrations.
const SQLITE_TABLES: &str =
    "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 2) <> '__'";
const POSTGRES_TABLES: &str = "SELECT c.oid, c.relname AS name FROM pg_class c WHERE c.relkind = 'r' \
    AND c.relnamespace = 'public'::regnamespace AND left(c.relname, 2) <> '__'";

const SQLITE_COLUMNS: &str = r#"
    SELECT t.name || '.' || c.name || ' ' || CASE WHEN c."notnull" THEN '' ELSE 'Nullable ' END
        || replace(replace(replace(replace(c.type, 'TEXT', 'Text'), 'BIGINT', 'BigInt'), 'BOOLEAN', 'Bool'), 'BYTEA', 'Binary') AS line
    FROM ({tables}) t, pragma_table_info(t.name) c"#;
const POSTGRES_COLUMNS: &str = "
    SELECT t.name || '.' || a.attname || ' ' || CASE WHEN a.attnotnull THEN '' ELSE 'Nullable ' END
        || replace(replace(replace(replace(format_type(a.atttypid, a.atttypmod), 'text', 'Text'), 'bigint', 'BigInt'), 'boolean', 'Bool'), 'bytea', 'Binary') AS line
    FROM ({tables}) t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped";

const SQLITE_KEYS: &str = "
    SELECT t.name || ' is keyed by ' || (SELECT group_concat(name, ', ')
        FROM (SELECT name FROM pragma_table_info(t.name) WHERE pk > 0 ORDER BY pk)) AS line
    FROM ({tables}) t";
const POSTGRES_KEYS: &str = "
    SELECT t.name || ' is keyed by ' || (SELECT string_agg(a.attname, ', ' ORDER BY k.place)
        FROM unnest(x.conkey) WITH ORDINALITY k (attnum, place)
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum) AS line
    FROM ({tables}) t JOIN pg_constraint x ON x.conrelid = t.oid AND x.contype = 'p'";

// An index that a constraint made has a name of the engine's choice, and one on an expression has no column to name.
const SQLITE_INDEXES: &str = r#"
    SELECT CASE l.origin WHEN 'c' THEN l.name ELSE 'an index' END || ' on ' || t.name || ' (' || (
        SELECT group_concat(coalesce(name, 'expression'), ', ')
        FROM (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno)) || ')'
        || CASE WHEN l."unique" THEN ', unique' ELSE '' END || CASE WHEN l.partial THEN ', partial' ELSE '' END AS line
    FROM ({tables}) t, pragma_index_list(t.name) l"#;
const POSTGRES_INDEXES: &str = "
    SELECT CASE WHEN x.oid IS NULL THEN c.relname ELSE 'an index' END || ' on ' || t.name || ' (' || (
        SELECT string_agg(coalesce(a.attname, 'expression'), ', ' ORDER BY k.place)
        FROM unnest(i.indkey::int2[]) WITH ORDINALITY k (attnum, place)
        LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum AND k.attnum > 0) || ')'
        || CASE WHEN i.indisunique THEN ', unique' ELSE '' END
        || CASE WHEN i.indpred IS NULL THEN '' ELSE ', partial' END AS line
    FROM ({tables}) t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class c ON c.oid = i.indexrelid
    LEFT JOIN pg_constraint x ON x.conindid = c.oid AND x.contype IN ('p', 'u')";

const SQLITE_REFERENCES: &str = r#"
    SELECT t.name || '.' || f."from" || ' refers to ' || f."table" || '.' || f."to" AS line
    FROM ({tables}) t, pragma_foreign_key_list(t.name) f"#;
const POSTGRES_REFERENCES: &str = "
    SELECT t.name || '.' || a.attname || ' refers to ' || o.relname || '.' || b.attname AS line
    FROM ({tables}) t JOIN pg_constraint x ON x.conrelid = t.oid AND x.contype = 'f'
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.conkey[1]
    JOIN pg_class o ON o.oid = x.confrelid
    JOIN pg_attribute b ON b.attrelid = o.oid AND b.attnum = x.confkey[1]";

fn traits(db: &mut AnyConnection, sqlite: &str, postgres: &str) -> Traits {
    let query = match db {
        AnyConnection::Sqlite(_) => sqlite.replace("{tables}", SQLITE_TABLES),
        AnyConnection::Postgres(_) => postgres.replace("{tables}", POSTGRES_TABLES),
    };
    let found = lines(db, &query);
    let distinct: Traits = found.iter().cloned().collect();
    assert_eq!(found.len(), distinct.len(), "twice the same: {found:#?}");
    assert!(!distinct.is_empty());
    distinct
}

fn columns(db: &mut AnyConnection) -> Traits {
    let mut all = traits(db, SQLITE_COLUMNS, POSTGRES_COLUMNS);
    all.extend(traits(db, SQLITE_KEYS, POSTGRES_KEYS));
    all
}

fn everything(db: &mut AnyConnection) -> Traits {
    let mut all = columns(db);
    all.extend(traits(db, SQLITE_INDEXES, POSTGRES_INDEXES));
    all.extend(traits(db, SQLITE_REFERENCES, POSTGRES_REFERENCES));
    all
}

/// Columns and keys as the queries know them.
fn known_columns() -> Traits {
    let of_table = |table: &crate::tables::Table| {
        let columns = table.columns.iter().map(|(name, kind)| {
            let kind = kind
                .strip_prefix("Nullable<")
                .map_or((*kind).to_owned(), |inner| {
                    format!("Nullable {}", &inner[..inner.len() - 1])
                });
            format!("{}.{name} {kind}", table.name)
        });
        columns
            .chain([format!("{} is keyed by {}", table.name, table.key)])
            .collect::<Vec<_>>()
    };
    known().iter().flat_map(of_table).collect()
}

fn same(left: &Traits, right: &Traits) {
    let only = |one: &Traits, other: &Traits| one.difference(other).cloned().collect::<Vec<_>>();
    assert_eq!(
        (only(left, right), only(right, left)),
        (Vec::new(), Vec::new())
    );
}

/// A database with its tables, just made.
fn migrated(engine: &Engine, folder: &Path) -> AnyConnection {
    let mut db = connect(&empty_place(engine, folder));
    assert!(!storage::migrations::run(&mut db).unwrap().is_empty());
    db
}

#[test]
fn the_queries_know_every_column_of_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    same(
        &columns(&mut migrated(&Engine::Sqlite, folder.path())),
        &known_columns(),
    );
}

#[test]
fn the_queries_know_every_column_of_postgres() {
    let (Some(engine), folder) = (Engine::postgres(), tempfile::tempdir().unwrap()) else {
        return;
    };
    same(
        &columns(&mut migrated(&engine, folder.path())),
        &known_columns(),
    );
}

#[test]
fn columns_indexes_and_references_are_the_same_on_both_engines() {
    let (Some(engine), folder) = (Engine::postgres(), tempfile::tempdir().unwrap()) else {
        return;
    };
    let sqlite = everything(&mut migrated(&Engine::Sqlite, folder.path()));
    same(&sqlite, &everything(&mut migrated(&engine, folder.path())));
}

/// What was applied, and all that it made.
fn state(db: &mut AnyConnection) -> (Vec<String>, Traits) {
    let notes = "SELECT version || ' ' || CAST(run_on AS TEXT) AS line FROM __diesel_schema_migrations ORDER BY version";
    (lines(db, notes), everything(db))
}

fn migrating_again_changes_nothing(engine: &Engine) {
    let folder = tempfile::tempdir().unwrap();
    let mut db = migrated(engine, folder.path());
    let before = state(&mut db);
    assert_eq!(
        storage::migrations::run(&mut db).unwrap(),
        Vec::<String>::new()
    );
    assert_eq!(state(&mut db), before);
}

#[test]
fn migrating_sqlite_again_changes_nothing() {
    migrating_again_changes_nothing(&Engine::Sqlite);
}

#[test]
fn migrating_postgres_again_changes_nothing() {
    if let Some(engine) = Engine::postgres() {
        migrating_again_changes_nothing(&engine);
    }
}

/// Several nodes start at the same moment on a database without tables: one makes them, nobody fails.
fn nodes_start_at_once(engine: &Engine) {
    const NODES: usize = 6;
    let folder = tempfile::tempdir().unwrap();
    let place = empty_place(engine, folder.path());
    let ready = std::sync::Barrier::new(NODES);
    let node = |place: &DatabasePlace| {
        ready.wait();
        storage::migrations::run(&mut connect(place)).unwrap().len()
    };
    let mut applied: Vec<usize> = std::thread::scope(|scope| {
        let nodes: Vec<_> = (0..NODES).map(|_| scope.spawn(|| node(&place))).collect();
        nodes.into_iter().map(|node| node.join().unwrap()).collect()
    });
    applied.sort();
    let mut db = connect(&place);
    assert_eq!(applied[..NODES - 1], [0; NODES - 1]);
    assert_eq!(
        applied[NODES - 1],
        count(&mut db, "__diesel_schema_migrations")
    );
    same(&columns(&mut db), &known_columns());
}

#[test]
fn several_nodes_may_start_at_once_on_an_empty_sqlite() {
    nodes_start_at_once(&Engine::Sqlite);
}

#[test]
fn several_nodes_may_start_at_once_on_an_empty_postgres() {
    if let Some(engine) = Engine::postgres() {
        nodes_start_at_once(&engine);
    }
}
