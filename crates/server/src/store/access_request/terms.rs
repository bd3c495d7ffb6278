//! What requests are found by: the words of the applicant's name and organisation, the user ID, the addresses; in a queue, what is
//! asked for, too.

use crate::search_index::{MOST_TERMS, encoded, indexed, words};
use crate::storage::schema::{access_request_terms as terms, access_requests};
use crate::storage::{Error, Tx, insert};
use crate::store;
use diesel::prelude::*;
use domain::access_request::AccessRequest;
use domain::person::Person;
use domain::{PersonId, SmartAccountId};
use std::collections::{BTreeMap, BTreeSet};

/// As many requests of one person as follow a new name.
const MOST_REQUESTS: i64 = 200;

/// What names a request in its queue: the end of what the same is found again by ([`domain::access_request::Target::key`]). A Smart
/// Account is not found by its own identifier.
fn identifier<'a>(queue: Option<&str>, key: &'a str) -> &'a str {
    let parts = match queue {
        None => return "",
        Some(queue) if queue.contains('/') => 4,
        Some(_) => 3,
    };
    key.splitn(parts, '/').nth(parts - 1).unwrap_or("")
}

/// In: what the applicant is found by.
fn with_identifier(
    applicant: &BTreeSet<String>,
    queue: Option<&str>,
    key: &str,
) -> BTreeSet<String> {
    let own = words(identifier(queue, key)).into_iter().take(MOST_TERMS);
    let own = own.map(|word| encoded(&word));
    applicant.iter().cloned().chain(own).collect()
}

fn of(person: &Person) -> BTreeSet<String> {
    let named = [&person.profile.full_name, &person.profile.organisation];
    let mut found: BTreeSet<String> = named
        .into_iter()
        .flat_map(|text| words(text).into_iter().take(MOST_TERMS))
        .collect();
    found.extend(words(person.user_id.as_str()));
    found.extend(person.email.iter().flat_map(|email| words(&email.key())));
    found.iter().map(|word| encoded(word)).collect()
}

/// Where a request is found: in its account or its queue, or under an identifier that nobody has, where nobody looks. Either way it
/// takes the same time, and whoever asks cannot tell one from the other by it.
fn place<'a>(account: Option<&'a str>, queue: Option<&'a str>, identifier: &'a str) -> &'a str {
    account.or(queue).unwrap_or(identifier)
}

/// Makes a new request findable.
pub(crate) fn add(tx: &mut Tx, request: &AccessRequest) -> Result<(), Error> {
    let account = request.account().map(SmartAccountId::as_str);
    let (queue, key) = (
        request.target.queue().map(|queue| queue.key()),
        request.target.key(),
    );
    let applicant = of(&store::person::find(tx.db, &request.applicant)?);
    let found_by = with_identifier(&applicant, queue.as_deref(), &key);
    let place = place(account, queue.as_deref(), &key);
    add_terms(tx, place, request.id.as_str(), &found_by)
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
    type Row = (String, String, Option<String>, Option<String>, String);
    let rows: Vec<Row> = access_requests::table
        .filter(access_requests::id.gt(after))
        .order(access_requests::id)
        .limit(limit)
        .select((
            access_requests::id,
            access_requests::applicant_id,
            access_requests::account_id,
            access_requests::queue,
            access_requests::identifier,
        ))
        .load(tx.db)?;
    let ids: Vec<&str> = rows.iter().map(|(id, ..)| id.as_str()).collect();
    let is = terms::table
        .filter(terms::request_id.eq_any(&ids))
        .select((terms::request_id, terms::term))
        .load(tx.db)?;
    let is = indexed(is);
    let applicants: Vec<String> = rows.iter().map(|(_, who, ..)| who.clone()).collect();
    let applicants = store::person::find_all(tx.db, &applicants)?;
    let applicants: BTreeMap<&str, BTreeSet<String>> = applicants
        .iter()
        .map(|person| (person.id.as_str(), of(person)))
        .collect();
    for (id, who, account, queue, identifier) in &rows {
        let Some(applicant) = applicants.get(who.as_str()) else {
            continue;
        };
        let found_by = with_identifier(applicant, queue.as_deref(), identifier);
        if is.get(id) != Some(&found_by) {
            diesel::delete(terms::table.filter(terms::request_id.eq(id))).execute(tx.db)?;
            let place = place(account.as_deref(), queue.as_deref(), identifier);
            add_terms(tx, place, id, &found_by)?;
        }
    }
    Ok(rows.last().map(|(id, ..)| id.clone()))
}

/// Follows a person's new name or address in what they have asked for.
pub fn follow_person(tx: &mut Tx, id: &PersonId) -> Result<(), Error> {
    let requests: Vec<(String, Option<String>, Option<String>, String)> = access_requests::table
        .filter(access_requests::applicant_id.eq(id.as_str()))
        .order(access_requests::id.desc())
        .limit(MOST_REQUESTS)
        .select((
            access_requests::id,
            access_requests::account_id,
            access_requests::queue,
            access_requests::identifier,
        ))
        .load(tx.db)?;
    if requests.is_empty() {
        return Ok(());
    }
    let applicant = of(&store::person::find(tx.db, id)?);
    let ids: Vec<&str> = requests.iter().map(|(id, ..)| id.as_str()).collect();
    diesel::delete(terms::table.filter(terms::request_id.eq_any(&ids))).execute(tx.db)?;
    for (request, account, queue, identifier) in &requests {
        let place = place(account.as_deref(), queue.as_deref(), identifier);
        let found_by = with_identifier(&applicant, queue.as_deref(), identifier);
        add_terms(tx, place, request, &found_by)?;
    }
    Ok(())
}
