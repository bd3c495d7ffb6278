//! Queries about groups and who is in them.

use super::index;
use crate::storage::schema::{former_groups, group_members, groups, memberships};
use crate::storage::{AnyConnection, Error, Tx, insert};
use diesel::prelude::*;
use domain::group::{Group, GroupFact};
use domain::membership::Holder;
use domain::{GroupId, Moment, PersonId, Refusal, SmartAccountId, VirtualAccountId};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Queryable, Selectable, Insertable, AsChangeset, Clone)]
#[diesel(table_name = groups, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct GroupRow {
    pub id: String,
    pub account_id: String,
    pub virtual_account_id: Option<String>,
    pub name: String,
    pub description: Option<String>,
    pub version: i64,
}

impl GroupRow {
    pub fn new(group: &Group) -> Self {
        Self {
            id: group.id.to_string(),
            account_id: group.account.to_string(),
            virtual_account_id: group.virtual_account.as_ref().map(ToString::to_string),
            name: group.name.clone(),
            description: group.description.clone(),
            version: group.version.into(),
        }
    }
}

impl TryFrom<GroupRow> for Group {
    type Error = Error;
    fn try_from(row: GroupRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("group", &row.id, what);
        Ok(Group {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            account: row.account_id.parse().map_err(|_| corrupt("account"))?,
            virtual_account: row
                .virtual_account_id
                .as_deref()
                .map(str::parse)
                .transpose()
                .map_err(|_| corrupt("virtual account"))?,
            name: row.name.clone(),
            description: row.description.clone(),
            version: u32::try_from(row.version).map_err(|_| corrupt("version"))?,
        })
    }
}

pub fn find(db: &mut AnyConnection, id: &GroupId) -> Result<Group, Error> {
    let row: Option<GroupRow> = groups::table
        .find(id.as_str())
        .select(GroupRow::as_select())
        .first(db)
        .optional()?;
    row.ok_or(Refusal::NotFound)?.try_into()
}

/// Several groups at once, in no particular order.
pub fn find_all(db: &mut AnyConnection, ids: &[String]) -> Result<Vec<Group>, Error> {
    let rows: Vec<GroupRow> = groups::table
        .filter(groups::id.eq_any(ids))
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

/// What a group is called, or was before it was deleted.
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
        .filter(groups::folded_name.eq(index::fold(name)))
        .filter(groups::id.ne(except.map_or("", GroupId::as_str)));
    Ok(diesel::select(diesel::dsl::exists(others)).get_result(db)?)
}

/// The groups of an account that belong to one of its Virtual Accounts.
pub fn tied_to(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &VirtualAccountId,
) -> Result<Vec<Group>, Error> {
    let rows: Vec<GroupRow> = groups::table
        .filter(groups::account_id.concat("").eq(account.as_str()))
        .filter(groups::virtual_account_id.eq(id.as_str()))
        .order((groups::folded_name, groups::id))
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
    found
        .into_iter()
        .map(|id| {
            id.parse()
                .map_err(|_| Error::corrupt("group_member", &id, "person"))
        })
        .collect()
}

/// Everybody in a group, for a group that is deleted.
pub fn everybody_in(db: &mut AnyConnection, group: &GroupId) -> Result<Vec<PersonId>, Error> {
    let found: Vec<String> = group_members::table
        .filter(group_members::group_id.eq(group.as_str()))
        .order(group_members::person_id)
        .select(group_members::person_id)
        .load(db)?;
    found
        .into_iter()
        .map(|id| {
            id.parse()
                .map_err(|_| Error::corrupt("group_member", &id, "person"))
        })
        .collect()
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
    found
        .into_iter()
        .map(|id| {
            id.parse()
                .map_err(|_| Error::corrupt("group_member", &id, "person"))
        })
        .collect()
}

/// How many people are in a group.
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

/// The groups somebody is in.
pub fn groups_of(db: &mut AnyConnection, person: &PersonId) -> Result<BTreeSet<GroupId>, Error> {
    let found: Vec<String> = group_members::table
        .filter(group_members::person_id.eq(person.as_str()))
        .select(group_members::group_id)
        .load(db)?;
    found
        .into_iter()
        .map(|id| {
            id.parse()
                .map_err(|_| Error::corrupt("group_member", &id, "group"))
        })
        .collect()
}

pub fn apply(tx: &mut Tx, fact: &GroupFact) -> Result<(), Error> {
    match fact {
        GroupFact::Created(group) => {
            insert!(tx.db, groups::table, &GroupRow::new(group))?;
            diesel::update(groups::table.find(group.id.as_str()))
                .set(groups::members.eq(0))
                .execute(tx.db)?;
            index::name_group(tx, group)?;
        }
        GroupFact::Changed { after, .. } => {
            diesel::update(groups::table.find(after.id.as_str()))
                .set(&GroupRow::new(after))
                .execute(tx.db)?;
            index::name_group(tx, after)?;
            follow_name(tx, &after.id)?;
        }
        GroupFact::Deleted(group) => delete(tx, group)?,
        GroupFact::MemberAdded { group, person, .. } => add_member(tx, &group.id, person, tx.now)?,
        GroupFact::MemberRemoved { group, person, .. } => {
            remove_members(tx, &group.id, std::slice::from_ref(person))?;
        }
        GroupFact::Emptied { group, people, .. } => remove_members(tx, &group.id, people)?,
        // What the log says of it, here or in another account.
        GroupFact::Refused { .. }
        | GroupFact::GuestAdded { .. }
        | GroupFact::GuestRemoved { .. } => {}
    }
    Ok(())
}

/// Follows a group's new name in what it holds.
fn follow_name(tx: &mut Tx, id: &GroupId) -> Result<(), Error> {
    use crate::membership::index::follow;
    use crate::membership::store::MembershipRow;
    let held: Vec<MembershipRow> = memberships::table
        .filter(memberships::group_id.eq(id.as_str()))
        .select(MembershipRow::as_select())
        .load(tx.db)?;
    follow(tx, &held, &Holder::Group(id.clone()))
}

fn delete(tx: &mut Tx, group: &Group) -> Result<(), Error> {
    index::forget_group(tx, &group.id)?;
    diesel::delete(groups::table.find(group.id.as_str())).execute(tx.db)?;
    let row = (
        former_groups::id.eq(group.id.as_str()),
        former_groups::account_id.eq(group.account.as_str()),
        former_groups::name.eq(&group.name),
        former_groups::deleted_at.eq(tx.now.0),
    );
    insert!(tx.db, former_groups::table, row)?;
    Ok(())
}

fn add_member(tx: &mut Tx, group: &GroupId, person: &PersonId, now: Moment) -> Result<(), Error> {
    let found_by = index::of_person(tx.db, person)?;
    let row = (
        group_members::group_id.eq(group.as_str()),
        group_members::person_id.eq(person.as_str()),
        group_members::since.eq(now.0),
        group_members::member_name.eq(&found_by.name),
    );
    insert!(tx.db, group_members::table, row)?;
    index::add_member(tx, group.as_str(), person.as_str(), &found_by.terms)?;
    count(tx, group, 1)
}

fn remove_members(tx: &mut Tx, group: &GroupId, people: &[PersonId]) -> Result<(), Error> {
    index::remove_members(tx, group, people)?;
    let gone = diesel::delete(
        group_members::table
            .filter(group_members::group_id.eq(group.as_str()))
            .filter(group_members::person_id.eq_any(people.iter().map(PersonId::as_str))),
    )
    .execute(tx.db)?;
    count(tx, group, -i64::try_from(gone).unwrap_or(0))
}

fn count(tx: &mut Tx, group: &GroupId, more: i64) -> Result<(), Error> {
    diesel::update(groups::table.find(group.as_str()))
        .set(groups::members.eq(groups::members + more))
        .execute(tx.db)?;
    Ok(())
}
