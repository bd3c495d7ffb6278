//! What groups and their members are found and sorted by: words in lower case and without accents, as for roles.

pub use crate::search_index::{FoundBy, fold, range as beginning_with, words};

use crate::search_index::{all_encoded, encoded, indexed};
use crate::storage::schema::{group_member_terms, group_members, group_terms, groups};
use crate::storage::{AnyConnection, Error, Tx, insert};
use crate::store::group::row::GroupRow;
use crate::{search_index, store};
use diesel::prelude::*;
use domain::group::Group;
use domain::{GroupId, PersonId};
use std::collections::{BTreeMap, BTreeSet};

/// What somebody is found and sorted by in the groups they are in.
pub fn of_person(db: &mut AnyConnection, id: &PersonId) -> Result<FoundBy, Error> {
    Ok(search_index::of_person(&store::person::find(db, id)?))
}

/// Notes what a group is called now.
pub fn name_group(tx: &mut Tx, group: &Group) -> Result<(), Error> {
    let found_by = search_index::of_group(&group.name);
    diesel::update(groups::table.find(group.id.as_str()))
        .set(groups::folded_name.eq(&found_by.name))
        .execute(tx.db)?;
    forget_group(tx, &group.id)?;
    let rows: Vec<_> = found_by
        .terms
        .iter()
        .map(|term| {
            (
                group_terms::account_id.eq(group.account.as_str()),
                group_terms::term.eq(encoded(term)),
                group_terms::group_id.eq(group.id.as_str()),
            )
        })
        .collect();
    insert!(tx.db, group_terms::table, &rows)?;
    Ok(())
}

/// Makes a group no longer findable.
pub fn forget_group(tx: &mut Tx, id: &GroupId) -> Result<(), Error> {
    diesel::delete(group_terms::table.filter(group_terms::group_id.eq(id.as_str())))
        .execute(tx.db)?;
    Ok(())
}

/// Makes somebody findable in a group.
pub fn add_member(
    tx: &mut Tx,
    group: &str,
    person: &str,
    all: &BTreeSet<String>,
) -> Result<(), Error> {
    let rows: Vec<_> = all
        .iter()
        .map(|term| {
            (
                group_member_terms::group_id.eq(group),
                group_member_terms::term.eq(encoded(term)),
                group_member_terms::person_id.eq(person),
            )
        })
        .collect();
    insert!(tx.db, group_member_terms::table, &rows)?;
    Ok(())
}

/// Makes people no longer findable in a group.
pub fn remove_members(tx: &mut Tx, group: &GroupId, people: &[PersonId]) -> Result<(), Error> {
    diesel::delete(
        group_member_terms::table
            .filter(group_member_terms::group_id.eq(group.as_str()))
            .filter(group_member_terms::person_id.eq_any(people.iter().map(PersonId::as_str))),
    )
    .execute(tx.db)?;
    Ok(())
}

/// Follows a person's new name or address in the groups they are in, which are few.
pub fn follow_person(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    let within: Vec<String> = group_members::table
        .filter(group_members::person_id.eq(person.as_str()))
        .select(group_members::group_id)
        .load(tx.db)?;
    if within.is_empty() {
        return Ok(());
    }
    let found_by = of_person(tx.db, person)?;
    diesel::update(group_members::table.filter(group_members::person_id.eq(person.as_str())))
        .set(group_members::member_name.eq(&found_by.name))
        .execute(tx.db)?;
    diesel::delete(
        group_member_terms::table.filter(group_member_terms::person_id.eq(person.as_str())),
    )
    .execute(tx.db)?;
    for group in within {
        add_member(tx, &group, person.as_str(), &found_by.terms)?;
    }
    Ok(())
}

/// Indexes groups after the one named that are not indexed as they should be. Out: the last that was looked at.
pub fn fill(tx: &mut Tx, after: &str, limit: i64) -> Result<Option<String>, Error> {
    let rows: Vec<(GroupRow, Option<String>)> = groups::table
        .filter(groups::id.gt(after))
        .order(groups::id)
        .limit(limit)
        .select((GroupRow::as_select(), groups::folded_name))
        .load(tx.db)?;
    let ids: Vec<&str> = rows.iter().map(|(row, _)| row.id.as_str()).collect();
    let is = group_terms::table
        .filter(group_terms::group_id.eq_any(&ids))
        .select((group_terms::group_id, group_terms::term))
        .load(tx.db)?;
    let is = indexed(is);
    let last = rows.last().map(|(row, _)| row.id.clone());
    for (row, folded) in rows {
        let found_by = search_index::of_group(&row.name);
        let is = is.get(&row.id);
        if folded.as_ref() != Some(&found_by.name) || is != Some(&all_encoded(&found_by.terms)) {
            name_group(tx, &row.try_into()?)?;
        }
    }
    Ok(last)
}

/// The same for who is in groups, in the order of the groups.
pub fn fill_members(tx: &mut Tx, after: &str, limit: i64) -> Result<Option<String>, Error> {
    let (group, person) = after.split_once('~').unwrap_or((after, ""));
    let beyond = group_members::group_id
        .gt(group)
        .or(group_members::person_id.gt(person));
    let rows: Vec<(String, String, Option<String>)> = group_members::table
        .filter(group_members::group_id.ge(group))
        .filter(beyond)
        .order((group_members::group_id, group_members::person_id))
        .limit(limit)
        .select((
            group_members::group_id,
            group_members::person_id,
            group_members::member_name,
        ))
        .load(tx.db)?;
    let within: BTreeSet<&String> = rows.iter().map(|(group, ..)| group).collect();
    let people: BTreeSet<String> = rows.iter().map(|(_, person, _)| person.clone()).collect();
    let people: Vec<String> = people.into_iter().collect();
    let is: Vec<(String, String, String)> = group_member_terms::table
        .filter(group_member_terms::group_id.eq_any(within))
        .filter(group_member_terms::person_id.eq_any(&people))
        .select((
            group_member_terms::group_id,
            group_member_terms::person_id,
            group_member_terms::term,
        ))
        .load(tx.db)?;
    let key = |group: &str, person: &str| format!("{group}~{person}");
    let is = indexed(
        is.into_iter()
            .map(|(group, person, term)| (key(&group, &person), term))
            .collect(),
    );
    let people = store::person::find_all(tx.db, &people)?;
    let called: BTreeMap<&str, FoundBy> = people
        .iter()
        .map(|one| (one.id.as_str(), search_index::of_person(one)))
        .collect();
    for (group, person, name) in &rows {
        let Some(by) = called.get(person.as_str()) else {
            return Err(Error::corrupt("group_member", person, "person"));
        };
        if name.as_ref() != Some(&by.name) {
            diesel::update(group_members::table.find((group, person)))
                .set(group_members::member_name.eq(&by.name))
                .execute(tx.db)?;
        }
        if is.get(&key(group, person)) != Some(&all_encoded(&by.terms)) {
            let of_them = group_member_terms::table
                .filter(group_member_terms::group_id.eq(group))
                .filter(group_member_terms::person_id.eq(person));
            diesel::delete(of_them).execute(tx.db)?;
            add_member(tx, group, person, &by.terms)?;
        }
    }
    Ok(rows.last().map(|(group, person, _)| key(group, person)))
}
