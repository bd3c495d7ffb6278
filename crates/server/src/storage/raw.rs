//! Statements that the query language cannot say, one text for both engines: `$1`, `$2`, … each stand once and in order.

use super::{AnyConnection, Error};
use diesel::prelude::*;
use diesel::sql_types::Text;

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = Text)]
    id: String,
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
