//! What agents find contracts by: each of their numbers, their domains, and the words of the companies' names.

use crate::search_index::{Indexed, MOST_TERMS, all_encoded, fold, indexed, pairs, stale, words};
use crate::storage::schema::{contract_terms as terms, contracts};
use crate::storage::{Error, Tx, insert};
use crate::store::contract::row::ContractRow;
use diesel::prelude::*;
use domain::contract::Contract;
use std::collections::BTreeSet;

/// Rows in one statement, far fewer values than either engine takes.
const ROWS: usize = 1000;

/// The terms of a contract.
pub fn of(contract: &Contract) -> BTreeSet<String> {
    let agreed = &contract.agreed;
    let numbers = agreed.numbers().map(|number| fold(number.as_str()));
    let mut all: BTreeSet<String> = numbers.collect();
    for domain in &agreed.domains {
        all.extend(words(domain.as_str()));
    }
    for name in [Some(&agreed.company), agreed.parent.as_ref()]
        .into_iter()
        .flatten()
    {
        all.extend(words(name).into_iter().take(MOST_TERMS));
    }
    all
}

/// Makes a contract that is new, or was forgotten, findable by what it says.
pub fn add(tx: &mut Tx, contract: &Contract) -> Result<(), Error> {
    let id = contract.id.to_string();
    let all = Indexed::from([(id.clone(), all_encoded(&of(contract)))]);
    insert_all(tx, &all, &[id])
}

/// As if these contracts had never been indexed.
pub fn forget(tx: &mut Tx, ids: &[String]) -> Result<(), Error> {
    diesel::delete(terms::table.filter(terms::contract_id.eq_any(ids))).execute(tx.db)?;
    Ok(())
}

/// Indexes these of the contracts anew.
fn put(tx: &mut Tx, all: &Indexed, ids: &[String]) -> Result<(), Error> {
    forget(tx, ids)?;
    insert_all(tx, all, ids)
}

fn insert_all(tx: &mut Tx, all: &Indexed, ids: &[String]) -> Result<(), Error> {
    let rows: Vec<_> = pairs(all, ids)
        .map(|(term, id)| (terms::term.eq(term), terms::contract_id.eq(id)))
        .collect();
    for rows in rows.chunks(ROWS) {
        insert!(tx.db, terms::table, rows)?;
    }
    Ok(())
}

/// What should be indexed of contracts.
fn should_be(rows: Vec<ContractRow>) -> Result<Indexed, Error> {
    rows.into_iter()
        .map(|row| {
            let contract: Contract = row.try_into()?;
            Ok((contract.id.to_string(), all_encoded(&of(&contract))))
        })
        .collect()
}

/// Indexes contracts after the one named that are not indexed as they should be. Out: the last that was looked at.
pub fn fill(tx: &mut Tx, after: &str, limit: i64) -> Result<Option<String>, Error> {
    let rows: Vec<ContractRow> = contracts::table
        .filter(contracts::id.gt(after))
        .order(contracts::id)
        .limit(limit)
        .select(ContractRow::as_select())
        .load(tx.db)?;
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let should_be = should_be(rows)?;
    let is = terms::table
        .filter(terms::contract_id.eq_any(&ids))
        .select((terms::contract_id, terms::term))
        .load(tx.db)?;
    put(tx, &should_be, &stale(&indexed(is), &should_be))?;
    Ok(ids.last().cloned())
}
