//! What goes bit by bit, as the pages show it that watch it.

use crate::use_cases;
use crate::use_cases::deletion::HowFar;
use crate::web;
use crate::web::desk::{Desk, Needs};
use crate::web::errors::PageError;
use axum::response::Response;

/// Something in a list that goes bit by bit.
pub(crate) struct Underway {
    pub(crate) name: String,
    /// Of the page that shows how far it is.
    pub(crate) address: String,
}

/// As many are named above a list.
pub(crate) const MOST_UNDERWAY: i64 = 20;

/// How far the deletion of a Virtual Account or group is; none where nothing is left of it.
pub(crate) async fn how_far<R: Needs>(
    desk: &Desk<R>,
    id: &str,
) -> Result<Option<HowFar>, PageError> {
    let id = id.to_owned();
    Ok(desk
        .read(move |db| use_cases::deletion::how_far(db, &id))
        .await?)
}

/// The same, for a script that asks.
pub(crate) fn in_two_words(how_far: Option<HowFar>) -> Response {
    match how_far {
        Some(HowFar { done, .. }) => web::progress::answer("underway", done),
        None => web::progress::answer("none", 0),
    }
}
