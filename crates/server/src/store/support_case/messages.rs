//! What is said in cases, and up to where it was told.

use crate::storage::schema::{
    people, support_case_letters as letters, support_case_messages as messages,
};
use crate::storage::{AnyConnection, Error, Tx, insert, upsert};
use crate::store::person::{PersonRow, person};
use diesel::prelude::*;
use domain::person::Person;
use domain::support_case::{MOST_MESSAGES, Message, MessageKind, Side, Told};
use domain::{CaseId, MessageId, Moment, PersonId, Refusal};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = messages, treat_none_as_default_value = false)]
struct MessageRow {
    id: String,
    case_id: String,
    kind: String,
    words: String,
    at: i64,
    author_id: Option<String>,
}

impl TryFrom<MessageRow> for Message {
    type Error = Error;
    fn try_from(row: MessageRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("support_case_message", &row.id, what);
        Ok(Message {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            author: row
                .author_id
                .map(|id| id.parse())
                .transpose()
                .map_err(|_| corrupt("author"))?,
            kind: MessageKind::from_key(&row.kind).ok_or_else(|| corrupt("kind"))?,
            words: row.words,
            at: Moment(row.at),
        })
    }
}

/// How many messages a case holds, notes among them.
pub fn count_messages(db: &mut AnyConnection, case: &CaseId) -> Result<usize, Error> {
    let count: i64 = messages::table
        .filter(messages::case_id.eq(case.as_str()))
        .count()
        .get_result(db)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// The messages of a case after the one named, in order, without what is for agents alone.
pub fn messages_after(
    db: &mut AnyConnection,
    case: &CaseId,
    after: Option<&MessageId>,
) -> Result<Vec<Message>, Error> {
    let rows: Vec<MessageRow> = messages::table
        .filter(messages::case_id.eq(case.as_str()))
        .filter(messages::id.gt(after.map_or("", MessageId::as_str)))
        .filter(messages::kind.eq_any(for_both_sides()))
        .order(messages::id)
        .limit(MOST_MESSAGES as i64)
        .select(MessageRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The last message of this author in a case. In: nobody for whoever opened it and has no account.
pub fn last_by(
    db: &mut AnyConnection,
    case: &CaseId,
    author: Option<&PersonId>,
) -> Result<Option<Message>, Error> {
    let mut query = messages::table
        .filter(messages::case_id.eq(case.as_str()))
        .order(messages::id.desc())
        .select(MessageRow::as_select())
        .into_boxed();
    query = match author {
        Some(author) => query.filter(messages::author_id.eq(author.to_string())),
        None => query.filter(messages::author_id.is_null()),
    };
    let row: Option<MessageRow> = query.first(db).optional()?;
    row.map(TryInto::try_into).transpose()
}

/// The kinds of messages that both sides of a case read.
fn for_both_sides() -> Vec<&'static str> {
    let kinds = MessageKind::ALL.iter().filter(|kind| !kind.is_internal());
    kinds.map(|kind| kind.key()).collect()
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

/// What was said in a case with who said it, nobody where that is who opened it and has no account, in order: all that a case holds or, where `internal` is false, without what is for
/// agents alone.
pub fn messages(
    db: &mut AnyConnection,
    case: &CaseId,
    internal: bool,
) -> Result<Vec<(Message, Option<Person>)>, Error> {
    let mut query = messages::table
        .left_join(people::table.on(people::id.nullable().eq(messages::author_id)))
        .filter(messages::case_id.eq(case.as_str()))
        .order(messages::id)
        .limit(MOST_MESSAGES as i64)
        .select((MessageRow::as_select(), Option::<PersonRow>::as_select()))
        .into_boxed();
    if !internal {
        query = query.filter(messages::kind.eq_any(for_both_sides()));
    }
    let rows: Vec<(MessageRow, Option<PersonRow>)> = query.load(db)?;
    let said = |(row, who): (MessageRow, Option<PersonRow>)| {
        let author = who.map(|who| person((who, None))).transpose()?;
        Ok((row.try_into()?, author))
    };
    rows.into_iter().map(said).collect()
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

pub(super) fn add(tx: &mut Tx, case: &CaseId, message: &Message) -> Result<(), Error> {
    let row = MessageRow {
        id: message.id.to_string(),
        case_id: case.to_string(),
        author_id: message.author.as_ref().map(ToString::to_string),
        kind: message.kind.key().into(),
        words: message.words.clone(),
        at: message.at.0,
    };
    insert!(tx.db, messages::table, &row)?;
    Ok(())
}
