//! What an address is: its path, what answers there, and who may reach it.

use crate::app::App;
use axum::routing::MethodRouter;
use std::sync::Arc;

/// The path, with what stands in it for a noun in braces, and what answers there.
pub(crate) type Route = (&'static str, MethodRouter<Arc<App>>);

/// Who may reach an address. A test holds the list against the router and knocks at every door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Anybody.
    Public,
    /// Whoever is signed in; things that are not theirs do not exist.
    SignedIn,
    /// Whoever holds a right in the account.
    Desk,
    /// Whoever decides the requests of a programme.
    Queue,
    Operator,
    SupportAgent,
}

/// Where files may come with words, which takes time over a slow line.
pub(crate) const ATTACHING: [&str; 11] = [
    "/access/cases",
    "/access/requests/{id}/support-case",
    "/support/cases/{id}/messages",
    "/support/cases/{id}/solution",
    "/support/cases/{id}/notes",
    "/support/cases/{id}/reopening",
    // The page is one form, so that files come along which are for another button.
    "/support/cases/{id}/closure",
    "/support/cases/{id}/priority",
    "/support/cases/{id}/assignment",
    "/support/cases/{id}/reminders",
    "/support/cases/{id}/handovers",
];

/// Where files of lines are sent, which may be large and long on their way.
pub(crate) const UPLOADS: [&str; 3] = [
    "/accounts/{domain}/uploads",
    "/accounts/{domain}/groups/{id}/uploads",
    "/support/contracts/imports",
];
