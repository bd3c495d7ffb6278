//! Addresses of groups.

use crate::pages;
use crate::routes::door::{Route, UPLOADS};
use axum::routing::{get, post};

/// Part of the desk, and behind its door.
pub(crate) fn group_pages() -> Vec<Route> {
    vec![
        (
            "/accounts/{domain}/groups",
            get(pages::group::list::groups).post(pages::group::list::create),
        ),
        (
            "/accounts/{domain}/groups/new",
            get(pages::group::list::new_form),
        ),
        (
            "/accounts/{domain}/groups/{id}",
            get(pages::group::show::show).post(pages::group::edit::edit),
        ),
        (
            "/accounts/{domain}/groups/{id}/edit",
            get(pages::group::edit::edit_form),
        ),
        (
            "/accounts/{domain}/groups/{id}/deletion",
            get(pages::group::deletion::deletion_form).post(pages::group::deletion::delete),
        ),
        (
            "/accounts/{domain}/groups/{id}/deletion/progress",
            get(pages::group::deletion::progress),
        ),
        (
            "/accounts/{domain}/groups/{id}/members",
            post(pages::group::members::add),
        ),
        (
            "/accounts/{domain}/groups/{id}/members/new",
            get(pages::group::members::new_form),
        ),
        (
            "/accounts/{domain}/groups/{id}/members/file",
            get(pages::group::file::form),
        ),
        (
            UPLOADS[1],
            get(pages::upload::list::list_of_group).post(pages::group::file::create),
        ),
        (
            "/accounts/{domain}/groups/{id}/members/removal",
            get(pages::group::members::removal_form).post(pages::group::members::remove),
        ),
        (
            "/accounts/{domain}/groups/{id}/roles",
            post(pages::group::roles::give),
        ),
        (
            "/accounts/{domain}/groups/{id}/roles/new",
            get(pages::group::roles::new_form),
        ),
        (
            "/accounts/{domain}/groups/{id}/roles/{role}/end",
            get(pages::group::roles::end_form).post(pages::group::roles::end),
        ),
    ]
}
