//! Who manages a group, and what it holds where.

use crate::storage::{AnyConnection, Error};
use crate::{standing, store};
use domain::group::Group;
use domain::membership::{Membership, Reach};
use domain::rules::group::{GroupEntry, GroupManager};
use domain::{GroupId, MembershipId, Moment, PersonId, Refusal, Right, Role, SmartAccountId};

/// As many roles of one group are shown; a rule always gets all of them.
pub const MOST_SHOWN: i64 = 200;

/// More roles than any group holds.
pub(crate) const ALL: i64 = i64::MAX;

/// Somebody with how far they manage groups of an account, and give its roles.
pub fn manager(
    db: &mut AnyConnection,
    person: &PersonId,
    account: &SmartAccountId,
    now: Moment,
) -> Result<GroupManager, Error> {
    let mut reach = |right| standing::membership::reach_of(db, person, account, right, now);
    Ok(GroupManager {
        person: person.clone(),
        manages: reach(Right::GroupManage)?,
        gives: reach(Right::MemberManage)?,
    })
}

/// Whether somebody manages a group. A group there is not is managed by nobody.
pub fn is_managed_by(
    db: &mut AnyConnection,
    id: &GroupId,
    person: &PersonId,
    now: Moment,
) -> Result<bool, Error> {
    let Some(group) = store::group::find_all(db, &[id.to_string()])?.pop() else {
        return Ok(false);
    };
    manages(db, &group, person, now)
}

/// As [`is_managed_by`], of a group that was read already.
pub fn manages(
    db: &mut AnyConnection,
    group: &Group,
    person: &PersonId,
    now: Moment,
) -> Result<bool, Error> {
    let right = Right::GroupManage;
    let reach = standing::membership::reach_of(db, person, &group.account, right, now)?;
    Ok(reach.covers(&group.scope()))
}

/// A group of an account; those of others are not there.
pub fn of_account(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &GroupId,
) -> Result<Group, Error> {
    let group = store::group::find(db, id)?;
    if group.account == *account {
        Ok(group)
    } else {
        Err(Refusal::NotFound.into())
    }
}

/// As [`of_account`], for somebody whose right to manage groups reaches so far. Errors: what is out of reach is not there.
pub fn within_reach(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    reach: &Reach,
    id: &GroupId,
) -> Result<Group, Error> {
    let group = of_account(db, account, id)?;
    if reach.covers(&group.scope()) {
        Ok(group)
    } else {
        Err(Refusal::NotFound.into())
    }
}

/// As [`role_of`], for somebody whose right to manage users reaches so far. Errors: what is out of reach is not there.
pub fn role_within_reach(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    reach: &Reach,
    id: &GroupId,
    role: &MembershipId,
) -> Result<Membership, Error> {
    let membership = role_of(db, account, id, role)?;
    if reach.covers(&membership.scope()) {
        Ok(membership)
    } else {
        Err(Refusal::NotFound.into())
    }
}

/// A role that a group holds in an account.
pub fn role_of(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &GroupId,
    role: &MembershipId,
) -> Result<Membership, Error> {
    let found = store::membership::find_all(db, std::slice::from_ref(role))?;
    let ours =
        |m: &Membership| m.account == *account && m.holder.group().is_some_and(|group| group == id);
    Ok(found.into_iter().find(ours).ok_or(Refusal::NotFound)?)
}

/// Who manages a group, by name, the most recently active first; a few of them.
pub fn administrators(
    db: &mut AnyConnection,
    group: &Group,
    now: Moment,
) -> Result<Vec<String>, Error> {
    let mut found =
        store::membership::reachable_holders(db, &group.account, Role::SaAdministrator, now)?;
    if group.virtual_account.is_some() {
        let parts = store::virtual_account::virtual_accounts(db, &group.account)?;
        let tree = domain::virtual_account::Tree::of(&parts);
        let of_parts =
            store::membership::reachable_holders(db, &group.account, Role::VaAdministrator, now)?;
        found.extend(of_parts.into_iter().filter(|(held, _, _)| {
            let right = domain::Right::GroupManage;
            membership_reach(held, &tree, right, now).covers(&group.scope())
        }));
    }
    found.sort_by_key(|(_, person, seen)| (std::cmp::Reverse(*seen), person.id.clone()));
    let mut known = std::collections::BTreeSet::new();
    found.retain(|(_, person, _)| known.insert(person.id.clone()));
    let names = found
        .into_iter()
        .map(|(_, person, _)| person.profile.full_name);
    Ok(names.take(MOST_NAMED).collect())
}

fn membership_reach(
    held: &Membership,
    tree: &domain::virtual_account::Tree,
    right: domain::Right,
    now: Moment,
) -> Reach {
    domain::membership::reach(std::slice::from_ref(held), tree, right, now)
}

/// As many administrators of a group are named.
pub(crate) const MOST_NAMED: usize = 5;

/// A group as it stands, for somebody who puts people into it.
pub fn entry(
    db: &mut AnyConnection,
    group: Group,
    by: &PersonId,
    now: Moment,
) -> Result<GroupEntry, Error> {
    let account = store::smart_account::find(db, &group.account)?;
    Ok(GroupEntry {
        by: manager(db, by, &group.account, now)?,
        held: store::membership::held_by_group(db, &group.id, ALL)?,
        is_open: account.is_open(),
        group,
        now,
    })
}
