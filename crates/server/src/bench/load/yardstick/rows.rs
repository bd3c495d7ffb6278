//! The rows that a load has left in the embedded database, written again by the engine alone into the file as it was before: those
//! that are new, those that were changed, and those that are gone.

use crate::bench::load::client::failed;
use crate::bench::load::counting::count;
use crate::bench::load::moving::TABLES;
use crate::bench::load::yardstick::engine::{GROUP, run};
use crate::bench::subject::now;
use crate::storage::{AnyConnection, Error};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use diesel::sqlite::Sqlite;
use std::path::Path;

/// Rows of at most so many writes are written again: they wait in memory.
const MOST_AGAIN: u64 = 20_000;

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
    /// Its place in the key; 0 where it is none of it.
    #[diesel(sql_type = BigInt)]
    place: i64,
}

/// A statement that takes some of the rows that wait, from one place up to another, and how many belong to one write.
struct Again {
    statement: String,
    each: f64,
}

fn all<T: QueryableByName<Sqlite> + 'static>(
    db: &mut AnyConnection,
    sql: &str,
) -> Result<Vec<T>, Error> {
    let AnyConnection::Sqlite(db) = db else {
        return Err(failed("not the embedded database"));
    };
    Ok(diesel::sql_query(sql).load(db)?)
}

/// A table, by what its rows are told from one another.
struct Table {
    name: String,
    key: Vec<String>,
    others: Vec<String>,
}

impl Table {
    fn find(db: &mut AnyConnection, name: String) -> Result<Self, Error> {
        let columns: Vec<Column> = all(
            db,
            &format!("SELECT name, pk AS place FROM pragma_table_info('{name}', 'main')"),
        )?;
        let names = |is_key: bool| {
            let some = columns.iter().filter(|one| (one.place > 0) == is_key);
            some.map(|one| one.name.clone()).collect()
        };
        let (key, others): (Vec<String>, Vec<String>) = (names(true), names(false));
        Ok(match key.is_empty() {
            // No row is ever another.
            true => Self {
                name,
                key: others,
                others: Vec::new(),
            },
            false => Self { name, key, others },
        })
    }

    fn keys(&self, of: &str) -> String {
        let of = |one: &String| format!("{of}.{one}");
        self.key.iter().map(of).collect::<Vec<_>>().join(", ")
    }

    fn same(&self, one: &str, other: &str) -> String {
        let same = |key: &String| format!("{one}.{key} = {other}.{key}");
        self.key.iter().map(same).collect::<Vec<_>>().join(" AND ")
    }

    /// Puts into memory what the later file has and this one has not, or otherwise, and what it has not any more. Out: how each is
    /// written again.
    fn again(&self, db: &mut AnyConnection, writes: u64) -> Result<Vec<Again>, Error> {
        let (name, same) = (&self.name, self.same("l", "m"));
        db.batch_execute(&format!(
            "CREATE TABLE again.{name}_new AS SELECT l.* FROM later.{name} l
                 WHERE NOT EXISTS (SELECT 1 FROM main.{name} m WHERE {same}) ORDER BY l.rowid;
             CREATE TABLE again.{name}_gone AS SELECT {keys} FROM main.{name} m
                 WHERE NOT EXISTS (SELECT 1 FROM later.{name} l WHERE {same}) ORDER BY m.rowid",
            keys = self.keys("m"),
        ))?;
        let mut statements = vec![
            (
                format!("{name}_new"),
                format!(
                    "INSERT INTO main.{name} SELECT * FROM again.{name}_new WHERE rowid > ? AND rowid <= ?"
                ),
            ),
            (
                format!("{name}_gone"),
                format!(
                    "DELETE FROM main.{name} WHERE ({}) IN (SELECT * FROM again.{name}_gone WHERE rowid > ? AND rowid <= ?)",
                    self.key.join(", ")
                ),
            ),
        ];
        let changed = self.changed(db)?;
        if !changed.is_empty() {
            let set = changed.iter().map(|one| format!("{one} = a.{one}"));
            statements.push((
                format!("{name}_changed"),
                format!(
                    "UPDATE main.{name} SET {} FROM again.{name}_changed a WHERE a.rowid > ? AND a.rowid <= ? AND {}",
                    set.collect::<Vec<_>>().join(", "),
                    self.same(name, "a")
                ),
            ));
        }
        let mut found = Vec::new();
        for (rows, statement) in statements {
            let rows = count(db, &format!("SELECT count(*) AS count FROM again.{rows}"))?;
            if rows > 0 {
                let each = rows as f64 / writes.max(1) as f64;
                found.push(Again { statement, each });
            }
        }
        Ok(found)
    }

    /// Puts into memory the rows that have changed. Out: the columns in which any of them has.
    fn changed(&self, db: &mut AnyConnection) -> Result<Vec<String>, Error> {
        if self.others.is_empty() {
            return Ok(Vec::new());
        }
        let (name, same) = (&self.name, self.same("l", "m"));
        let differ = |one: &String| format!("l.{one} IS NOT m.{one}");
        let differ: Vec<String> = self.others.iter().map(differ).collect();
        db.batch_execute(&format!(
            "CREATE TABLE again.{name}_changed AS SELECT l.* FROM later.{name} l JOIN main.{name} m ON {same}
                 WHERE {} ORDER BY l.rowid",
            differ.join(" OR ")
        ))?;
        let mut changed = Vec::new();
        for one in &self.others {
            let rows = count(
                db,
                &format!(
                    "SELECT count(*) AS count FROM again.{name}_changed l JOIN main.{name} m ON {same} WHERE l.{one} IS NOT m.{one}"
                ),
            )?;
            if rows > 0 {
                changed.push(one.clone());
            }
        }
        Ok(changed)
    }
}

/// Writes again what a later file has. In: the file as it was before, and how many writes lie between. Out: how many writes' worth in a
/// second.
pub(in crate::bench::load) fn again(
    db: &mut AnyConnection,
    later: &Path,
    writes: u64,
) -> Result<f64, Error> {
    // At its best: rows come out of memory, and nobody asks whether what they name is there.
    db.batch_execute(&format!(
        "PRAGMA foreign_keys = OFF; ATTACH ':memory:' AS again; ATTACH '{}' AS later",
        later.to_string_lossy().replace('\'', "''")
    ))?;
    let tables: Vec<Word> = all(db, TABLES)?;
    let mut statements = Vec::new();
    for Word { word } in tables {
        statements.extend(Table::find(db, word)?.again(db, writes)?);
    }
    db.batch_execute("DETACH later")?;
    let (most, began, mut number) = (writes.min(MOST_AGAIN), now(), 0);
    while number < most {
        db.batch_execute("BEGIN IMMEDIATE")?;
        let to = (number + GROUP).min(most);
        for one in number..to {
            for Again { statement, each } in &statements {
                let up_to = |number: u64| (number as f64 * each) as i64;
                if up_to(one) < up_to(one + 1) {
                    run(db, statement, [up_to(one), up_to(one + 1)])?;
                }
            }
        }
        number = to;
        db.batch_execute("COMMIT")?;
    }
    Ok(most as f64 / began.elapsed().as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::database_address::DatabasePlace;
    use crate::storage::{Use, open};

    #[test]
    fn what_is_written_again_is_what_is_there_later() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        let connect = |name: &str| open(&DatabasePlace::Sqlite(file(name)), Use::Write).unwrap();
        for name in ["before.db", "after.db"] {
            connect(name)
                .batch_execute(
                    "CREATE TABLE one (id TEXT PRIMARY KEY, a TEXT, b TEXT);
                     CREATE TABLE pairs (a TEXT, b TEXT, PRIMARY KEY (a, b));
                     INSERT INTO one VALUES ('1', 'x', 'y'), ('2', 'x', NULL), ('3', 'x', 'y');
                     INSERT INTO pairs VALUES ('1', '1'), ('1', '2')",
                )
                .unwrap();
        }
        connect("after.db")
            .batch_execute(
                "UPDATE one SET b = 'z' WHERE id = '2'; DELETE FROM one WHERE id = '3';
                 INSERT INTO one VALUES ('4', 'x', 'y'), ('5', NULL, NULL);
                 DELETE FROM pairs WHERE b = '1'; INSERT INTO pairs VALUES ('2', '2')",
            )
            .unwrap();
        let mut before = connect("before.db");
        assert!(again(&mut before, &file("after.db"), 2).unwrap() > 0.0);
        drop(before);
        let rows = "SELECT (SELECT group_concat(id || '/' || coalesce(a, '-') || '/' || coalesce(b, '-'), ' ' ORDER BY id) FROM one)
            || ' ' || (SELECT group_concat(a || '+' || b, ' ' ORDER BY a, b) FROM pairs) AS word";
        let [before, after]: [Vec<Word>; 2] =
            ["before.db", "after.db"].map(|name| all(&mut connect(name), rows).unwrap());
        assert_eq!(before[0].word, after[0].word);
        assert_eq!(after[0].word, "1/x/y 2/x/z 4/x/y 5/-/- 1+2 2+2");
    }
}
