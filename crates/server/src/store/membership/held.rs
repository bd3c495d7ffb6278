//! What people and groups hold. What is held on what goes gives nothing, and is not held any more.

use crate::storage::schema::memberships;
use crate::storage::{AnyConnection, Error, directly};
use crate::store;
use crate::store::deletion::{gives, on_what_stays};
use crate::store::membership::row::{MembershipRow, all};
use diesel::prelude::*;
use domain::membership::{Holder, Membership};
use domain::{GroupId, PersonId, Scope, SmartAccountId};

/// What a person holds in one account, by themselves and through groups. Two queries rather than one with an "or", for which
/// an engine may read all the memberships of the account.
pub fn held(
    db: &mut AnyConnection,
    person: &PersonId,
    account: &SmartAccountId,
) -> Result<Vec<Membership>, Error> {
    let groups = store::group::groups_of(db, person)?;
    let here = || {
        memberships::table
            .filter(memberships::account_id.eq(account.as_str()))
            .filter(on_what_stays!())
    };
    let mut rows: Vec<MembershipRow> = directly!(db, db => here()
        .filter(memberships::person_id.eq(person.as_str()))
        .select(MembershipRow::as_select())
        .load(db)?);
    if !groups.is_empty() {
        let groups = groups.iter().map(|id| Some(id.as_str()));
        let theirs = here().filter(memberships::group_id.eq_any(groups));
        rows.extend(
            theirs
                .select(MembershipRow::as_select())
                .load::<MembershipRow>(db)?,
        );
    }
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    all(rows)
}

/// What a person holds anywhere, by themselves and through groups, at most `limit` of each.
pub fn held_anywhere(
    db: &mut AnyConnection,
    person: &PersonId,
    limit: i64,
) -> Result<Vec<Membership>, Error> {
    let anywhere = || {
        memberships::table
            .filter(on_what_stays!())
            .order((memberships::account_id, memberships::id))
            .limit(limit)
            .select(MembershipRow::as_select())
    };
    let groups = store::group::groups_of(db, person)?;
    let own = anywhere().filter(memberships::person_id.eq(person.as_str()));
    let mut rows: Vec<MembershipRow> = own.load(db)?;
    if !groups.is_empty() {
        let groups = groups.iter().map(|id| Some(id.as_str()));
        let theirs = anywhere().filter(memberships::group_id.eq_any(groups));
        rows.extend(theirs.load::<MembershipRow>(db)?);
    }
    rows.sort_by(|one, other| (&one.account_id, &one.id).cmp(&(&other.account_id, &other.id)));
    all(rows)
}

/// What a person or group itself holds in one account.
pub fn held_by(
    db: &mut AnyConnection,
    holder: &Holder,
    account: &SmartAccountId,
) -> Result<Vec<Membership>, Error> {
    let here = memberships::table
        .filter(memberships::account_id.eq(account.as_str()))
        .filter(gives!())
        .order(memberships::id)
        .select(MembershipRow::as_select());
    all(match holder {
        Holder::Person(id) => here
            .filter(memberships::person_id.eq(id.as_str()))
            .load(db)?,
        Holder::Group(id) => here
            .filter(memberships::group_id.eq(id.as_str()))
            .load(db)?,
    })
}

/// What these people themselves hold in one account.
pub fn held_by_people(
    db: &mut AnyConnection,
    people: &[String],
    account: &SmartAccountId,
) -> Result<Vec<Membership>, Error> {
    all(memberships::table
        .filter(memberships::account_id.eq(account.as_str()))
        .filter(memberships::person_id.eq_any(people.iter().map(Some)))
        .filter(on_what_stays!())
        .order(memberships::id)
        .select(MembershipRow::as_select())
        .load(db)?)
}

/// What several people and groups themselves hold in one account.
pub fn held_by_all(
    db: &mut AnyConnection,
    holders: &[Holder],
    account: &SmartAccountId,
) -> Result<Vec<Membership>, Error> {
    let people = holders.iter().filter_map(Holder::person);
    let groups = holders.iter().filter_map(Holder::group);
    let people: Vec<Option<&str>> = people.map(|id| Some(id.as_str())).collect();
    let groups: Vec<Option<&str>> = groups.map(|id| Some(id.as_str())).collect();
    let here = || {
        memberships::table
            .filter(memberships::account_id.eq(account.as_str()))
            .filter(on_what_stays!())
            .select(MembershipRow::as_select())
    };
    let of_people = here().filter(memberships::person_id.eq_any(people));
    let mut rows: Vec<MembershipRow> = of_people.load(db)?;
    let of_groups = here().filter(memberships::group_id.eq_any(groups));
    rows.extend(of_groups.load::<MembershipRow>(db)?);
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    all(rows)
}

/// What several groups hold anywhere.
pub fn held_by_groups(db: &mut AnyConnection, groups: &[String]) -> Result<Vec<Membership>, Error> {
    all(memberships::table
        .filter(memberships::group_id.eq_any(groups.iter().map(Some)))
        .filter(gives!())
        .order(memberships::id)
        .select(MembershipRow::as_select())
        .load(db)?)
}

/// What a group holds anywhere, at most `limit`.
pub fn held_by_group(
    db: &mut AnyConnection,
    group: &GroupId,
    limit: i64,
) -> Result<Vec<Membership>, Error> {
    let query = memberships::table.filter(memberships::group_id.eq(group.as_str()));
    all(query
        .filter(on_what_stays!())
        .order((memberships::account_id, memberships::id))
        .limit(limit)
        .select(MembershipRow::as_select())
        .load(db)?)
}

/// What a group holds anywhere though it goes, or what it is held on does: the first, at most `limit`.
pub fn left_of_group(
    db: &mut AnyConnection,
    group: &GroupId,
    limit: i64,
) -> Result<Vec<Membership>, Error> {
    let query = memberships::table.filter(memberships::group_id.eq(group.as_str()));
    all(query
        .order((memberships::account_id, memberships::id))
        .limit(limit)
        .select(MembershipRow::as_select())
        .load(db)?)
}

/// How many roles a group holds anywhere.
pub fn count_of_group(db: &mut AnyConnection, group: &GroupId) -> Result<i64, Error> {
    let held = memberships::table.filter(memberships::group_id.eq(group.as_str()));
    Ok(held.count().get_result(db)?)
}

/// What the roles are on that a group holds in one account, each once.
pub fn scopes_of_group(
    db: &mut AnyConnection,
    group: &GroupId,
    account: &SmartAccountId,
) -> Result<Vec<Scope>, Error> {
    let on: Vec<Option<String>> = memberships::table
        .filter(memberships::group_id.eq(group.as_str()))
        .filter(memberships::account_id.eq(account.as_str()))
        .select(memberships::virtual_account_id)
        .distinct()
        .load(db)?;
    let scope = |id: Option<String>| match id {
        None => Ok(Scope::EntireAccount),
        Some(id) => match id.parse() {
            Ok(part) => Ok(Scope::VirtualAccounts([part].into())),
            Err(_) => Err(Error::corrupt("virtual_account", &id, "id")),
        },
    };
    on.into_iter().map(scope).collect()
}
