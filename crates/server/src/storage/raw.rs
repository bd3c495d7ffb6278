//! Statements that the query language cannot say, one text for both engines: `$1`, `$2`, … each stand once and in order.

use super::{AnyConnection, Error};
use diesel::prelude::*;
use diesel::sql_types::Text;

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
