//! The tables from outside: a connection of one's own, plain SQL, and what `src/storage/schema.rs` says of them.

use super::engine::{empty_database, server};
use super::{Engine, Office};
use diesel::QueryableByName;
use diesel::prelude::*;
use diesel::sql_types::Text;
use parvis::config::database_address::DatabasePlace;
use parvis::storage::{AnyConnection, Use, open};

/// A table as the queries know it.
pub struct Table {
    pub name: &'static str,
    pub key: &'static str,
    /// Name and kind, such as `Nullable<Text>`.
    pub columns: Vec<(&'static str, &'static str)>,
}

/// What the queries know, read from their source.
pub fn known() -> Vec<Table> {
    let source = include_str!("../../src/storage/schema.rs");
    let blocks = source.split("diesel::table! {").skip(1);
    blocks
        .map(|block| table(block.split("\n}").next().unwrap()))
        .collect()
}

fn table(block: &'static str) -> Table {
    let mut lines = block.lines().map(str::trim).filter(|line| !line.is_empty());
    let (name, rest) = lines.next().unwrap().split_once(" (").unwrap();
    let key = rest.split(')').next().unwrap();
    let columns = lines
        .filter_map(|line| line.trim_end_matches(',').split_once(" -> "))
        .collect();
    Table { name, key, columns }
}

/// A program of its own on the same database.
pub fn another_program(office: &Office) -> AnyConnection {
    connect(&office.app.config.place())
}

pub fn connect(place: &DatabasePlace) -> AnyConnection {
    open(place, Use::Write).unwrap()
}

/// A database without any table. A folder is needed only by the embedded one.
pub fn empty_place(engine: &Engine, folder: &std::path::Path) -> DatabasePlace {
    match engine {
        Engine::Sqlite => engine.new_place(folder),
        Engine::Postgres(url) => server(&empty_database(url)),
    }
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// The text column `line` of a query.
pub fn lines(db: &mut AnyConnection, query: &str) -> Vec<String> {
    let rows: Vec<Line> = diesel::sql_query(query)
        .load(db)
        .unwrap_or_else(|fault| panic!("{fault}: {query}"));
    rows.into_iter().map(|row| row.line).collect()
}

/// How many rows a table has, perhaps with a condition.
pub fn count(db: &mut AnyConnection, rows: &str) -> usize {
    lines(
        db,
        &format!("SELECT CAST(count(*) AS TEXT) AS line FROM {rows}"),
    )[0]
    .parse()
    .unwrap()
}
