//! Addresses where the requests of programmes are decided.

use crate::pages;
use crate::routes::door::{Door, Route};
use axum::routing::{get, post};

/// To whoever decides nothing in a programme they do not exist.
pub(crate) fn queue_pages() -> Vec<(Door, Route)> {
    let routes: Vec<Route> = vec![
        (
            "/programmes/{key}/requests",
            get(pages::access_request::queue::queue),
        ),
        (
            "/programmes/{key}/requests/{id}",
            get(pages::access_request::decide::show),
        ),
        (
            "/programmes/{key}/requests/{id}/decision",
            post(pages::access_request::decide::create_decision),
        ),
        (
            "/programmes/{key}/requests/{id}/questions",
            post(pages::access_request::talk::create_question),
        ),
        (
            "/programmes/{key}/requests/{id}/handovers",
            post(pages::access_request::talk::create_handover),
        ),
        (
            "/programmes/{key}/requests/{id}/comments",
            post(pages::access_request::talk::create_comment),
        ),
        (
            "/programmes/{key}/requests/{id}/revocation",
            post(pages::access_request::taking_away::take_away),
        ),
    ];
    routes
        .into_iter()
        .map(|route| (Door::Queue, route))
        .collect()
}
