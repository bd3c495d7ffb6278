//! What groups and their members are found and sorted by: words in lower case and without accents, as for roles.

pub use crate::membership::index::{FoundBy, fold, words};

use crate::clock::hexadecimal;
use crate::membership;
use crate::person;
use crate::storage::schema::{group_member_terms, group_members, group_terms, groups};
use crate::storage::{AnyConnection, Error, Tx, insert};
use diesel::prelude::*;
use domain::group::Group;
use domain::{GroupId, PersonId};
use std::collections::BTreeSet;

/// A term as it is kept: a prefix of it is a prefix of this, in whatever order a database puts letters.
fn kept(term: &str) -> String {
    hexadecimal(term.as_bytes())
}

/// The range of all kept terms that begin with a word: from the first, up to but without the second.
pub fn beginning_with(word: &str) -> (String, String) {
    let from = kept(word);
    // The digits are 0 to 9 and a to f.
    let to = format!("{from}g");
    (from, to)
}

pub fn of_person(db: &mut AnyConnection, id: &PersonId) -> Result<FoundBy, Error> {
    Ok(membership::index::of_person(&person::store::find(db, id)?))
}

/// Notes what a group is called now.
pub fn name_group(tx: &mut Tx, group: &Group) -> Result<(), Error> {
    let found_by = membership::index::of_group(&group.name);
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
                group_terms::term.eq(kept(term)),
                group_terms::group_id.eq(group.id.as_str()),
            )
        })
        .collect();
    insert!(tx.db, group_terms::table, &rows)?;
    Ok(())
}

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
                group_member_terms::term.eq(kept(term)),
                group_member_terms::person_id.eq(person),
            )
        })
        .collect();
    insert!(tx.db, group_member_terms::table, &rows)?;
    Ok(())
}

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
