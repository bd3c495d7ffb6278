//! Deleting groups: at once, or bit by bit where many people are in one, or it holds much.

use crate::event_log::Answer;
use crate::standing::group::{manager, of_account};
use crate::storage::{AnyConnection, Error, Tx};
use crate::store::deletion::{AT_ONCE, SomeOf};
use crate::use_cases::group::managing::carry_out;
use crate::{event_log, store};
use domain::group::Group;
use domain::rules::group::{GoesWithGroup, deleted, goes_bit_by_bit};
use domain::{GroupId, PersonId, Refusal, Scope, SmartAccountId, VirtualAccountId, rules};

/// As many roles are named to those who had them.
const NAMED: i64 = 20;

/// How much hangs on a group: people, roles and requests.
pub(crate) fn left_of(db: &mut AnyConnection, id: &GroupId) -> Result<i64, Error> {
    Ok(store::group::size(db, id)?
        + store::membership::count_of_group(db, id)?
        + store::access_request::count_pending_for(db, id)?)
}

/// Whether so much hangs on a group that it goes bit by bit.
pub fn is_large(db: &mut AnyConnection, id: &GroupId) -> Result<bool, Error> {
    Ok(left_of(db, id)? > AT_ONCE)
}

/// Deletes a group with all that hangs on it, or begins to. Out: whether nothing is left of it already.
pub fn delete(
    tx: &mut Tx,
    account: &SmartAccountId,
    by: &PersonId,
    id: &GroupId,
    seen_version: u32,
) -> Answer<bool> {
    store::smart_account::find(tx.db, account)?.must_be_open()?;
    let group = of_account(tx.db, account, id)?;
    let manager = manager(tx.db, by, account, tx.now)?;
    let much = left_of(tx.db, id)?;
    let is_large = much > AT_ONCE;
    let answer = if is_large {
        let here = store::membership::scopes_of_group(tx.db, id, account)?;
        let much = u64::try_from(much).unwrap_or(0);
        rules::group::begin_deletion(&manager, &group, seen_version, here, much)
            .map(|begun| vec![begun])
    } else {
        let hanging = GoesWithGroup {
            pending: store::access_request::pending_for(tx.db, id, AT_ONCE)?,
            members: store::group::some_in(tx.db, id, None, AT_ONCE)?,
            held: store::membership::left_of_group(tx.db, id, AT_ONCE)?,
        };
        rules::group::delete(&manager, &group, seen_version, &hanging, tx.now)
    };
    Ok(carry_out(tx, &group, by, answer)?.map(|()| !is_large))
}

/// Takes the next bit of what hangs on a group that goes; after the last it is deleted.
pub(crate) fn delete_further(tx: &mut Tx, id: &GroupId) -> Result<(), Error> {
    let group = store::group::find_going(tx.db, id)?.ok_or(Refusal::NotFound)?;
    let had = store::membership::left_of_group(tx.db, id, NAMED)?;
    let on = parts_of(tx.db, &group)?;
    let kinds: [SomeOf<GroupId, GoesWithGroup>; 3] = [some_requests, some_people, some_roles];
    for some_of in kinds {
        let some = some_of(tx.db, id)?;
        let events = goes_bit_by_bit(&group, &some, &on, &had, tx.now)?;
        if !events.is_empty() {
            return event_log::record(tx, &events);
        }
    }
    event_log::record(tx, &[deleted(&group)])
}

/// The Virtual Accounts of its own account on which it holds roles.
fn parts_of(db: &mut AnyConnection, group: &Group) -> Result<Vec<VirtualAccountId>, Error> {
    let here = store::membership::scopes_of_group(db, &group.id, &group.account)?;
    let parts = here.iter().flat_map(Scope::virtual_accounts);
    Ok(parts.cloned().collect())
}

fn some_requests(db: &mut AnyConnection, id: &GroupId) -> Result<GoesWithGroup, Error> {
    Ok(GoesWithGroup {
        pending: store::access_request::pending_for(db, id, AT_ONCE)?,
        ..GoesWithGroup::default()
    })
}

fn some_people(db: &mut AnyConnection, id: &GroupId) -> Result<GoesWithGroup, Error> {
    Ok(GoesWithGroup {
        members: store::group::some_in(db, id, None, AT_ONCE)?,
        ..GoesWithGroup::default()
    })
}

fn some_roles(db: &mut AnyConnection, id: &GroupId) -> Result<GoesWithGroup, Error> {
    Ok(GoesWithGroup {
        held: store::membership::left_of_group(db, id, AT_ONCE)?,
        ..GoesWithGroup::default()
    })
}
