//! What the requests of a queue are found by: the words of the applicant's name and organisation, the user ID, the address, and what is
//! asked for. Those of an account are found by who occurs in its log ([`store::event::people`]).

use crate::search_index::{MOST_TERMS, encoded, indexed, of_person_with_organisation, words};
use crate::storage::schema::{access_request_terms as terms, access_requests};
use crate::storage::{Error, Tx, insert};
use crate::store;
use crate::store::event::people::Occurrences;
use diesel::prelude::*;
use domain::PersonId;
use domain::access_request::AccessRequest;
use std::collections::{BTreeMap, BTreeSet};

/// As many requests of one person as follow a new name.
const MOST_REQUESTS: i64 = 200;

/// What names a request in its queue: the end of what the same is found again by ([`domain::access_request::Target::key`]).
fn identifier<'a>(queue: &str, key: &'a str) -> &'a str {
    let parts = if queue.contains('/') { 4 } else { 3 };
    key.splitn(parts, '/').nth(parts - 1).unwrap_or("")
}

/// Makes a request findable in its queue. In: what the applicant is found by, and what the request is found again by.
fn add_terms(
    tx: &mut Tx,
    queue: &str,
    request: &str,
    applicant: &BTreeSet<String>,
    key: &str,
) -> Result<(), Error> {
    let found_by = with_identifier(applicant, queue, key);
    let rows: Vec<_> = found_by
        .iter()
        .map(|term| {
            (
                terms::queue.eq(queue),
                terms::term.eq(term),
                terms::request_id.eq(request),
            )
        })
        .collect();
    insert!(tx.db, terms::table, &rows)?;
    Ok(())
}

fn with_identifier(applicant: &BTreeSet<String>, queue: &str, key: &str) -> BTreeSet<String> {
    let own = words(identifier(queue, key)).into_iter().take(MOST_TERMS);
    let own = own.map(|word| encoded(&word));
    applicant.iter().cloned().chain(own).collect()
}

/// Makes a new request findable, where it stands in a queue.
pub(crate) fn add(tx: &mut Tx, request: &AccessRequest) -> Result<(), Error> {
    let Some(queue) = request.target.queue() else {
        return Ok(());
    };
    let applicant = of_person_with_organisation(&store::person::find(tx.db, &request.applicant)?);
    let (queue, key) = (queue.key(), request.target.key());
    add_terms(tx, &queue, request.id.as_str(), &applicant, &key)
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
            access_requests::queue,
            access_requests::target,
            access_requests::identifier,
        ))
        .load(tx.db)?;
    let (in_queues, of_accounts): (Vec<&Row>, Vec<&Row>) = rows
        .iter()
        .partition(|(_, _, _, target, _)| target.is_some());
    // What happened to it may be forgotten, and whoever asked is found all the same.
    let asked = |(_, who, account, ..): &&Row| Some((account.clone()?, who.clone()));
    let asked: Occurrences = of_accounts.iter().filter_map(asked).collect();
    store::event::people::note(tx, &asked)?;
    let ids: Vec<&str> = rows.iter().map(|(id, ..)| id.as_str()).collect();
    let is = terms::table
        .filter(terms::request_id.eq_any(&ids))
        .select((terms::request_id, terms::term))
        .load(tx.db)?;
    let is = indexed(is);
    let applicants: Vec<String> = in_queues.iter().map(|(_, who, ..)| who.clone()).collect();
    let applicants = store::person::find_all(tx.db, &applicants)?;
    let applicants: BTreeMap<&str, BTreeSet<String>> = applicants
        .iter()
        .map(|person| (person.id.as_str(), of_person_with_organisation(person)))
        .collect();
    for (id, who, queue, _, identifier) in in_queues {
        let (Some(applicant), Some(queue)) = (applicants.get(who.as_str()), queue) else {
            continue;
        };
        if is.get(id) != Some(&with_identifier(applicant, queue, identifier)) {
            diesel::delete(terms::table.filter(terms::request_id.eq(id))).execute(tx.db)?;
            add_terms(tx, queue, id, applicant, identifier)?;
        }
    }
    Ok(rows.last().map(|(id, ..)| id.clone()))
}

/// Follows a person's new name or address in what they have asked for.
pub fn follow_person(tx: &mut Tx, id: &PersonId) -> Result<(), Error> {
    let requests: Vec<(String, Option<String>, String)> = access_requests::table
        .filter(access_requests::applicant_id.eq(id.as_str()))
        .filter(access_requests::target.is_not_null())
        .order(access_requests::id.desc())
        .limit(MOST_REQUESTS)
        .select((
            access_requests::id,
            access_requests::queue,
            access_requests::identifier,
        ))
        .load(tx.db)?;
    if requests.is_empty() {
        return Ok(());
    }
    let applicant = of_person_with_organisation(&store::person::find(tx.db, id)?);
    let ids: Vec<&str> = requests.iter().map(|(id, ..)| id.as_str()).collect();
    diesel::delete(terms::table.filter(terms::request_id.eq_any(&ids))).execute(tx.db)?;
    for (request, queue, identifier) in &requests {
        let Some(queue) = queue else { continue };
        add_terms(tx, queue, request, &applicant, identifier)?;
    }
    Ok(())
}
