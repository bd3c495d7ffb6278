//! What requests are found by: the words of the applicant's name and organisation, the user ID, the addresses.

use crate::membership::index::MOST_TERMS;
use crate::person;
pub(super) use crate::search_index::range;
use crate::search_index::{indexed, kept, words};
use crate::storage::schema::{access_request_terms as terms, access_requests};
use crate::storage::{Error, Tx, insert};
use diesel::prelude::*;
use domain::PersonId;
use domain::access_request::AccessRequest;
use domain::person::Person;
use std::collections::{BTreeMap, BTreeSet};

/// As many requests of one person as follow a new name.
const MOST_REQUESTS: i64 = 200;

fn of(person: &Person) -> BTreeSet<String> {
    let named = [&person.profile.full_name, &person.profile.organisation];
    let mut found: BTreeSet<String> = named
        .into_iter()
        .flat_map(|text| words(text).into_iter().take(MOST_TERMS))
        .collect();
    found.extend(words(person.user_id.as_str()));
    found.extend(person.email.iter().flat_map(|email| words(&email.key())));
    found.iter().map(|word| kept(word)).collect()
}

/// Makes a new request findable, where there is an account whose deciders look for it.
pub(super) fn add(tx: &mut Tx, request: &AccessRequest) -> Result<(), Error> {
    let Some(account) = &request.account else {
        return Ok(());
    };
    let found_by = of(&person::store::find(tx.db, &request.applicant)?);
    add_terms(tx, account.as_str(), request.id.as_str(), &found_by)
}

fn add_terms(
    tx: &mut Tx,
    account: &str,
    request: &str,
    found_by: &BTreeSet<String>,
) -> Result<(), Error> {
    let rows: Vec<_> = found_by
        .iter()
        .map(|term| {
            (
                terms::account_id.eq(account),
                terms::term.eq(term),
                terms::request_id.eq(request),
            )
        })
        .collect();
    insert!(tx.db, terms::table, &rows)?;
    Ok(())
}

/// Indexes requests after the one named that are not indexed as they should be. Out: the last that was looked at.
pub fn fill(tx: &mut Tx, after: &str, limit: i64) -> Result<Option<String>, Error> {
    type Row = (String, String, Option<String>);
    let rows: Vec<Row> = access_requests::table
        .filter(access_requests::id.gt(after))
        .order(access_requests::id)
        .limit(limit)
        .select((
            access_requests::id,
            access_requests::applicant_id,
            access_requests::account_id,
        ))
        .load(tx.db)?;
    let ids: Vec<&str> = rows.iter().map(|(id, ..)| id.as_str()).collect();
    let is = terms::table
        .filter(terms::request_id.eq_any(&ids))
        .select((terms::request_id, terms::term))
        .load(tx.db)?;
    let is = indexed(is);
    let applicants: Vec<String> = rows.iter().map(|(_, who, _)| who.clone()).collect();
    let applicants = person::store::find_all(tx.db, &applicants)?;
    let applicants: BTreeMap<&str, BTreeSet<String>> = applicants
        .iter()
        .map(|person| (person.id.as_str(), of(person)))
        .collect();
    for (id, who, account) in &rows {
        let (Some(account), Some(found_by)) = (account, applicants.get(who.as_str())) else {
            continue;
        };
        if is.get(id) != Some(found_by) {
            diesel::delete(terms::table.filter(terms::request_id.eq(id))).execute(tx.db)?;
            add_terms(tx, account, id, found_by)?;
        }
    }
    Ok(rows.last().map(|(id, ..)| id.clone()))
}

/// Follows a person's new name or address in what they have asked for.
pub fn follow_person(tx: &mut Tx, id: &PersonId) -> Result<(), Error> {
    let requests: Vec<(String, Option<String>)> = access_requests::table
        .filter(access_requests::applicant_id.eq(id.as_str()))
        .order(access_requests::id.desc())
        .limit(MOST_REQUESTS)
        .select((access_requests::id, access_requests::account_id))
        .load(tx.db)?;
    if requests.is_empty() {
        return Ok(());
    }
    let found_by = of(&person::store::find(tx.db, id)?);
    let ids: Vec<&str> = requests.iter().map(|(id, _)| id.as_str()).collect();
    diesel::delete(terms::table.filter(terms::request_id.eq_any(&ids))).execute(tx.db)?;
    for (request, account) in &requests {
        if let Some(account) = account {
            add_terms(tx, account, request, &found_by)?;
        }
    }
    Ok(())
}
