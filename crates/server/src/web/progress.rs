//! How far some work is, for a page that watches it.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use std::fmt::Display;

/// The work's state and how much of it is done, as two words.
pub fn answer(state: &str, done: impl Display) -> Response {
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/plain; charset=utf-8"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, format!("{state} {done}")).into_response()
}
