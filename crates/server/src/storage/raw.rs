//! Statements that the query language cannot say, one text for both engines: `$1`, `$2`, … each stand once and in order.

use crate::storage::connection::AnyConnection;
use crate::storage::error::Error;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use std::collections::BTreeMap;

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = Text)]
    id: String,
}

/// More indexes are not asked in one statement (SQLite's compound selects end at 500).
pub const MOST_ARMS: usize = 100;

/// The first ids of several selects of ids, each of which has that order and limit itself, and reads no further in its index.
pub fn merged(selects: &[String], order: &str, most: usize) -> String {
    if let [only] = selects {
        return only.clone();
    }
    let arms: Vec<String> = selects
        .iter()
        .enumerate()
        .map(|(number, select)| format!("SELECT id FROM ({select}) AS arm_{number}"))
        .collect();
    format!("{} ORDER BY {order} LIMIT {most}", arms.join(" UNION "))
}

/// All ids of several selects, each of which has an order and a limit itself: `id~number`, so that it is known from which select
/// each comes ([`untagged`]).
pub fn tagged(selects: &[String]) -> String {
    let arms: Vec<String> = selects
        .iter()
        .enumerate()
        .map(|(number, select)| {
            format!("SELECT id || '~{number}' AS id FROM ({select}) AS arm_{number}")
        })
        .collect();
    arms.join(" UNION ALL ")
}

/// The ids that each select of [`tagged`] has found.
pub fn untagged(found: Vec<String>) -> Result<Vec<Vec<String>>, Error> {
    let mut each: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for tagged in found {
        let Some((id, number)) = tagged.rsplit_once('~') else {
            return Err(Error::corrupt(
                "statement",
                &tagged,
                "id without its select",
            ));
        };
        let ids = each.entry(number.to_owned()).or_default();
        ids.push(id.to_owned());
    }
    Ok(each.into_values().collect())
}

/// A statement that answers nothing.
pub fn run(db: &mut AnyConnection, sql: &str) -> Result<(), Error> {
    Ok(db.batch_execute(sql)?)
}

/// A statement with values that changes rows.
pub fn change(db: &mut AnyConnection, sql: &str, binds: &[String]) -> Result<(), Error> {
    macro_rules! execute {
        ($connection:expr) => {{
            let mut query = diesel::sql_query(sql).into_boxed();
            for value in binds {
                query = query.bind::<Text, _>(value);
            }
            query.execute($connection)?
        }};
    }
    match db {
        AnyConnection::Sqlite(connection) => execute!(connection),
        AnyConnection::Postgres(connection) => execute!(connection),
    };
    Ok(())
}

/// The column `id` of what a statement finds.
pub fn ids(db: &mut AnyConnection, sql: &str, binds: &[String]) -> Result<Vec<String>, Error> {
    macro_rules! load {
        ($connection:expr) => {{
            let mut query = diesel::sql_query(sql).into_boxed();
            for value in binds {
                query = query.bind::<Text, _>(value);
            }
            query.load::<Id>($connection)?
        }};
    }
    let rows = match db {
        AnyConnection::Sqlite(connection) => load!(connection),
        AnyConnection::Postgres(connection) => load!(connection),
    };
    Ok(rows.into_iter().map(|row| row.id).collect())
}
