//! Who may have to do with an upload.

use crate::standing::membership::reach_of;
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::store::upload::Upload;
use domain::group::Group;
use domain::rules::upload::Looker;
use domain::{Moment, PersonId, Refusal, Right};

/// Refuses whoever the upload is not to be seen by: to them it does not exist.
pub fn must_see(
    db: &mut AnyConnection,
    upload: &Upload,
    person: &PersonId,
    now: Moment,
) -> Result<(), Error> {
    let looker = Looker {
        person: person.clone(),
        users: reach_of(db, person, &upload.account, Right::MemberManage, now)?,
        groups: reach_of(db, person, &upload.account, Right::GroupManage, now)?,
    };
    let group = match &upload.group {
        Some(id) => store::group::find_all(db, &[id.to_string()])?.pop(),
        None => None,
    };
    let scope = group.as_ref().map(Group::scope);
    if looker.may_see(&upload.uploaded_by, upload.group.is_some(), scope.as_ref()) {
        Ok(())
    } else {
        Err(Refusal::NotFound.into())
    }
}
