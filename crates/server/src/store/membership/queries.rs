//! Queries about who holds which role on what.

use crate::storage::schema::{group_members, memberships, people};
use crate::storage::{AnyConnection, Error};
use crate::store::due::{DueList, first_due};
use crate::store::membership::row::{MembershipRow, all};
use crate::store::put_off::put_off_ids;
use diesel::prelude::*;
use domain::membership::Membership;
use domain::person::Person;
use domain::{MembershipId, Moment, PersonId, Role, SmartAccountId, VirtualAccountId};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Memberships by id, those of them that are still there.
pub fn find_all(db: &mut AnyConnection, ids: &[MembershipId]) -> Result<Vec<Membership>, Error> {
    let ids = ids.iter().map(MembershipId::as_str);
    all(memberships::table
        .filter(memberships::id.eq_any(ids))
        .order(memberships::id)
        .select(MembershipRow::as_select())
        .load(db)?)
}

/// Memberships whose end date comes until a moment, at most so many, and when; but for those that could not be ended and wait now.
pub fn lapsed(
    db: &mut AnyConnection,
    until: Moment,
    now: Moment,
    most: i64,
) -> Result<DueList<MembershipId>, Error> {
    let at = memberships::until.assume_not_null();
    let rows = memberships::table
        .filter(memberships::until.is_not_null())
        .filter(memberships::id.ne_all(put_off_ids!(now)));
    first_due!(db, "membership", rows, at, memberships::id, until, most)
}

/// What makes two memberships the same: who, where, which role, on what.
pub type Print = (String, String, String, Option<String>);

/// The print of what a person holds or is to hold; a group's has none, as imports give groups no roles.
pub fn print(
    person: &PersonId,
    account: &SmartAccountId,
    role: Role,
    on: Option<&VirtualAccountId>,
) -> Print {
    (
        person.to_string(),
        account.to_string(),
        role.key().to_owned(),
        on.map(ToString::to_string),
    )
}

/// Everything these people hold.
pub fn prints_of(db: &mut AnyConnection, people: &[String]) -> Result<HashSet<Print>, Error> {
    let rows: Vec<Print> = memberships::table
        .filter(memberships::person_id.eq_any(people.iter().map(Some)))
        .select((
            memberships::person_id.assume_not_null(),
            memberships::account_id,
            memberships::role,
            memberships::virtual_account_id,
        ))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// When what these people hold ends, if it does.
pub fn ends_of(
    db: &mut AnyConnection,
    people: &[String],
) -> Result<HashMap<Print, Option<Moment>>, Error> {
    let rows: Vec<(Print, Option<i64>)> = memberships::table
        .filter(memberships::person_id.eq_any(people.iter().map(Some)))
        .select((
            (
                memberships::person_id.assume_not_null(),
                memberships::account_id,
                memberships::role,
                memberships::virtual_account_id,
            ),
            memberships::until,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(print, until)| (print, until.map(Moment)))
        .collect())
}

/// Those of `people` who hold any role in an account, by themselves or through a group.
pub fn holding(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    people: &[String],
    now: Moment,
) -> Result<BTreeSet<String>, Error> {
    let holds = memberships::account_id.eq(account.as_str()).and(
        memberships::until
            .is_null()
            .or(memberships::until.gt(now.0)),
    );
    let themselves: Vec<String> = memberships::table
        .filter(holds)
        .filter(memberships::person_id.eq_any(people))
        .select(memberships::person_id.assume_not_null())
        .load(db)?;
    let through_groups: Vec<String> = group_members::table
        .inner_join(
            memberships::table.on(memberships::group_id.eq(group_members::group_id.nullable())),
        )
        .filter(holds)
        .filter(group_members::person_id.eq_any(people))
        .select(group_members::person_id)
        .load(db)?;
    Ok(themselves.into_iter().chain(through_groups).collect())
}

/// Active people with any role in an account, by themselves or through a group, each once, in the order of their ids after the one
/// named.
pub fn members(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    after: Option<&str>,
    limit: i64,
    now: Moment,
) -> Result<Vec<Person>, Error> {
    let holds = memberships::account_id.eq(account.as_str()).and(
        memberships::until
            .is_null()
            .or(memberships::until.gt(now.0)),
    );
    let themselves = memberships::table
        .filter(holds)
        .filter(memberships::person_id.is_not_null())
        .select(memberships::person_id.assume_not_null());
    let through_groups = group_members::table
        .inner_join(
            memberships::table.on(memberships::group_id.eq(group_members::group_id.nullable())),
        )
        .filter(holds)
        .select(group_members::person_id);
    let ids: Vec<String> = people::table
        .filter(
            people::id
                .eq_any(themselves)
                .or(people::id.eq_any(through_groups)),
        )
        .filter(people::deactivated_at.is_null())
        .filter(people::id.gt(after.unwrap_or("")))
        .select(people::id)
        .order(people::id)
        .limit(limit)
        .load(db)?;
    let mut found = crate::store::person::find_all(db, &ids)?;
    found.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(found)
}
