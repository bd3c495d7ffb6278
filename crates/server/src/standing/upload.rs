//! Who may have to do with an upload.

use crate::standing::membership::reach_of;
use crate::storage::{AnyConnection, Error};
use crate::store::upload::Upload;
use crate::{standing, store};
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
    let Some(account) = upload.to.account() else {
        return match standing::person::works_for_support(db, person)? {
            true => Ok(()),
            false => Err(Refusal::NotFound.into()),
        };
    };
    let looker = Looker {
        person: person.clone(),
        users: reach_of(db, person, account, Right::MemberManage, now)?,
        groups: reach_of(db, person, account, Right::GroupManage, now)?,
    };
    let of_group = upload.to.group();
    let group = match of_group {
        Some(id) => store::group::find_all(db, &[id.to_string()])?.pop(),
        None => None,
    };
    let scope = group.as_ref().map(Group::scope);
    if looker.may_see(&upload.uploaded_by, of_group.is_some(), scope.as_ref()) {
        Ok(())
    } else {
        Err(Refusal::NotFound.into())
    }
}
