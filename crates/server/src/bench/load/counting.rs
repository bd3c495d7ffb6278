//! A number that a database answers with.

use crate::storage::{AnyConnection, Error};
use diesel::prelude::*;
use diesel::sql_types::BigInt;

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// What a statement finds in its column `count`.
pub(super) fn count(db: &mut AnyConnection, sql: &str) -> Result<i64, Error> {
    let query = diesel::sql_query(sql);
    let found: Count = match db {
        AnyConnection::Sqlite(db) => query.get_result(db)?,
        AnyConnection::Postgres(db) => query.get_result(db)?,
    };
    Ok(found.count)
}
