//! Queries about who holds which role on what.

use crate::storage;
use crate::storage::schema::{group_members, memberships, people};
use crate::storage::{AnyConnection, Error, Tx};
use crate::store::deletion::gives;
use crate::store::due::{DueList, first_due};
use crate::store::membership::row::{MembershipRow, all};
use crate::store::put_off::put_off_ids;
use diesel::prelude::*;
use domain::membership::{Holder, Membership};
use domain::person::Person;
use domain::{MembershipId, Moment, PersonId, Role, SmartAccountId, VirtualAccountId};
use std::collections::{BTreeSet, HashMap};

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

/// Accounts where it is to be told of a role that it ends, and from when.
pub fn to_warn(
    db: &mut AnyConnection,
    until: Moment,
    most: i64,
) -> Result<DueList<SmartAccountId>, Error> {
    let at = memberships::next_warning_at.assume_not_null();
    let rows = memberships::table.filter(memberships::next_warning_at.is_not_null());
    let account = memberships::account_id;
    let found: Result<DueList<SmartAccountId>, Error> =
        first_due!(db, "membership", rows, at, account, until, most);
    let mut found = found?;
    let mut known = BTreeSet::new();
    found.retain(|(_, account)| known.insert(account.clone()));
    Ok(found)
}

/// The roles of an account of which it is to be told that they end, at most so many.
pub fn to_warn_of(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    now: Moment,
    most: i64,
) -> Result<Vec<Membership>, Error> {
    all(memberships::table
        .filter(memberships::next_warning_at.le(now.0))
        .filter(memberships::account_id.eq(account.as_str()))
        .order((memberships::next_warning_at, memberships::id))
        .limit(most)
        .select(MembershipRow::as_select())
        .load(db)?)
}

/// Puts off telling of the roles of an account of which it is to be told by now that they end.
pub fn postpone_warnings(
    tx: &mut Tx,
    account: &SmartAccountId,
    until: Moment,
) -> Result<(), Error> {
    let due = memberships::table
        .filter(memberships::next_warning_at.le(tx.now.0))
        .filter(memberships::account_id.eq(account.as_str()));
    diesel::update(due)
        .set(memberships::next_warning_at.eq(until.0))
        .execute(tx.db)?;
    Ok(())
}

/// What is over of what one holds in one account, at most so many.
pub fn lapsed_of(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    holder: &Holder,
    now: Moment,
    most: i64,
) -> Result<Vec<Membership>, Error> {
    let over = || {
        memberships::table
            .filter(memberships::account_id.eq(account.as_str()))
            .filter(memberships::until.le(now.0))
            .order(memberships::id)
            .limit(most)
            .select(MembershipRow::as_select())
    };
    let rows = match holder {
        Holder::Person(id) => over()
            .filter(memberships::person_id.eq(id.as_str()))
            .load(db)?,
        Holder::Group(id) => over()
            .filter(memberships::group_id.eq(id.as_str()))
            .load(db)?,
    };
    all(rows)
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

/// What is held by people in accounts, each of them in one, and when it ends, if it does.
pub fn held_in(
    db: &mut AnyConnection,
    pairs: &BTreeSet<(PersonId, SmartAccountId)>,
) -> Result<HashMap<Print, Option<Moment>>, Error> {
    let pairs: Vec<_> = pairs.iter().collect();
    let mut held = HashMap::new();
    for pairs in pairs.chunks(PAIRS) {
        let ids = ids_of_pairs(db, pairs)?;
        let rows: Vec<(Print, Option<i64>)> = memberships::table
            .filter(memberships::id.eq_any(ids))
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
        let until = |(print, until): (Print, Option<i64>)| (print, until.map(Moment));
        held.extend(rows.into_iter().map(until));
    }
    Ok(held)
}

/// Pairs in one statement, far fewer values than either engine takes.
const PAIRS: usize = 500;

/// One look in the index for each pair: asked for these people and those accounts, an engine looks for each of them in each.
fn ids_of_pairs(
    db: &mut AnyConnection,
    pairs: &[&(PersonId, SmartAccountId)],
) -> Result<Vec<String>, Error> {
    let values: Vec<String> = (0..pairs.len())
        .map(|number| format!("(${}, ${})", 2 * number + 1, 2 * number + 2))
        .collect();
    let sql = format!(
        "SELECT held.id AS id FROM (SELECT column1 AS who, column2 AS place FROM (VALUES {}) AS pairs) AS wanted \
         CROSS JOIN memberships AS held WHERE held.person_id = wanted.who AND held.account_id = wanted.place",
        values.join(", ")
    );
    let binds: Vec<String> = pairs
        .iter()
        .flat_map(|(person, account)| [person.to_string(), account.to_string()])
        .collect();
    storage::raw::ids(db, &sql, &binds)
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
        .filter(gives!())
        .filter(memberships::person_id.eq_any(people))
        .select(memberships::person_id.assume_not_null())
        .load(db)?;
    let through_groups: Vec<String> = group_members::table
        .inner_join(
            memberships::table.on(memberships::group_id.eq(group_members::group_id.nullable())),
        )
        .filter(holds)
        .filter(gives!())
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
        .filter(gives!())
        .filter(memberships::person_id.is_not_null())
        .select(memberships::person_id.assume_not_null());
    let through_groups = group_members::table
        .inner_join(
            memberships::table.on(memberships::group_id.eq(group_members::group_id.nullable())),
        )
        .filter(holds)
        .filter(gives!())
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
