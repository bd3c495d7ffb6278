//! What the two databases say differently, and what is said to both in the same words.

use diesel::expression::SqlLiteral;
use diesel::sql_types::Text;

/// A word that a partial index names, said in the statement itself: of a value that is bound no plan that is kept can know that it is
/// that word. In: one of the program's own, of letters and hyphens.
pub(crate) fn fixed(word: &'static str) -> SqlLiteral<Text> {
    debug_assert!(
        word.bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    );
    diesel::dsl::sql(&format!("'{word}'"))
}

/// Asks one engine or the other with a statement of its own type, which Diesel keeps by that: through both doors at once the text of
/// a statement is put together three times for each run. For what every page and every submission asks.
macro_rules! directly {
    ($db:expr, $connection:ident => $asked:expr) => {
        match $db {
            $crate::storage::AnyConnection::Sqlite($connection) => $asked,
            $crate::storage::AnyConnection::Postgres($connection) => $asked,
        }
    };
}

pub(crate) use directly;

/// Inserts one row or many; the one place where the engines need a statement each.
macro_rules! insert {
    ($db:expr, $table:expr, $rows:expr) => {
        match $db {
            $crate::storage::AnyConnection::Sqlite(connection) => diesel::insert_into($table)
                .values($rows)
                .execute(connection),
            $crate::storage::AnyConnection::Postgres(connection) => diesel::insert_into($table)
                .values($rows)
                .execute(connection),
        }
    };
}

pub(crate) use insert;

/// Inserts rows, but for those that are there.
macro_rules! insert_missing {
    ($db:expr, $table:expr, $rows:expr) => {
        match $db {
            $crate::storage::AnyConnection::Sqlite(connection) => {
                diesel::insert_or_ignore_into($table)
                    .values($rows)
                    .execute(connection)
            }
            $crate::storage::AnyConnection::Postgres(connection) => diesel::insert_into($table)
                .values($rows)
                .on_conflict_do_nothing()
                .execute(connection),
        }
    };
}

pub(crate) use insert_missing;

/// Inserts a row, or changes the one with the same key.
macro_rules! upsert {
    ($db:expr, $table:expr, $row:expr, $key:expr, $change:expr) => {
        match $db {
            $crate::storage::AnyConnection::Sqlite(connection) => diesel::insert_into($table)
                .values($row)
                .on_conflict($key)
                .do_update()
                .set($change)
                .execute(connection),
            $crate::storage::AnyConnection::Postgres(connection) => diesel::insert_into($table)
                .values($row)
                .on_conflict($key)
                .do_update()
                .set($change)
                .execute(connection),
        }
    };
}

pub(crate) use upsert;
