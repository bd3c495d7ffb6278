//! Finding people by how a name, a user ID or an address begins.

use crate::storage::schema::{email_addresses, people};
use crate::storage::{AnyConnection, Error};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use domain::PersonId;
use std::collections::BTreeSet;

/// The people whose full name, user ID or e-mail address begins with `typed`, capitals or not: at most `limit` of each.
pub fn beginning_with(
    db: &mut AnyConnection,
    typed: &str,
    limit: i64,
) -> Result<Vec<PersonId>, Error> {
    let typed = typed.trim();
    // Nobody is called so, and PostgreSQL takes no NUL in a text.
    if typed.is_empty() || typed.contains('\0') {
        return Ok(Vec::new());
    }
    let mut found = BTreeSet::new();
    for start in spellings(typed) {
        let end = format!("{start}\u{10ffff}");
        let named = people::table
            .filter(sql::<Bool>("lower(full_name) COLLATE \"BINARY\" >= ").bind::<Text, _>(&start))
            .filter(sql::<Bool>("lower(full_name) COLLATE \"BINARY\" < ").bind::<Text, _>(&end));
        found.extend(named.select(people::id).limit(limit).load::<String>(db)?);
    }
    let (start, end) = (
        typed.to_lowercase(),
        format!("{}\u{10ffff}", typed.to_lowercase()),
    );
    let known = people::table
        .filter(sql::<Bool>("user_id COLLATE \"BINARY\" >= ").bind::<Text, _>(&start))
        .filter(sql::<Bool>("user_id COLLATE \"BINARY\" < ").bind::<Text, _>(&end));
    found.extend(known.select(people::id).limit(limit).load::<String>(db)?);
    let reached = email_addresses::table
        .filter(sql::<Bool>("key COLLATE \"BINARY\" >= ").bind::<Text, _>(&start))
        .filter(sql::<Bool>("key COLLATE \"BINARY\" < ").bind::<Text, _>(&end));
    let owners = reached.select(email_addresses::person_id).limit(limit);
    found.extend(owners.load::<String>(db)?);
    let id = |id: String| {
        id.parse()
            .map_err(|_| Error::corrupt("person", &id.clone(), "id"))
    };
    found.into_iter().map(id).collect()
}

/// How the database may have folded the beginning of a name: SQLite's `lower` knows A to Z only, so that É stays É.
fn spellings(typed: &str) -> BTreeSet<String> {
    let plain = typed.to_ascii_lowercase();
    let mut letters = typed.chars();
    let capital = letters.next().map(|first| {
        let rest = letters.as_str().to_lowercase();
        format!(
            "{}{rest}",
            first
                .to_uppercase()
                .collect::<String>()
                .to_ascii_lowercase()
        )
    });
    [typed.to_lowercase(), plain]
        .into_iter()
        .chain(capital)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_whatever_the_case() {
        assert!(spellings("élodie").contains("Élodie"));
        assert!(spellings("ÉLODIE").contains("élodie"));
        assert_eq!(spellings("Cam").into_iter().collect::<Vec<_>>(), ["cam"]);
    }
}
