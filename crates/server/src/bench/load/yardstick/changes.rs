//! The rows that a load has left on a server, as statements that write them again, those of each write together.

use crate::bench::load::client::failed;
use crate::storage::{AnyConnection, Error};
use diesel::prelude::*;
use diesel::sql_types::Text;
use std::collections::HashMap;

/// A row: the text of each column, none where there is nothing.
type Row = Vec<Option<String>>;

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

fn words(db: &mut AnyConnection, sql: &str) -> Result<Vec<String>, Error> {
    let AnyConnection::Postgres(db) = db else {
        return Err(failed("not a server"));
    };
    let found: Vec<Word> = diesel::sql_query(sql).load(db)?;
    Ok(found.into_iter().map(|one| one.word).collect())
}

/// The tables but for those that say which tables there are.
const TABLES: &str = "SELECT relname::text AS word FROM pg_class WHERE relkind = 'r' \
    AND relnamespace = 'public'::regnamespace AND relname NOT LIKE '\\_\\_%' ORDER BY relname";

struct Table {
    name: String,
    columns: Vec<String>,
    /// The places of those by which rows are told from one another.
    key: Vec<usize>,
}

impl Table {
    fn find(db: &mut AnyConnection, name: String) -> Result<Self, Error> {
        let found = words(
            db,
            &format!(
                "SELECT attname || CASE WHEN attnum = ANY (coalesce((SELECT indkey::int2[] FROM pg_index \
                     WHERE indrelid = attrelid AND indisprimary), '{{}}')) THEN '*' ELSE '' END AS word \
                 FROM pg_attribute WHERE attrelid = '{name}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
            ),
        )?;
        let is_key = |(place, word): (usize, &String)| word.ends_with('*').then_some(place);
        let key: Vec<usize> = found.iter().enumerate().filter_map(is_key).collect();
        let columns: Vec<String> = found
            .iter()
            .map(|word| word.trim_end_matches('*').to_owned())
            .collect();
        let key = match key.is_empty() {
            true => (0..columns.len()).collect(),
            false => key,
        };
        Ok(Self { name, columns, key })
    }

    fn rows(&self, db: &mut AnyConnection) -> Result<HashMap<Row, Row>, Error> {
        let texts = self.columns.iter().map(|one| format!("{one}::text"));
        let texts: Vec<String> = texts.collect();
        let sql = format!(
            "SELECT json_build_array({})::text AS word FROM {}",
            texts.join(", "),
            self.name
        );
        let mut rows = HashMap::new();
        for word in words(db, &sql)? {
            let row: Row = serde_json::from_str(&word).map_err(failed)?;
            rows.insert(self.key_of(&row), row);
        }
        Ok(rows)
    }

    fn key_of(&self, row: &Row) -> Row {
        let keys = self.key.iter().map(|place| row.get(*place).cloned());
        keys.map(Option::flatten).collect()
    }

    fn where_it_is(&self, key: &Row) -> String {
        let each = self.key.iter().zip(key).filter_map(|(place, value)| {
            Some(format!("{} = {}", self.columns.get(*place)?, quoted(value)))
        });
        each.collect::<Vec<_>>().join(" AND ")
    }

    fn inserted(&self, rows: &[Row]) -> String {
        let tuple = |row: &Row| {
            let values: Vec<String> = row.iter().map(quoted).collect();
            format!("({})", values.join(", "))
        };
        let tuples: Vec<String> = rows.iter().map(tuple).collect();
        format!("INSERT INTO {} VALUES {}", self.name, tuples.join(", "))
    }

    fn changed(&self, key: &Row, before: &Row, after: &Row) -> String {
        let pairs = self.columns.iter().zip(before.iter().zip(after));
        let set = pairs.filter(|(_, (before, after))| before != after);
        let set: Vec<String> = set
            .map(|(column, (_, after))| format!("{column} = {}", quoted(after)))
            .collect();
        let (name, is) = (&self.name, self.where_it_is(key));
        format!("UPDATE {name} SET {} WHERE {is}", set.join(", "))
    }
}

/// As it stands in a statement.
fn quoted(value: &Option<String>) -> String {
    match value {
        None => "NULL".into(),
        Some(text) => format!("'{}'", text.replace('\'', "''")),
    }
}

/// What each of so many writes would write. In: the database as it was before, and after.
pub(in crate::bench::load) fn units(
    before: &mut AnyConnection,
    after: &mut AnyConnection,
    writes: u64,
) -> Result<Vec<Vec<String>>, Error> {
    let mut units: Vec<Vec<String>> = vec![Vec::new(); writes as usize];
    for name in words(after, TABLES)? {
        let table = Table::find(after, name)?;
        let (old, new) = (table.rows(before)?, table.rows(after)?);
        let mut inserted: Vec<Row> = Vec::new();
        let mut others: Vec<String> = Vec::new();
        for (key, row) in &new {
            match old.get(key) {
                None => inserted.push(row.clone()),
                Some(before) if before != row => others.push(table.changed(key, before, row)),
                Some(_) => {}
            }
        }
        for key in old.keys().filter(|key| !new.contains_key(*key)) {
            others.push(format!(
                "DELETE FROM {} WHERE {}",
                table.name,
                table.where_it_is(key)
            ));
        }
        // Ids rise with time, so that what was written together stands together.
        inserted.sort();
        for (unit, rows) in shared(&inserted, writes) {
            units[unit].push(table.inserted(rows));
        }
        others.sort();
        for (unit, statements) in shared(&others, writes) {
            units[unit].extend_from_slice(statements);
        }
    }
    Ok(units)
}

/// Deals things out to so many, in order. Out: to whom, and what of it.
fn shared<T>(all: &[T], among: u64) -> impl Iterator<Item = (usize, &[T])> {
    let each = all.len() as f64 / among.max(1) as f64;
    let up_to = move |number: u64| ((number as f64 * each).round() as usize).min(all.len());
    let parts = (0..among).map(move |one| (one as usize, &all[up_to(one)..up_to(one + 1)]));
    parts.filter(|(_, some)| !some.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_dealt_out_to_the_last() {
        let all: Vec<u32> = (0..10).collect();
        for among in [1, 3, 4, 10, 25] {
            let dealt: Vec<u32> = shared(&all, among)
                .flat_map(|(to, some)| {
                    assert!(to < among as usize);
                    some.to_vec()
                })
                .collect();
            assert_eq!(dealt, all);
        }
        assert_eq!(shared(&[0; 0], 5).count(), 0);
    }

    #[test]
    fn values_are_quoted() {
        let table = Table {
            name: "t".into(),
            columns: vec!["a".into(), "b".into()],
            key: vec![0],
        };
        let row = |a: &str, b: Option<&str>| vec![Some(a.to_owned()), b.map(str::to_owned)];
        let (before, after) = (row("1", None), row("1", Some("it's")));
        assert_eq!(
            table.inserted(&[before.clone(), after.clone()]),
            "INSERT INTO t VALUES ('1', NULL), ('1', 'it''s')"
        );
        assert_eq!(
            table.changed(&table.key_of(&after), &before, &after),
            "UPDATE t SET b = 'it''s' WHERE a = '1'"
        );
    }
}
