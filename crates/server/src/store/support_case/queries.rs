//! Queries about support cases, and about those who answer them.

use crate::storage::schema::support_cases as cases;
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::store::due::{DueList, first_due};
use crate::store::support_case::row::CaseRow;
use diesel::prelude::*;
use domain::person::{Duty, Person};
use domain::rules::support_case::works_on;
use domain::support_case::{CaseNumber, CaseStatus, Opener, SupportCase};
use domain::{CaseId, Moment, PersonId, Refusal, RequestId};
use std::collections::BTreeSet;

/// Those who answer support cases and can be mailed: the agents, and where there is none, the operators.
pub fn staff(db: &mut AnyConnection) -> Result<Vec<Person>, Error> {
    let mut agents = store::person::staff(db, Duty::SupportAgent)?;
    agents.retain(|agent| agent.email.is_some());
    if agents.is_empty() {
        store::person::staff(db, Duty::Operator)
    } else {
        Ok(agents)
    }
}

/// Whether somebody answers support cases: an agent, or an operator as long as no agent can log in.
pub fn is_staff(db: &mut AnyConnection, person: &Person) -> Result<bool, Error> {
    if person.is_support_agent || !person.is_operator {
        return Ok(person.is_support_agent);
    }
    Ok(!store::person::another_has(
        db,
        Duty::SupportAgent,
        &person.id,
    )?)
}

/// Whose case it is: whoever opened it logged in, or has the address by which it was opened.
pub fn whose(db: &mut AnyConnection, case: &SupportCase) -> Result<Option<PersonId>, Error> {
    match &case.opened_by {
        Opener::Person(person) => Ok(Some(person.clone())),
        Opener::Visitor(visitor) => {
            let key = visitor.email.key();
            Ok(store::person::people_at(db, std::slice::from_ref(&key))?.remove(&key))
        }
    }
}

/// Whether somebody works on this case for support.
pub fn answers(db: &mut AnyConnection, person: &Person, case: &SupportCase) -> Result<bool, Error> {
    let whose = whose(db, case)?;
    let has_agent = store::person::any_other_has(db, Duty::SupportAgent, whose.as_ref())?;
    Ok(works_on(person, whose.as_ref(), has_agent))
}

/// How many cases wait for an answer.
pub fn count_open(db: &mut AnyConnection) -> Result<i64, Error> {
    let open = cases::table.filter(cases::status.eq(CaseStatus::Open.key()));
    Ok(open.count().get_result(db)?)
}

/// The case of that id, whoever may see it. Errors: [`Refusal::NotFound`].
pub fn find(db: &mut AnyConnection, id: &CaseId) -> Result<SupportCase, Error> {
    find_kept(db, id)?.ok_or(Refusal::NotFound.into())
}

/// A case, unless it was deleted since.
pub fn find_kept(db: &mut AnyConnection, id: &CaseId) -> Result<Option<SupportCase>, Error> {
    let row: Option<CaseRow> = cases::table
        .find(id.as_str())
        .select(CaseRow::as_select())
        .first(db)
        .optional()?;
    row.map(TryInto::try_into).transpose()
}

/// The cases that were closed before a moment, as many as are said, those closed first first.
pub fn closed_before(
    db: &mut AnyConnection,
    before: Moment,
    most: i64,
) -> Result<Vec<CaseId>, Error> {
    let ids: Vec<String> = cases::table
        .filter(cases::status.eq(CaseStatus::Closed.key()))
        .filter(cases::place.lt(before.0))
        .order((cases::place, cases::id))
        .limit(most)
        .select(cases::id)
        .load(db)?;
    let id = |id: String| {
        let corrupt = |_| Error::corrupt("support_case", &id, "id");
        id.parse().map_err(corrupt)
    };
    ids.into_iter().map(id).collect()
}

/// The cases about a request, newest first; of more than 20 the newest.
pub fn of_request(db: &mut AnyConnection, request: &RequestId) -> Result<Vec<SupportCase>, Error> {
    let query = cases::table
        .filter(cases::request_id.eq(request.as_str()))
        .order(cases::id.desc())
        .limit(20);
    let rows: Vec<CaseRow> = query.select(CaseRow::as_select()).load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Cases for which time has something to do until a moment, at most so many, and when.
pub fn due(db: &mut AnyConnection, until: Moment, most: i64) -> Result<DueList<CaseId>, Error> {
    let at = cases::next_step_at.assume_not_null();
    let rows = cases::table.filter(cases::next_step_at.is_not_null());
    first_due!(db, "support_case", rows, at, cases::id, until, most)
}

/// The first of these numbers that no case has.
pub fn free_number(
    db: &mut AnyConnection,
    drawn: &[CaseNumber],
) -> Result<Option<CaseNumber>, Error> {
    let taken: Vec<String> = cases::table
        .filter(cases::number.eq_any(drawn.iter().map(CaseNumber::as_str)))
        .select(cases::number)
        .load(db)?;
    let taken: BTreeSet<String> = taken.into_iter().collect();
    let free = drawn.iter().find(|one| !taken.contains(one.as_str()));
    Ok(free.cloned())
}
