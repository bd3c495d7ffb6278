//! What an event changes in a group.

use crate::storage::schema::{former_groups, group_members, groups};
use crate::storage::{Error, Tx, insert};
use crate::store;
use crate::store::group::row::GroupRow;
use diesel::prelude::*;
use domain::group::{Group, GroupFact};
use domain::{GroupId, Moment, PersonId, VirtualAccountId};

/// Carries out what an event says about a group. The name of one that is deleted is kept, for what once named it.
pub(in crate::store) fn apply(tx: &mut Tx, fact: &GroupFact) -> Result<(), Error> {
    match fact {
        GroupFact::Created(group) => {
            insert!(tx.db, groups::table, &GroupRow::new(group))?;
            diesel::update(groups::table.find(group.id.as_str()))
                .set(groups::members.eq(0))
                .execute(tx.db)?;
            store::group::terms::name_group(tx, group)?;
        }
        GroupFact::Changed { after, .. } => {
            diesel::update(groups::table.find(after.id.as_str()))
                .set(&GroupRow::new(after))
                .execute(tx.db)?;
            store::group::terms::name_group(tx, after)?;
        }
        GroupFact::DeletionBegun { group, hanging } => {
            // What looks for groups by their words does not find it any more.
            store::group::terms::forget_group(tx, &group.id)?;
            store::deletion::begin(tx, group.id.as_str(), &group.account, *hanging)?;
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

fn delete(tx: &mut Tx, group: &Group) -> Result<(), Error> {
    store::group::terms::forget_group(tx, &group.id)?;
    store::deletion::end(tx, group.id.as_str())?;
    diesel::delete(groups::table.find(group.id.as_str())).execute(tx.db)?;
    let row = (
        former_groups::id.eq(group.id.as_str()),
        former_groups::account_id.eq(group.account.as_str()),
        former_groups::name.eq(&group.name),
        former_groups::deleted_at.eq(tx.now.0),
        former_groups::virtual_account_id
            .eq(group.virtual_account.as_ref().map(VirtualAccountId::as_str)),
    );
    insert!(tx.db, former_groups::table, row)?;
    Ok(())
}

fn add_member(tx: &mut Tx, group: &GroupId, person: &PersonId, now: Moment) -> Result<(), Error> {
    let found_by = store::group::terms::of_person(tx.db, person)?;
    let row = (
        group_members::group_id.eq(group.as_str()),
        group_members::person_id.eq(person.as_str()),
        group_members::since.eq(now.0),
        group_members::member_name.eq(&found_by.name),
    );
    insert!(tx.db, group_members::table, row)?;
    store::group::terms::add_member(tx, group.as_str(), person.as_str(), &found_by.terms)?;
    count(tx, group, 1)
}

fn remove_members(tx: &mut Tx, group: &GroupId, people: &[PersonId]) -> Result<(), Error> {
    store::group::terms::remove_members(tx, group, people)?;
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
