//! Who administers an account, and what somebody administers.

use crate::storage;
use crate::storage::schema::{email_addresses, group_members, memberships, people};
use crate::storage::{AnyConnection, Error, directly};
use crate::store::deletion::going;
use crate::store::membership::row::{MembershipRow, all};
use crate::store::person::{PersonRow, deactivated, person};
use diesel::prelude::*;
use domain::membership::Membership;
use domain::person::Person;
use domain::role::Extent;
use domain::{Moment, PersonId, Right, Role, SmartAccountId};
use std::collections::{BTreeMap, BTreeSet};

/// As many holders of one role in an account are looked at.
const MOST_OF_A_ROLE: i64 = 2000;

/// Who holds a role in an account, by name, the first 2,000. One index alone has that order: an engine that believes the role to be
/// as common here as elsewhere would rather read every membership there is.
pub fn of_role(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    role: Role,
) -> Result<Vec<Membership>, Error> {
    let query = memberships::table
        .filter(memberships::account_id.eq(account.as_str()))
        .filter(memberships::role.eq(role.key()))
        .order((memberships::holder_name, memberships::id))
        .limit(MOST_OF_A_ROLE);
    all(directly!(db, db => query.select(MembershipRow::as_select()).load(db)?))
}

/// As many people are found who can be mailed, and as many again through groups.
const MOST_REACHABLE: i64 = 500;

/// Active people who hold `role` in an account, by themselves or through a group, and can be mailed: mail to them is not known to
/// fail. Those of each kind come the most recently active first.
pub fn reachable_holders(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    role: Role,
    now: Moment,
) -> Result<Vec<(Membership, Person, Moment)>, Error> {
    let mut held = of_role(db, account, role)?;
    held.retain(|membership| membership.holds_at(now));
    let holders = |is: fn(&Membership) -> Option<String>| {
        let ids: BTreeSet<String> = held.iter().filter_map(is).collect();
        ids
    };
    let own = holders(|held| held.holder.person().map(ToString::to_string));
    let groups = holders(|held| held.holder.group().map(ToString::to_string));
    let mail = email_addresses::person_id
        .eq(people::id)
        .and(email_addresses::is_main);
    let by_themselves = people::table
        .inner_join(email_addresses::table.on(mail))
        .filter(people::id.eq_any(own))
        .filter(people::deactivated_at.is_null())
        .filter(email_addresses::failing_since.is_null())
        .order((people::last_active_at.desc(), people::id))
        .limit(MOST_REACHABLE);
    let mut reachable: Vec<(String, (PersonRow, String))> = directly!(db, db => by_themselves
        .select((people::id, (PersonRow::as_select(), email_addresses::address)))
        .load(db)?);
    if !groups.is_empty() {
        reachable.extend(through(db, &groups)?);
    }
    let mut held_by: BTreeMap<&str, Vec<&Membership>> = BTreeMap::new();
    for held in &held {
        held_by.entry(held.holder.id()).or_default().push(held);
    }
    let mut found = Vec::new();
    for (holder, (who, address)) in reachable {
        let seen = Moment(who.last_active_at);
        let who = person((who, Some(address)))?;
        let theirs = held_by.get(holder.as_str()).into_iter().flatten();
        found.extend(theirs.map(|held| ((*held).clone(), who.clone(), seen)));
    }
    Ok(found)
}

/// A person and their main address.
type Mailed = (PersonRow, String);

/// Active people in these groups who can be mailed, each with the group.
fn through(
    db: &mut AnyConnection,
    groups: &BTreeSet<String>,
) -> Result<Vec<(String, Mailed)>, Error> {
    let mail = email_addresses::person_id
        .eq(people::id)
        .and(email_addresses::is_main);
    Ok(group_members::table
        .inner_join(people::table.on(people::id.eq(group_members::person_id)))
        .inner_join(email_addresses::table.on(mail))
        .filter(group_members::group_id.eq_any(groups))
        .filter(group_members::group_id.ne_all(going!()))
        .filter(people::deactivated_at.is_null())
        .filter(email_addresses::failing_since.is_null())
        .order((people::last_active_at.desc(), people::id))
        .limit(MOST_REACHABLE)
        .select((
            group_members::group_id,
            (PersonRow::as_select(), email_addresses::address),
        ))
        .load(db)?)
}

/// The SA Administrator memberships of active people in an account; of more than 2,000 the first.
pub fn administrators(
    db: &mut AnyConnection,
    account: &SmartAccountId,
) -> Result<Vec<Membership>, Error> {
    let mut held = of_role(db, account, Role::SaAdministrator)?;
    let people = held.iter().filter_map(|held| held.holder.person());
    let people: Vec<String> = people.map(ToString::to_string).collect();
    let gone = deactivated(db, &people)?;
    held.retain(|held| {
        let person = held.holder.person();
        person.is_some_and(|person| !gone.contains(person.as_str()))
    });
    Ok(held)
}

/// The active administrators of several accounts who can be mailed; the first 200.
pub fn administrators_of(
    db: &mut AnyConnection,
    accounts: &[String],
) -> Result<Vec<(SmartAccountId, Person)>, Error> {
    let rows: Vec<(MembershipRow, (PersonRow, String))> = memberships::table
        .inner_join(
            people::table.inner_join(
                email_addresses::table.on(email_addresses::person_id
                    .eq(people::id)
                    .and(email_addresses::is_main)),
            ),
        )
        .filter(memberships::account_id.eq_any(accounts))
        .filter(memberships::role.eq(Role::SaAdministrator.key()))
        .filter(people::deactivated_at.is_null())
        .order((memberships::account_id, people::id))
        .limit(200)
        .select((
            MembershipRow::as_select(),
            (PersonRow::as_select(), email_addresses::address),
        ))
        .load(db)?;
    rows.into_iter()
        .map(|(row, (who, address))| {
            let membership: Membership = row.try_into()?;
            Ok((membership.account, person((who, Some(address)))?))
        })
        .collect()
}

/// Accounts in which somebody holds a role that decides, by themselves or through a group, after the one named, at most so many.
pub fn decides_in(
    db: &mut AnyConnection,
    person: &PersonId,
    after: &str,
    most: i64,
) -> Result<Vec<SmartAccountId>, Error> {
    let deciding = || {
        let decides = |role: &Role| role.extent(Right::RequestDecide) != Extent::Nothing;
        let roles = Role::ALL.into_iter().filter(decides).map(Role::key);
        memberships::table
            .filter(memberships::role.eq_any(roles.collect::<Vec<_>>()))
            .filter(memberships::account_id.gt(after))
            .order(memberships::account_id)
            .limit(most)
            .select(memberships::account_id)
    };
    let groups = group_members::table
        .filter(group_members::person_id.eq(person.as_str()))
        .select(group_members::group_id);
    let mut found: Vec<String> = deciding()
        .filter(memberships::person_id.eq(person.as_str()))
        .load(db)?;
    let through: Vec<String> = deciding()
        .filter(memberships::group_id.assume_not_null().eq_any(groups))
        .load(db)?;
    found.extend(through);
    found.sort_unstable();
    found.dedup();
    found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    accounts(found)
}

/// As many accounts of one person are read, the first by id: those where nobody else is asked for apart.
const MOST_ADMINISTERED: i64 = 100;

/// Accounts of which a person is an administrator who stays.
pub fn administered(
    db: &mut AnyConnection,
    person: &PersonId,
) -> Result<Vec<SmartAccountId>, Error> {
    let ids: Vec<String> = memberships::table
        .filter(memberships::role.eq(Role::SaAdministrator.key()))
        .filter(memberships::until.is_null())
        .filter(memberships::person_id.eq(person.as_str()))
        .order(memberships::account_id)
        .limit(MOST_ADMINISTERED)
        .select(memberships::account_id)
        .load(db)?;
    accounts(ids)
}

/// Those accounts in which nobody else active is an administrator who stays; all are looked at, however many there are.
pub const ALONE_IN: &str = "SELECT m.account_id AS id FROM memberships m \
    WHERE m.person_id = $1 AND m.role = $2 AND m.until IS NULL AND NOT EXISTS (\
        SELECT 1 FROM memberships o JOIN people p ON p.id = o.person_id \
        WHERE o.account_id = m.account_id AND o.role = $3 AND o.until IS NULL AND o.person_id <> $4 AND p.deactivated_at IS NULL) \
    ORDER BY m.account_id LIMIT 100";

/// As [`ALONE_IN`], for a person.
pub fn alone_in(db: &mut AnyConnection, person: &PersonId) -> Result<Vec<SmartAccountId>, Error> {
    let (id, role) = (person.to_string(), Role::SaAdministrator.key().to_owned());
    accounts(storage::raw::ids(
        db,
        ALONE_IN,
        &[id.clone(), role.clone(), role, id],
    )?)
}

fn accounts(ids: Vec<String>) -> Result<Vec<SmartAccountId>, Error> {
    let account = |id: String| {
        let corrupt = |_| Error::corrupt("membership", &id, "account");
        id.parse().map_err(corrupt)
    };
    ids.into_iter().map(account).collect()
}
