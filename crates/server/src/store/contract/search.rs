//! The agents' list of contracts.

use crate::paging::ListPlace;
use crate::search_index;
use crate::search_index::{Window, led, narrowed};
use crate::storage::schema::{contract_terms as terms, contracts};
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::store::contract::row::ContractRow;
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::select;
use domain::contract::{Contract, ContractNumber};
use std::collections::BTreeSet;

/// A contract with all its terms.
type Found = (Contract, BTreeSet<String>);

/// A page of contracts: newest first or, where one is searched for, by what they are found by; and where the list goes on. In: a
/// number as somebody types it, or its beginning; else words, each of which begins one of a company's name or a domain.
pub fn page(
    db: &mut AnyConnection,
    typed: &str,
    from: Option<&ListPlace>,
    limit: usize,
) -> Result<(Vec<Contract>, Option<ListPlace>), Error> {
    let words = wanted(db, typed)?;
    let Some((first, others)) = words.split_first() else {
        return search_index::without_words(typed, from, limit, |from, size| {
            newest(db, from, size)
        });
    };
    let (found, next) = search_index::page(
        from,
        limit,
        |from| called(db, first, others, from),
        |place, (_, terms)| search_index::is_found(&words, terms, &place.key),
    )?;
    let found = found.into_iter().map(|(contract, _)| contract);
    Ok((found.collect(), next))
}

/// What is searched for: the number, where any begins like what was typed; else its words.
fn wanted(db: &mut AnyConnection, typed: &str) -> Result<Vec<String>, Error> {
    if let Ok(number) = ContractNumber::parse(typed) {
        let number = search_index::fold(number.as_str());
        let (from, to) = search_index::range(&number);
        let begins = terms::table
            .filter(terms::term.ge(from))
            .filter(terms::term.lt(to));
        if select(exists(begins)).get_result(db)? {
            return Ok(vec![number]);
        }
    }
    Ok(search_index::wanted(typed))
}

fn newest(
    db: &mut AnyConnection,
    from: Option<&ListPlace>,
    size: i64,
) -> Result<Vec<(ListPlace, Contract)>, Error> {
    let mut query = contracts::table
        .select(ContractRow::as_select())
        .order(contracts::id.desc())
        .limit(size)
        .into_boxed();
    if let Some(place) = from {
        query = query.filter(contracts::id.lt(place.id.clone()));
    }
    let rows: Vec<ContractRow> = query.load(db)?;
    let placed = |row: ContractRow| {
        let (key, id) = (String::new(), row.id.clone());
        Ok((ListPlace { key, id }, row.try_into()?))
    };
    rows.into_iter().map(placed).collect()
}

/// Contracts by their terms that begin with a word, and by the other words, each with all its terms; only what is found is read.
fn called(
    db: &mut AnyConnection,
    word: &str,
    others: &[String],
    from: Option<&ListPlace>,
) -> Result<Window<Found>, Error> {
    let window = led!(db, terms.contract_id, word, from);
    let ids = narrowed!(db, terms.contract_id, window.keys(), others);
    let rows: Vec<ContractRow> = contracts::table
        .filter(contracts::id.eq_any(&ids))
        .select(ContractRow::as_select())
        .load(db)?;
    let read = rows.into_iter().map(|row| {
        let contract: Contract = row.try_into()?;
        let terms = store::contract::terms::of(&contract);
        Ok((contract.id.to_string(), (contract, terms)))
    });
    Ok(window.with(read.collect::<Result<_, Error>>()?))
}
