//! What accounts are found by throughout the installation: the words of their names, and the identifiers they are known by.

use crate::search_index::{Indexed, MOST_TERMS, all_encoded, indexed, pairs, stale, words};
use crate::storage::schema::{account_identifiers, smart_account_terms as terms, smart_accounts};
use crate::storage::{AnyConnection, Error, Tx, insert};
use diesel::prelude::*;
use domain::SmartAccountId;
use std::collections::{BTreeMap, BTreeSet};

/// Rows in one statement, far fewer values than either engine takes.
const ROWS: usize = 1000;

/// The terms of each of several accounts.
pub fn of_accounts(
    db: &mut AnyConnection,
    ids: &[String],
) -> Result<BTreeMap<String, BTreeSet<String>>, Error> {
    let named: Vec<(String, String)> = smart_accounts::table
        .filter(smart_accounts::id.eq_any(ids))
        .select((smart_accounts::id, smart_accounts::name))
        .load(db)?;
    let known: Vec<(String, String)> = account_identifiers::table
        .filter(account_identifiers::account_id.eq_any(ids))
        .select((
            account_identifiers::account_id,
            account_identifiers::identifier,
        ))
        .load(db)?;
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (id, name) in named {
        let own = words(&name).into_iter().take(MOST_TERMS);
        all.entry(id).or_default().extend(own);
    }
    for (id, identifier) in known {
        all.entry(id).or_default().extend(words(&identifier));
    }
    Ok(all)
}

/// Makes an account findable by what it is called now.
pub fn follow(tx: &mut Tx, account: &SmartAccountId) -> Result<(), Error> {
    let id = [account.to_string()];
    let all = should_be(tx.db, &id)?;
    put(tx, &all, &id)
}

fn should_be(db: &mut AnyConnection, ids: &[String]) -> Result<Indexed, Error> {
    let all = of_accounts(db, ids)?;
    Ok(all
        .into_iter()
        .map(|(id, terms)| (id, all_encoded(&terms)))
        .collect())
}

/// Indexes these of the accounts anew.
fn put(tx: &mut Tx, all: &Indexed, ids: &[String]) -> Result<(), Error> {
    diesel::delete(terms::table.filter(terms::account_id.eq_any(ids))).execute(tx.db)?;
    let rows: Vec<_> = pairs(all, ids)
        .map(|(term, id)| (terms::term.eq(term), terms::account_id.eq(id)))
        .collect();
    for rows in rows.chunks(ROWS) {
        insert!(tx.db, terms::table, rows)?;
    }
    Ok(())
}

/// Indexes accounts after the one named that are not indexed as they should be. Out: the last that was looked at.
pub fn fill(tx: &mut Tx, after: &str, limit: i64) -> Result<Option<String>, Error> {
    let ids: Vec<String> = smart_accounts::table
        .filter(smart_accounts::id.gt(after))
        .order(smart_accounts::id)
        .limit(limit)
        .select(smart_accounts::id)
        .load(tx.db)?;
    let should_be = should_be(tx.db, &ids)?;
    let is = terms::table
        .filter(terms::account_id.eq_any(&ids))
        .select((terms::account_id, terms::term))
        .load(tx.db)?;
    put(tx, &should_be, &stale(&indexed(is), &should_be))?;
    Ok(ids.last().cloned())
}
