//! How far an upload is, for a page that watches it.

use super::desk::UploadDesk;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// Its state and how many lines of it are done, as two words.
pub async fn show(desk: UploadDesk) -> Response {
    let said = format!("{} {}", desk.upload.state.key(), desk.upload.done_lines);
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/plain; charset=utf-8"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, said).into_response()
}
