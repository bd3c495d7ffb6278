//! The files attached to what is said in cases.

use crate::storage::schema::{
    support_case_attachment_pieces as pieces, support_case_attachments as attachments,
    support_case_messages as messages,
};
use crate::storage::{AnyConnection, Error, Tx, insert};
use diesel::prelude::*;
use domain::attachment::{Attachment, AttachmentKind, MOST_OF_CASE};
use domain::support_case::MessageKind;
use domain::{AttachmentId, CaseId, MessageId, Refusal};

/// As much of a file as is read and handed on in one go, in bytes.
const PIECE: usize = 256 * 1024;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = attachments, treat_none_as_default_value = false)]
struct AttachmentRow {
    id: String,
    case_id: String,
    message_id: String,
    name: String,
    kind: String,
    size: i64,
    digest: String,
}

#[derive(Insertable)]
#[diesel(table_name = pieces, treat_none_as_default_value = false)]
struct PieceRow<'a> {
    attachment_id: &'a str,
    number: i64,
    bytes: &'a [u8],
}

/// An attachment, and whose message it goes with.
pub struct Attached {
    pub attachment: Attachment,
    pub message: MessageId,
    pub said_as: MessageKind,
}

fn attached((row, kind): (AttachmentRow, String)) -> Result<Attached, Error> {
    let corrupt = |what: &str| Error::corrupt("support_case_attachment", &row.id, what);
    Ok(Attached {
        said_as: MessageKind::from_key(&kind).ok_or_else(|| corrupt("kind of message"))?,
        message: row.message_id.parse().map_err(|_| corrupt("message"))?,
        attachment: Attachment {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            kind: AttachmentKind::from_key(&row.kind).ok_or_else(|| corrupt("kind"))?,
            size: u64::try_from(row.size).map_err(|_| corrupt("size"))?,
            name: row.name,
            digest: row.digest,
        },
    })
}

/// How many files a case holds.
pub fn count_attachments(db: &mut AnyConnection, case: &CaseId) -> Result<usize, Error> {
    let held = attachments::table.filter(attachments::case_id.eq(case.as_str()));
    let count: i64 = held.count().get_result(db)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// The files of a case, in order: all that a case holds or, where `internal` is false, without those of messages for agents alone.
pub fn attachments(
    db: &mut AnyConnection,
    case: &CaseId,
    internal: bool,
) -> Result<Vec<Attached>, Error> {
    let rows: Vec<(AttachmentRow, String)> = attachments::table
        .inner_join(messages::table)
        .filter(attachments::case_id.eq(case.as_str()))
        .order(attachments::id)
        .limit(MOST_OF_CASE as i64)
        .select((AttachmentRow::as_select(), messages::kind))
        .load(db)?;
    let all = rows.into_iter().map(attached);
    let all: Vec<Attached> = all.collect::<Result<_, Error>>()?;
    let is_shown = |one: &Attached| internal || !one.said_as.is_internal();
    Ok(all.into_iter().filter(is_shown).collect())
}

/// The digests of the files that go with a message, in order.
pub fn digests_of(db: &mut AnyConnection, message: &MessageId) -> Result<Vec<String>, Error> {
    let of_it = attachments::table.filter(attachments::message_id.eq(message.as_str()));
    let found = of_it.order(attachments::id).select(attachments::digest);
    Ok(found.limit(MOST_OF_CASE as i64).load(db)?)
}

/// One file of a case. Errors: it has no such one ([`Refusal::NotFound`]).
pub fn find_attachment(
    db: &mut AnyConnection,
    case: &CaseId,
    id: &AttachmentId,
) -> Result<Attached, Error> {
    let row: Option<(AttachmentRow, String)> = attachments::table
        .inner_join(messages::table)
        .filter(attachments::id.eq(id.as_str()))
        .filter(attachments::case_id.eq(case.as_str()))
        .select((AttachmentRow::as_select(), messages::kind))
        .first(db)
        .optional()?;
    attached(row.ok_or(Refusal::NotFound)?)
}

/// The bytes of a file from one place on, as many as are handed on in one go; nothing behind its end.
pub fn piece(
    db: &mut AnyConnection,
    id: &AttachmentId,
    number: i64,
) -> Result<Option<Vec<u8>>, Error> {
    let piece = pieces::table.find((id.as_str(), number));
    Ok(piece.select(pieces::bytes).first(db).optional()?)
}

pub(super) fn add_attachments(
    tx: &mut Tx,
    case: &CaseId,
    message: &MessageId,
    files: &[Attachment],
) -> Result<(), Error> {
    let rows: Vec<AttachmentRow> = files
        .iter()
        .map(|file| AttachmentRow {
            id: file.id.to_string(),
            case_id: case.to_string(),
            message_id: message.to_string(),
            name: file.name.clone(),
            kind: file.kind.key().into(),
            size: i64::try_from(file.size).unwrap_or(i64::MAX),
            digest: file.digest.clone(),
        })
        .collect();
    insert!(tx.db, attachments::table, &rows)?;
    Ok(())
}

/// Keeps the bytes of a file, which the log knows by their digest alone.
pub fn keep_bytes(tx: &mut Tx, id: &AttachmentId, bytes: &[u8]) -> Result<(), Error> {
    let rows: Vec<PieceRow> = bytes
        .chunks(PIECE)
        .zip(0..)
        .map(|(bytes, number)| PieceRow {
            attachment_id: id.as_str(),
            number,
            bytes,
        })
        .collect();
    insert!(tx.db, pieces::table, &rows)?;
    Ok(())
}

/// Deletes the files of a case.
pub(super) fn remove_attachments(tx: &mut Tx, case: &CaseId) -> Result<(), Error> {
    let of_case = || attachments::table.filter(attachments::case_id.eq(case.as_str()));
    let ids = of_case().select(attachments::id);
    diesel::delete(pieces::table.filter(pieces::attachment_id.eq_any(ids))).execute(tx.db)?;
    diesel::delete(of_case()).execute(tx.db)?;
    Ok(())
}
