//! What cases are found by: their numbers, the words of their subjects, and what their openers are called.

use crate::search_index::{self, Indexed, MOST_TERMS, all_encoded, indexed, pairs, stale, words};
use crate::storage::schema::{support_case_terms as terms, support_cases as cases};
use crate::storage::{Error, Tx, insert};
use crate::store;
use crate::store::support_case::row::CaseRow;
use diesel::prelude::*;
use domain::PersonId;
use domain::person::Person;
use domain::support_case::{CaseNumber, SupportCase, digits_of};
use std::collections::{BTreeMap, BTreeSet};

/// As many cases of one person as follow a new name.
const MOST_CASES: i64 = 200;
/// Rows in one statement, far fewer values than either engine takes.
const ROWS: usize = 1000;

/// The words by which a case is found. In: the person who opened it, if one did.
pub fn found_by(case: &SupportCase, opener: Option<&Person>) -> BTreeSet<String> {
    let mut found = opener
        .map(|opener| search_index::of_person(opener).terms)
        .unwrap_or_default();
    if let Some(visitor) = case.opened_by.visitor() {
        found.extend(words(&visitor.name).into_iter().take(MOST_TERMS));
        found.extend(words(&visitor.email.key()));
    }
    found.extend(words(&case.subject).into_iter().take(MOST_TERMS));
    found.insert(case.number.as_str().to_owned());
    found
}

/// The words that are looked for: a number as its digits, whatever stands between them.
pub fn wanted(text: &str) -> Vec<String> {
    if let Some(digits) = digits_of(text) {
        return vec![digits];
    }
    let number = |word: String| match CaseNumber::parse(&word) {
        Some(number) => number.as_str().to_owned(),
        None => word,
    };
    search_index::wanted(text).into_iter().map(number).collect()
}

/// Makes a new case findable.
pub(super) fn add(tx: &mut Tx, case: &SupportCase) -> Result<(), Error> {
    let opener = match case.opened_by.person() {
        Some(opener) => Some(store::person::find(tx.db, opener)?),
        None => None,
    };
    let found = found_by(case, opener.as_ref());
    let all = Indexed::from([(case.id.to_string(), all_encoded(&found))]);
    put(tx, &all, &[case.id.to_string()])
}

/// Indexes these of the cases anew.
fn put(tx: &mut Tx, all: &Indexed, ids: &[String]) -> Result<(), Error> {
    diesel::delete(terms::table.filter(terms::case_id.eq_any(ids))).execute(tx.db)?;
    let rows: Vec<_> = pairs(all, ids)
        .map(|(term, id)| (terms::term.eq(term), terms::case_id.eq(id)))
        .collect();
    for rows in rows.chunks(ROWS) {
        insert!(tx.db, terms::table, rows)?;
    }
    Ok(())
}

/// What these cases should be indexed by.
fn of_cases(tx: &mut Tx, rows: Vec<CaseRow>) -> Result<Indexed, Error> {
    let all: Vec<SupportCase> = rows
        .into_iter()
        .map(TryInto::try_into)
        .collect::<Result<_, Error>>()?;
    let openers: BTreeSet<String> = all
        .iter()
        .filter_map(|case| case.opened_by.person().map(ToString::to_string))
        .collect();
    let openers: Vec<String> = openers.into_iter().collect();
    let openers: BTreeMap<PersonId, Person> = store::person::find_all(tx.db, &openers)?
        .into_iter()
        .map(|person| (person.id.clone(), person))
        .collect();
    let terms = |case: &SupportCase| {
        let opener = case.opened_by.person().and_then(|id| openers.get(id));
        (case.id.to_string(), all_encoded(&found_by(case, opener)))
    };
    Ok(all.iter().map(terms).collect())
}

/// Indexes cases after the one named that are not indexed as they should be. Out: the last that was looked at.
pub fn fill(tx: &mut Tx, after: &str, limit: i64) -> Result<Option<String>, Error> {
    let rows: Vec<CaseRow> = cases::table
        .filter(cases::id.gt(after))
        .order(cases::id)
        .limit(limit)
        .select(CaseRow::as_select())
        .load(tx.db)?;
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let should_be = of_cases(tx, rows)?;
    let is = terms::table
        .filter(terms::case_id.eq_any(&ids))
        .select((terms::case_id, terms::term))
        .load(tx.db)?;
    put(tx, &should_be, &stale(&indexed(is), &should_be))?;
    Ok(ids.last().cloned())
}

/// Follows a person's new name or address in the cases they opened.
pub fn follow_person(tx: &mut Tx, id: &PersonId) -> Result<(), Error> {
    let rows: Vec<CaseRow> = cases::table
        .filter(cases::opened_by.eq(id.as_str()))
        .order(cases::id.desc())
        .limit(MOST_CASES)
        .select(CaseRow::as_select())
        .load(tx.db)?;
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let should_be = of_cases(tx, rows)?;
    put(tx, &should_be, &ids)
}
