//! The row of a case, and the case of a row.

use crate::storage::Error;
use crate::storage::schema::support_cases as cases;
use diesel::prelude::*;
use domain::email::EmailAddress;
use domain::person::Language;
use domain::support_case::{
    CaseClock, CaseNumber, CaseState, CaseStatus, CaseVisitor, Opener, Priority, SupportCase,
    Targets,
};
use domain::{Moment, PersonId};
use std::time::Duration;

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = cases, treat_none_as_default_value = false, treat_none_as_null = true)]
pub(super) struct CaseRow {
    pub(super) id: String,
    number: String,
    subject: String,
    request_id: Option<String>,
    earlier_id: Option<String>,
    status: String,
    status_by: Option<String>,
    status_at: i64,
    solved_at: Option<i64>,
    priority: String,
    assignee_id: Option<String>,
    clock_started_at: i64,
    first_answer_ms: i64,
    resolution_ms: i64,
    paused_ms: i64,
    first_answered_at: Option<i64>,
    opened_at: i64,
    changed_at: i64,
    /// What a list of cases of one status is sorted by.
    pub(super) place: i64,
    next_step_at: Option<i64>,
    pub(super) opened_by: Option<String>,
    visitor_name: Option<String>,
    visitor_email: Option<String>,
    visitor_language: Option<String>,
}

fn millis(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

fn span(millis: i64) -> Duration {
    Duration::from_millis(u64::try_from(millis).unwrap_or(0))
}

impl From<&SupportCase> for CaseRow {
    fn from(case: &SupportCase) -> Self {
        let (by, at, solved) = match &case.state {
            CaseState::Open => (None, case.changed_at, None),
            CaseState::Answered { since } => (None, *since, None),
            CaseState::Solved { by, at } => (Some(by.to_string()), *at, None),
            CaseState::Closed { by, at, solved } => {
                (by.as_ref().map(ToString::to_string), *at, *solved)
            }
        };
        let visitor = case.opened_by.visitor();
        Self {
            id: case.id.to_string(),
            number: case.number.as_str().to_owned(),
            subject: case.subject.clone(),
            request_id: case.request.as_ref().map(ToString::to_string),
            earlier_id: case.earlier.as_ref().map(ToString::to_string),
            status: case.status().key().into(),
            status_by: by,
            status_at: at.0,
            solved_at: solved.map(|at| at.0),
            priority: case.priority.key().into(),
            assignee_id: case.assignee.as_ref().map(ToString::to_string),
            clock_started_at: case.clock.started.0,
            first_answer_ms: millis(case.clock.targets.first_answer),
            resolution_ms: millis(case.clock.targets.resolution),
            paused_ms: i64::try_from(case.clock.paused).unwrap_or(i64::MAX),
            first_answered_at: case.clock.first_answer.map(|at| at.0),
            opened_at: case.opened_at.0,
            changed_at: case.changed_at.0,
            place: case.place().0,
            next_step_at: case.closes_at().map(|at| at.0),
            opened_by: case.opened_by.person().map(ToString::to_string),
            visitor_name: visitor.map(|one| one.name.clone()),
            visitor_email: visitor.map(|one| one.email.to_string()),
            visitor_language: visitor.map(|one| one.language.key().to_owned()),
        }
    }
}

/// Who opened it: a person, or else somebody known by all that is kept of a visitor.
fn opener(row: &CaseRow) -> Result<Opener, Error> {
    let corrupt = |what: &str| Error::corrupt("support_case", &row.id, what);
    let visitor = (&row.visitor_name, &row.visitor_email, &row.visitor_language);
    match (&row.opened_by, visitor) {
        (Some(person), (None, None, None)) => {
            let person: PersonId = person.parse().map_err(|_| corrupt("opener"))?;
            Ok(Opener::Person(person))
        }
        (None, (Some(name), Some(email), Some(language))) => {
            Ok(Opener::Visitor(Box::new(CaseVisitor {
                name: name.clone(),
                email: EmailAddress::parse(email).map_err(|_| corrupt("visitor_email"))?,
                language: Language::from_key(language)
                    .ok_or_else(|| corrupt("visitor_language"))?,
            })))
        }
        _ => Err(corrupt("opener")),
    }
}

impl TryFrom<CaseRow> for SupportCase {
    type Error = Error;
    fn try_from(row: CaseRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("support_case", &row.id, what);
        let person = |id: &Option<String>, what: &str| -> Result<Option<PersonId>, Error> {
            let id = id.as_ref().map(|id| id.parse());
            id.transpose().map_err(|_| corrupt(what))
        };
        let by = person(&row.status_by, "status_by")?;
        let at = Moment(row.status_at);
        let status = CaseStatus::from_key(&row.status).ok_or_else(|| corrupt("status"))?;
        let request = row.request_id.as_ref().map(|id| id.parse()).transpose();
        let earlier = row.earlier_id.as_ref().map(|id| id.parse()).transpose();
        Ok(SupportCase {
            state: match status {
                CaseStatus::Open => CaseState::Open,
                CaseStatus::Answered => CaseState::Answered { since: at },
                CaseStatus::Solved => CaseState::Solved {
                    by: by.ok_or_else(|| corrupt("status_by"))?,
                    at,
                },
                CaseStatus::Closed => CaseState::Closed {
                    by,
                    at,
                    solved: row.solved_at.map(Moment),
                },
            },
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            request: request.map_err(|_| corrupt("request"))?,
            earlier: earlier.map_err(|_| corrupt("earlier"))?,
            opened_by: opener(&row)?,
            priority: Priority::from_key(&row.priority).ok_or_else(|| corrupt("priority"))?,
            assignee: person(&row.assignee_id, "assignee")?,
            clock: CaseClock {
                started: Moment(row.clock_started_at),
                targets: Targets {
                    first_answer: span(row.first_answer_ms),
                    resolution: span(row.resolution_ms),
                },
                paused: u64::try_from(row.paused_ms).unwrap_or(0),
                first_answer: row.first_answered_at.map(Moment),
            },
            opened_at: Moment(row.opened_at),
            changed_at: Moment(row.changed_at),
            number: CaseNumber::stored(row.number),
            subject: row.subject,
        })
    }
}
