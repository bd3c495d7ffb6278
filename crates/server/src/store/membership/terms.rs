//! What members are found and sorted by: names, user IDs and addresses, in lower case and without accents.

use crate::search_index::{FoundBy, all_encoded, indexed, of_group, of_person};
use crate::storage::schema::{groups, membership_terms as terms, memberships};
use crate::storage::{AnyConnection, Error, Tx, insert};
use crate::store;
use crate::store::membership::row::MembershipRow;
use diesel::prelude::*;
use domain::membership::{Holder, Membership};
use domain::{GroupId, MembershipId, Moment, PersonId};
use std::collections::{BTreeMap, BTreeSet};

pub use crate::search_index::{encoded, fold, words};

/// What the holder is found by now, and the day they were last here; none for a group.
pub fn of_holder(
    db: &mut AnyConnection,
    holder: &Holder,
) -> Result<(FoundBy, Option<Moment>), Error> {
    match holder {
        Holder::Person(id) => {
            let (person, seen) = store::person::find_with_last_active(db, id)?;
            Ok((of_person(&person), Some(seen.day())))
        }
        Holder::Group(id) => {
            let name: String = groups::table
                .find(id.as_str())
                .select(groups::name)
                .first(db)?;
            Ok((of_group(&name), None))
        }
    }
}

/// Makes a new membership findable.
pub fn add(tx: &mut Tx, membership: &Membership, by: &FoundBy) -> Result<(), Error> {
    add_terms(
        tx,
        membership.account.as_str(),
        membership.id.as_str(),
        &by.terms,
    )
}

fn add_terms(
    tx: &mut Tx,
    account: &str,
    membership: &str,
    all: &BTreeSet<String>,
) -> Result<(), Error> {
    let rows: Vec<_> = all
        .iter()
        .map(|term| {
            (
                terms::account_id.eq(account),
                terms::term.eq(encoded(term)),
                terms::membership_id.eq(membership),
            )
        })
        .collect();
    insert!(tx.db, terms::table, &rows)?;
    Ok(())
}

/// Makes a membership that has ended unfindable.
pub fn remove(tx: &mut Tx, membership: &MembershipId) -> Result<(), Error> {
    diesel::delete(terms::table.filter(terms::membership_id.eq(membership.as_str())))
        .execute(tx.db)?;
    Ok(())
}

/// Indexes memberships after the one named that are not indexed as they should be. Out: the last that was looked at.
pub fn fill(tx: &mut Tx, after: &str, limit: i64) -> Result<Option<String>, Error> {
    let rows: Vec<MembershipRow> = memberships::table
        .filter(memberships::id.gt(after))
        .order(memberships::id)
        .limit(limit)
        .select(MembershipRow::as_select())
        .load(tx.db)?;
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let is = terms::table
        .filter(terms::membership_id.eq_any(&ids))
        .select((terms::membership_id, terms::term))
        .load(tx.db)?;
    let is = indexed(is);
    let called = of_holders(tx.db, &rows)?;
    for row in &rows {
        let holder = row.person_id.as_ref().or(row.group_id.as_ref());
        let Some(by) = holder.and_then(|id| called.get(id)) else {
            return Err(Error::corrupt("membership", &row.id, "holder"));
        };
        // Only those rows are written that something is wrong with.
        if by.name != row.holder_name {
            diesel::update(memberships::table.find(&row.id))
                .set(memberships::holder_name.eq(&by.name))
                .execute(tx.db)?;
        }
        if is.get(&row.id) != Some(&all_encoded(&by.terms)) {
            let of_it = terms::table.filter(terms::membership_id.eq(&row.id));
            diesel::delete(of_it).execute(tx.db)?;
            add_terms(tx, &row.account_id, &row.id, &by.terms)?;
        }
    }
    Ok(rows.last().map(|row| row.id.clone()))
}

/// What those who hold these are found by, by the holder's id.
fn of_holders(
    db: &mut AnyConnection,
    rows: &[MembershipRow],
) -> Result<BTreeMap<String, FoundBy>, Error> {
    let people: Vec<String> = rows
        .iter()
        .filter_map(|row| row.person_id.clone())
        .collect();
    let teams: Vec<&String> = rows
        .iter()
        .filter_map(|row| row.group_id.as_ref())
        .collect();
    let people = store::person::find_all(db, &people)?;
    let teams: Vec<(String, String)> = groups::table
        .filter(groups::id.eq_any(teams))
        .select((groups::id, groups::name))
        .load(db)?;
    let people = people
        .iter()
        .map(|one| (one.id.to_string(), of_person(one)));
    let teams = teams.into_iter().map(|(id, name)| (id, of_group(&name)));
    Ok(people.chain(teams).collect())
}

/// Follows a person's new name or address in what they hold.
pub fn follow_person(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    let held: Vec<MembershipRow> = memberships::table
        .filter(memberships::person_id.eq(person.as_str()))
        .select(MembershipRow::as_select())
        .load(tx.db)?;
    follow(tx, &held, &Holder::Person(person.clone()))
}

/// Follows a holder's new name in everything they hold; that is a few rows, as many as they have roles.
pub fn follow(tx: &mut Tx, held: &[MembershipRow], holder: &Holder) -> Result<(), Error> {
    if held.is_empty() {
        return Ok(());
    }
    let (by, _) = of_holder(tx.db, holder)?;
    let ids: Vec<&str> = held.iter().map(|row| row.id.as_str()).collect();
    diesel::update(memberships::table.filter(memberships::id.eq_any(&ids)))
        .set(memberships::holder_name.eq(&by.name))
        .execute(tx.db)?;
    diesel::delete(terms::table.filter(terms::membership_id.eq_any(&ids))).execute(tx.db)?;
    for row in held {
        add_terms(tx, &row.account_id, &row.id, &by.terms)?;
    }
    Ok(())
}

/// Follows a group's new name in what it holds.
pub fn follow_group(tx: &mut Tx, group: &GroupId) -> Result<(), Error> {
    let held: Vec<MembershipRow> = memberships::table
        .filter(memberships::group_id.eq(group.as_str()))
        .select(MembershipRow::as_select())
        .load(tx.db)?;
    follow(tx, &held, &Holder::Group(group.clone()))
}
