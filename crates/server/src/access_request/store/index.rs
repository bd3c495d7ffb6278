//! What requests are found by: the words of the applicant's name and organisation, the user ID, the addresses.

use crate::membership::index::words;
use crate::person;
use crate::storage::schema::{access_request_terms as terms, access_requests};
use crate::storage::{Error, Tx, insert};
use diesel::prelude::*;
use domain::PersonId;
use domain::access_request::AccessRequest;
use domain::person::Person;
use std::collections::BTreeSet;

/// As many words of one name as it is found by.
const MOST_TERMS: usize = 12;
/// As many requests of one person as follow a new name.
const MOST_REQUESTS: i64 = 200;

/// A word as it is kept: in hexadecimal digits, which every database sorts alike, whatever its collation.
fn kept(word: &str) -> String {
    word.bytes().map(|byte| format!("{byte:02x}")).collect()
}

/// From where to before where the terms lie that begin with `word`.
pub(super) fn range(word: &str) -> (String, String) {
    let from = kept(word);
    let to = format!("{from}g");
    (from, to)
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_alike_lies_in_one_range() {
        let (from, to) = range("élo");
        let lies_inside = |word: &str| (from.clone()..to.clone()).contains(&kept(word));
        assert!(lies_inside("élodie") && lies_inside("élo"));
        assert!(!lies_inside("elodie") && !lies_inside("él"));
    }
}
