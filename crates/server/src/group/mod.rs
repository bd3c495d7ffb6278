//! Groups: people who hold roles together.

pub mod index;
pub mod store;

use crate::membership;
use crate::storage::{AnyConnection, Error};
use domain::{GroupId, Moment, PersonId, Right};

/// Whether somebody manages a group. A group there is not is managed by nobody.
pub fn is_kept_by(
    db: &mut AnyConnection,
    id: &GroupId,
    person: &PersonId,
    now: Moment,
) -> Result<bool, Error> {
    let Some(group) = store::find_all(db, &[id.to_string()])?.pop() else {
        return Ok(false);
    };
    let keeps = membership::reach_of(db, person, &group.account, Right::GroupManage, now)?;
    Ok(keeps.covers(&group.scope()))
}
