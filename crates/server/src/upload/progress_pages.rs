//! How far an upload is, for a page that watches it.

use super::pages::{id, only_of};
use super::store;
use crate::smart_account::desk::{Desk, ManageMembers};
use crate::web::errors::PageError;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// Its state and how many lines of it are done, as two words.
pub async fn show(
    desk: Desk<ManageMembers>,
    Path((_, upload)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (id, account, only) = (id(&upload)?, desk.account.id.clone(), only_of(&desk));
    let read = desk
        .app
        .db
        .read(move |db| store::find(db, &id, &account, only.as_ref()));
    let upload = read.await?;
    let said = format!("{} {}", upload.state.key(), upload.done_lines);
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/plain; charset=utf-8"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, said).into_response())
}
