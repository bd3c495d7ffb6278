//! Reading what is kept of somebody, some rows at a time.

use crate::language::machine_time;
use crate::storage;
use crate::storage::{AnyConnection, Error};
use crate::store::personal_data::kept::TABLES;
use crate::store::personal_data::part::{Holds, Part, Value};
use domain::{Moment, PersonId};
use serde_json::{Map, Value as Json};

/// As many rows as are read in one go.
pub const BATCH: usize = 200;

/// Who among the deciders did something, wherever it stands in a document.
const OF_OTHERS: [&str; 4] = ["by", "rule", "passed_to", "granted_by"];

/// Names the key of a row until it is read.
const KEY: &str = "_key";

/// All that tables keep of somebody, in the order of the file.
pub fn parts() -> impl Iterator<Item = &'static Part> {
    TABLES.iter().flat_map(|(_, holds)| match holds {
        Holds::Parts(parts) => parts.iter(),
        Holds::Events | Holds::Nothing(_) => [].iter(),
    })
}

/// Rows of a part that are somebody's, after the one with that key. Out: where to go on, if there may be more.
pub fn rows(
    db: &mut AnyConnection,
    part: &Part,
    person: &PersonId,
    after: &str,
) -> Result<(Vec<Json>, Option<String>), Error> {
    let object = match db {
        AnyConnection::Sqlite(_) => "json_object",
        AnyConnection::Postgres(_) => "json_build_object",
    };
    let Part {
        table, key, whose, ..
    } = part;
    let fields: Vec<String> = part
        .fields
        .iter()
        .map(|(name, read, _)| format!(", '{name}', {read}"))
        .collect();
    let fields = fields.concat();
    let sql = format!(
        "SELECT CAST({object}('{KEY}', {key}{fields}) AS TEXT) AS id FROM {table} \
         WHERE ({whose}) AND {key} > $2 ORDER BY {key} LIMIT {BATCH}"
    );
    let found = storage::raw::ids(db, &sql, &[person.to_string(), after.to_owned()])?;
    let is_full = found.len() == BATCH;
    let mut last = None;
    let mut rows = Vec::new();
    for text in found {
        let mut row: Map<String, Json> = storage::json::value("personal data", table, &text)?;
        last = match row.remove(KEY) {
            Some(Json::String(key)) => Some(key),
            _ => None,
        };
        rows.push(put(part, row)?);
    }
    Ok((rows, last.filter(|_| is_full)))
}

/// A row as it stands in the file, without what is empty.
fn put(part: &Part, mut row: Map<String, Json>) -> Result<Json, Error> {
    let mut put = Map::new();
    for (name, _, how) in part.fields {
        let read = row.remove(*name).unwrap_or(Json::Null);
        let value = value(part.table, read, *how)?;
        if !value.is_null() {
            put.insert((*name).to_owned(), value);
        }
    }
    Ok(Json::Object(put))
}

fn value(table: &'static str, read: Json, how: Value) -> Result<Json, Error> {
    Ok(match (how, read) {
        (Value::Moment, Json::Number(at)) => {
            let at = at
                .as_i64()
                .ok_or_else(|| Error::corrupt("personal data", table, "moment"))?;
            Json::String(machine_time(Moment(at)))
        }
        // One engine has numbers for yes and no.
        (Value::Flag, Json::Number(flag)) => Json::Bool(flag.as_i64() != Some(0)),
        (Value::Document(only), Json::String(text)) => {
            document(storage::json::value("personal data", table, &text)?, only)
        }
        (_, other) => other,
    })
}

fn document(mut read: Json, only: &[&str]) -> Json {
    if let Json::Object(fields) = &mut read {
        fields.retain(|name, _| only.is_empty() || only.contains(&name.as_str()));
    }
    without_others(&mut read);
    match &read {
        Json::Object(fields) if fields.is_empty() => Json::Null,
        _ => read,
    }
}

fn without_others(read: &mut Json) {
    match read {
        Json::Object(fields) => {
            fields.retain(|name, _| !OF_OTHERS.contains(&name.as_str()));
            fields.values_mut().for_each(without_others);
        }
        Json::Array(items) => items.iter_mut().for_each(without_others),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_decided_is_left_out_of_documents_however_deep() {
        let read = serde_json::json!({
            "at": 1, "by": "per_1", "grant": {"until": null, "rule": {"id": "r"}}, "list": [{"by": "x", "n": 1}]
        });
        let all = document(read.clone(), &[]);
        assert_eq!(
            all,
            serde_json::json!({"at": 1, "grant": {"until": null}, "list": [{"n": 1}]})
        );
        assert_eq!(
            document(read.clone(), &["at"]),
            serde_json::json!({"at": 1})
        );
        assert_eq!(document(read, &["none"]), Json::Null);
    }

    #[test]
    fn every_name_in_the_file_is_given_once() {
        let mut names: Vec<&str> = parts().map(|part| part.name).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
        for part in parts() {
            assert!(!part.fields.is_empty(), "{}", part.name);
        }
    }
}
