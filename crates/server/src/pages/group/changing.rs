//! What the pages that change a group share: in whose name it is changed, and where they lead.

use crate::web::desk::{Desk, ManageGroups};
use crate::web::visit::Onward;
use axum::response::{IntoResponse, Response};
use domain::group::Group;
use domain::{GroupId, PersonId, SmartAccountId};

/// What a change to a group is called with: the account of the desk, who is at it, and the group.
pub(crate) fn called_with(
    desk: &Desk<ManageGroups>,
    group: &Group,
) -> (SmartAccountId, PersonId, GroupId) {
    let (account, by) = (&desk.account.id, &desk.person.id);
    (account.clone(), by.clone(), group.id.clone())
}

/// To the page of the group, with what was done.
pub(crate) fn lead_to(desk: &Desk<ManageGroups>, group: &GroupId, said: &str) -> Response {
    Onward::to(&desk.app, &desk.address(&format!("groups/{group}")))
        .saying(said)
        .into_response()
}
