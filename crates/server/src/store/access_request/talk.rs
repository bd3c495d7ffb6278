//! What deciders say among themselves.

use crate::storage::schema::access_request_comments as comments_table;
use crate::storage::{AnyConnection, Error, Tx, insert};
use diesel::prelude::*;
use domain::{CommentId, Moment, PersonId, RequestId};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = comments_table)]
struct CommentRow {
    id: String,
    request_id: String,
    author_id: String,
    words: String,
    at: i64,
}

/// A comment among deciders.
pub struct Comment {
    pub id: CommentId,
    pub words: String,
}

/// Keeps the words of a comment, which do not stand in the event log.
pub(crate) fn add_comment(
    tx: &mut Tx,
    request: &RequestId,
    id: &CommentId,
    author: &PersonId,
    words: &str,
    at: Moment,
) -> Result<(), Error> {
    let row = CommentRow {
        id: id.to_string(),
        request_id: request.to_string(),
        author_id: author.to_string(),
        words: words.to_owned(),
        at: at.0,
    };
    insert!(tx.db, comments_table::table, &row)?;
    Ok(())
}

/// How many comments there are about a request.
pub fn count_comments(db: &mut AnyConnection, request: &RequestId) -> Result<usize, Error> {
    let count: i64 = comments_table::table
        .filter(comments_table::request_id.eq(request.as_str()))
        .count()
        .get_result(db)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// What deciders have said about a request, in order: as much as anybody may say, and what was said before there was a limit, as far
/// as a page shows it.
pub fn comments(db: &mut AnyConnection, request: &RequestId) -> Result<Vec<Comment>, Error> {
    let rows: Vec<CommentRow> = comments_table::table
        .filter(comments_table::request_id.eq(request.as_str()))
        .order(comments_table::id)
        .limit(1000)
        .select(CommentRow::as_select())
        .load(db)?;
    rows.into_iter()
        .map(|row| {
            let id = row.id.parse();
            Ok(Comment {
                id: id.map_err(|_| Error::corrupt("comment", &row.id, "id"))?,
                words: row.words,
            })
        })
        .collect()
}
