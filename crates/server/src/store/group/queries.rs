//! Queries about groups and who is in them.

use crate::search_index;
use crate::storage::schema::{deletions, former_groups, group_members, groups};
use crate::storage::{AnyConnection, Error, directly};
use crate::store::deletion::going;
use crate::store::group::row::GroupRow;
use diesel::prelude::*;
use domain::group::Group;
use domain::{GroupId, Moment, PersonId, Refusal, SmartAccountId, VirtualAccountId};
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

/// A group by its id. Errors: `NotFound` where there is none, or none any more, though it goes bit by bit.
pub fn find(db: &mut AnyConnection, id: &GroupId) -> Result<Group, Error> {
    let row: Option<GroupRow> = groups::table
        .find(id.as_str())
        .filter(groups::id.ne_all(going!()))
        .select(GroupRow::as_select())
        .first(db)
        .optional()?;
    row.ok_or(Refusal::NotFound)?.try_into()
}

/// A group that goes bit by bit.
pub fn find_going(db: &mut AnyConnection, id: &GroupId) -> Result<Option<Group>, Error> {
    let row: Option<GroupRow> = groups::table
        .find(id.as_str())
        .filter(groups::id.eq_any(going!()))
        .select(GroupRow::as_select())
        .first(db)
        .optional()?;
    row.map(TryInto::try_into).transpose()
}

/// The groups of an account that go bit by bit, at most so many.
pub fn going_of(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    limit: i64,
) -> Result<Vec<Group>, Error> {
    let underway = deletions::table
        .filter(deletions::account_id.eq(account.as_str()))
        .select(deletions::id);
    let rows: Vec<GroupRow> = groups::table
        .filter(groups::id.eq_any(underway))
        .order(groups::id)
        .limit(limit)
        .select(GroupRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// What a group was called that is gone, and the Virtual Account it belonged to in the end. In: the account it was of.
pub fn former(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &GroupId,
) -> Result<Option<(String, Option<VirtualAccountId>)>, Error> {
    let found: Option<(String, Option<String>)> = former_groups::table
        .find(id.as_str())
        .filter(former_groups::account_id.eq(account.as_str()))
        .select((former_groups::name, former_groups::virtual_account_id))
        .first(db)
        .optional()?;
    let corrupt = |_| Error::corrupt("group", id.as_str(), "virtual_account");
    found
        .map(|(name, on)| Ok((name, on.map(|on| on.parse()).transpose().map_err(corrupt)?)))
        .transpose()
}

/// Several groups at once, in no particular order.
pub fn find_all(db: &mut AnyConnection, ids: &[String]) -> Result<Vec<Group>, Error> {
    let rows: Vec<GroupRow> = groups::table
        .filter(groups::id.eq_any(ids))
        .filter(groups::id.ne_all(going!()))
        .select(GroupRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// What these groups are called, or were before they were deleted, by id.
pub fn names(db: &mut AnyConnection, ids: &[String]) -> Result<BTreeMap<String, String>, Error> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut found: Vec<(String, String)> = groups::table
        .filter(groups::id.eq_any(ids))
        .select((groups::id, groups::name))
        .load(db)?;
    let former: Vec<(String, String)> = former_groups::table
        .filter(former_groups::id.eq_any(ids))
        .select((former_groups::id, former_groups::name))
        .load(db)?;
    found.extend(former);
    Ok(found.into_iter().collect())
}

/// What a group is called, or was before it was deleted. Errors: an id that no group ever had.
pub fn name(db: &mut AnyConnection, id: &GroupId) -> Result<String, Error> {
    let named = names(db, &[id.to_string()])?.remove(id.as_str());
    named.ok_or_else(|| Error::corrupt("group", id.as_str(), "name"))
}

/// Whether another group of the account than `except` has the name, in whatever capitals and accents.
pub fn name_is_taken(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    name: &str,
    except: Option<&GroupId>,
) -> Result<bool, Error> {
    let others = groups::table
        .filter(groups::account_id.eq(account.as_str()))
        .filter(groups::folded_name.eq(search_index::fold(name)))
        .filter(groups::id.ne(except.map_or("", GroupId::as_str)));
    Ok(diesel::select(diesel::dsl::exists(others)).get_result(db)?)
}

/// The groups of an account that belong to one of its Virtual Accounts.
macro_rules! tied {
    ($account:expr, $id:expr) => {
        groups::table
            // Put so, no engine goes through all of an account by its index rather than through one Virtual Account by that one's.
            .filter(groups::account_id.concat("").eq($account.as_str()))
            .filter(groups::virtual_account_id.eq($id.as_str()))
            .filter(groups::id.ne_all(going!()))
    };
}

/// How many groups of an account belong to one of its Virtual Accounts.
pub fn count_tied_to(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &VirtualAccountId,
) -> Result<i64, Error> {
    Ok(tied!(account, id).count().get_result(db)?)
}

/// The groups of an account that belong to one of its Virtual Accounts, the first of them.
pub fn tied_to(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &VirtualAccountId,
    limit: i64,
) -> Result<Vec<Group>, Error> {
    let rows: Vec<GroupRow> = tied!(account, id)
        .order((groups::folded_name, groups::id))
        .limit(limit)
        .select(GroupRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Whether somebody is in a group.
pub fn is_in(db: &mut AnyConnection, group: &GroupId, person: &PersonId) -> Result<bool, Error> {
    let row = group_members::table.find((group.as_str(), person.as_str()));
    Ok(diesel::select(diesel::dsl::exists(row)).get_result(db)?)
}

/// Those of `people` who are in a group.
pub fn are_in(
    db: &mut AnyConnection,
    group: &GroupId,
    people: &[String],
) -> Result<BTreeSet<PersonId>, Error> {
    let found: Vec<String> = group_members::table
        .filter(group_members::group_id.eq(group.as_str()))
        .filter(group_members::person_id.eq_any(people))
        .select(group_members::person_id)
        .load(db)?;
    ids(found, "person")
}

/// The ids that rows of members hold. In: what they are ids of. Errors: one that is no such id.
fn ids<Id: FromStr, All: FromIterator<Id>>(
    found: Vec<String>,
    what: &'static str,
) -> Result<All, Error> {
    let read = |id: String| {
        id.parse()
            .map_err(|_| Error::corrupt("group_member", &id, what))
    };
    found.into_iter().map(read).collect()
}

/// Some of those in a group, in the order of their ids after the one named.
pub fn some_in(
    db: &mut AnyConnection,
    group: &GroupId,
    after: Option<&PersonId>,
    limit: i64,
) -> Result<Vec<PersonId>, Error> {
    let found: Vec<String> = group_members::table
        .filter(group_members::group_id.eq(group.as_str()))
        .filter(group_members::person_id.gt(after.map_or("", PersonId::as_str)))
        .order(group_members::person_id)
        .limit(limit)
        .select(group_members::person_id)
        .load(db)?;
    ids(found, "person")
}

/// How many people are in a group, as the group itself counts them.
pub fn size(db: &mut AnyConnection, group: &GroupId) -> Result<i64, Error> {
    let size: Option<i64> = groups::table
        .find(group.as_str())
        .select(groups::members)
        .first(db)?;
    Ok(size.unwrap_or(0))
}

/// Since when somebody is in the groups they are in.
pub fn joined(
    db: &mut AnyConnection,
    person: &PersonId,
) -> Result<BTreeMap<GroupId, Moment>, Error> {
    let rows: Vec<(String, i64)> = group_members::table
        .filter(group_members::person_id.eq(person.as_str()))
        .select((group_members::group_id, group_members::since))
        .load(db)?;
    let since = |(id, since): (String, i64)| match id.parse() {
        Ok(group) => Ok((group, Moment(since))),
        Err(_) => Err(Error::corrupt("group", &id, "id")),
    };
    rows.into_iter().map(since).collect()
}

/// The groups somebody is in, but for those that go: they give nothing any more.
pub fn groups_of(db: &mut AnyConnection, person: &PersonId) -> Result<BTreeSet<GroupId>, Error> {
    let found: Vec<String> = directly!(db, db => group_members::table
        .filter(group_members::person_id.eq(person.as_str()))
        .filter(group_members::group_id.ne_all(going!()))
        .select(group_members::group_id)
        .load(db)?);
    ids(found, "group")
}
