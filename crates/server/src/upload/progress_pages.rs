//! How far an upload is, for a page that watches it.

use super::desk::UploadDesk;
use crate::web::progress;
use axum::response::Response;

/// Its state and how many lines of it are done.
pub async fn show(desk: UploadDesk) -> Response {
    progress::answer(desk.upload.state.key(), desk.upload.done_lines)
}
