//! What the two databases say differently.

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
