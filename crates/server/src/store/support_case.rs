//! Queries about support cases and their messages.

use crate::storage::schema::{
    people, support_case_letters as letters, support_case_messages as messages,
    support_cases as cases,
};
use crate::storage::{AnyConnection, Error, Tx, insert, upsert};
use crate::store;
use crate::store::person::{PersonRow, person};
use diesel::prelude::*;
use domain::person::{Duty, Person};
use domain::support_case::{CaseFact, CaseStatus, MOST_MESSAGES, Message, Side, SupportCase, Told};
use domain::{CaseId, MessageId, Moment, Refusal, RequestId};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = cases, treat_none_as_default_value = false)]
struct CaseRow {
    id: String,
    request_id: String,
    opened_by: String,
    status: String,
    opened_at: i64,
    changed_at: i64,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = messages, treat_none_as_default_value = false)]
struct MessageRow {
    id: String,
    case_id: String,
    author_id: String,
    words: String,
    at: i64,
}

impl TryFrom<CaseRow> for SupportCase {
    type Error = Error;
    fn try_from(row: CaseRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("support_case", &row.id, what);
        Ok(SupportCase {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            request: row.request_id.parse().map_err(|_| corrupt("request"))?,
            opened_by: row.opened_by.parse().map_err(|_| corrupt("opener"))?,
            status: CaseStatus::from_key(&row.status).ok_or_else(|| corrupt("status"))?,
            opened_at: Moment(row.opened_at),
            changed_at: Moment(row.changed_at),
        })
    }
}

impl TryFrom<MessageRow> for Message {
    type Error = Error;
    fn try_from(row: MessageRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("support_case_message", &row.id, what);
        Ok(Message {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            author: row.author_id.parse().map_err(|_| corrupt("author"))?,
            words: row.words,
            at: Moment(row.at),
        })
    }
}

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

/// Whether somebody works on this case for support.
pub fn answers(db: &mut AnyConnection, person: &Person, case: &SupportCase) -> Result<bool, Error> {
    let has_agent = store::person::another_has(db, Duty::SupportAgent, &case.opened_by)?;
    Ok(case.is_worked_by(person, has_agent))
}

/// How many cases wait for an answer.
pub fn count_open(db: &mut AnyConnection) -> Result<i64, Error> {
    let open = cases::table.filter(cases::status.eq(CaseStatus::Open.key()));
    Ok(open.count().get_result(db)?)
}

/// The case of that id, whoever may see it. Errors: [`Refusal::NotFound`].
pub fn find(db: &mut AnyConnection, id: &CaseId) -> Result<SupportCase, Error> {
    let row: Option<CaseRow> = cases::table
        .find(id.as_str())
        .select(CaseRow::as_select())
        .first(db)
        .optional()?;
    row.ok_or(Refusal::NotFound)?.try_into()
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

/// Cases of one status with who opened them, the oldest first, after the one named.
pub fn page(
    db: &mut AnyConnection,
    status: CaseStatus,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<(SupportCase, Person)>, Error> {
    let mut query = cases::table
        .inner_join(people::table.on(people::id.eq(cases::opened_by)))
        .filter(cases::status.eq(status.key()))
        .select((CaseRow::as_select(), PersonRow::as_select()))
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(cases::id.gt(after.to_owned()));
    }
    let rows: Vec<(CaseRow, PersonRow)> = query.order(cases::id).limit(limit).load(db)?;
    rows.into_iter()
        .map(|(row, who)| Ok((row.try_into()?, person((who, None))?)))
        .collect()
}

/// How many messages a case holds.
pub fn count_messages(db: &mut AnyConnection, case: &CaseId) -> Result<usize, Error> {
    let count: i64 = messages::table
        .filter(messages::case_id.eq(case.as_str()))
        .count()
        .get_result(db)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// The messages of a case after the one named, in order.
pub fn messages_after(
    db: &mut AnyConnection,
    case: &CaseId,
    after: Option<&MessageId>,
) -> Result<Vec<Message>, Error> {
    let rows: Vec<MessageRow> = messages::table
        .filter(messages::case_id.eq(case.as_str()))
        .filter(messages::id.gt(after.map_or("", MessageId::as_str)))
        .order(messages::id)
        .limit(MOST_MESSAGES as i64)
        .select(MessageRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The last letter about a case to one side of it.
pub fn told(db: &mut AnyConnection, case: &CaseId, side: Side) -> Result<Option<Told>, Error> {
    let row: Option<(String, i64)> = letters::table
        .find((case.as_str(), side.key()))
        .select((letters::through, letters::at))
        .first(db)
        .optional()?;
    row.map(|(through, at)| {
        let id = through.parse();
        Ok(Told {
            through: id.map_err(|_| Error::corrupt("support_case_letter", &through, "message"))?,
            at: Moment(at),
        })
    })
    .transpose()
}

/// Keeps in mind up to which message a side of a case has been written to.
pub fn note_told(tx: &mut Tx, case: &CaseId, side: Side, through: &MessageId) -> Result<(), Error> {
    let told = (
        letters::through.eq(through.as_str()),
        letters::at.eq(tx.now.0),
    );
    upsert!(
        tx.db,
        letters::table,
        (
            letters::case_id.eq(case.as_str()),
            letters::side.eq(side.key()),
            letters::through.eq(through.as_str()),
            letters::at.eq(tx.now.0)
        ),
        (letters::case_id, letters::side),
        told
    )?;
    Ok(())
}

/// What was said in a case with who said it, in order: all that a case holds.
pub fn messages(db: &mut AnyConnection, case: &CaseId) -> Result<Vec<(Message, Person)>, Error> {
    let rows: Vec<(MessageRow, PersonRow)> = messages::table
        .inner_join(people::table.on(people::id.eq(messages::author_id)))
        .filter(messages::case_id.eq(case.as_str()))
        .order(messages::id)
        .limit(MOST_MESSAGES as i64)
        .select((MessageRow::as_select(), PersonRow::as_select()))
        .load(db)?;
    rows.into_iter()
        .map(|(row, who)| Ok((row.try_into()?, person((who, None))?)))
        .collect()
}

/// One message.
pub fn message(db: &mut AnyConnection, id: &MessageId) -> Result<Message, Error> {
    let row: Option<MessageRow> = messages::table
        .find(id.as_str())
        .select(MessageRow::as_select())
        .first(db)
        .optional()?;
    row.ok_or(Refusal::NotFound)?.try_into()
}

/// Carries out what an event says about a case.
pub(in crate::store) fn apply(tx: &mut Tx, fact: &CaseFact) -> Result<(), Error> {
    match fact {
        CaseFact::Opened { case, message } => {
            let row = CaseRow {
                id: case.id.to_string(),
                request_id: case.request.to_string(),
                opened_by: case.opened_by.to_string(),
                status: case.status.key().into(),
                opened_at: case.opened_at.0,
                changed_at: case.changed_at.0,
            };
            insert!(tx.db, cases::table, &row)?;
            add(tx, &case.id, message)
        }
        CaseFact::Answered {
            case,
            message,
            status,
            ..
        } => {
            add(tx, case, message)?;
            stand(tx, case, *status, message.at)
        }
        CaseFact::Closed { case, at, .. } => stand(tx, case, CaseStatus::Closed, *at),
    }
}

fn add(tx: &mut Tx, case: &CaseId, message: &Message) -> Result<(), Error> {
    let row = MessageRow {
        id: message.id.to_string(),
        case_id: case.to_string(),
        author_id: message.author.to_string(),
        words: message.words.clone(),
        at: message.at.0,
    };
    insert!(tx.db, messages::table, &row)?;
    Ok(())
}

fn stand(tx: &mut Tx, case: &CaseId, status: CaseStatus, at: Moment) -> Result<(), Error> {
    diesel::update(cases::table.find(case.as_str()))
        .set((cases::status.eq(status.key()), cases::changed_at.eq(at.0)))
        .execute(tx.db)?;
    Ok(())
}
