//! How far an upload is, for a page that watches it.

use crate::pages::upload::desk::UploadDesk;
use crate::web;
use axum::response::Response;

/// Its state and how many lines of it are done.
pub async fn show(desk: UploadDesk) -> Response {
    web::progress::answer(desk.upload.state.key(), desk.upload.done_lines)
}
