//! Queries about who holds which role on what.

use super::index;
use crate::jobs::put_off::put_off_ids;
use crate::person::store::{PersonRow, deactivated, person};
use crate::storage::schema::{email_addresses, group_members, memberships, people};
use crate::storage::{AnyConnection, Error, Tx, insert, json, raw};
use diesel::prelude::*;
use domain::membership::{Holder, Membership, MembershipFact, Source};
use domain::person::Person;
use domain::{
    GroupId, MembershipId, Moment, PersonId, Refusal, Role, SmartAccountId, VirtualAccountId,
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

#[derive(Queryable, Selectable, Insertable, AsChangeset, Clone)]
#[diesel(table_name = memberships, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct MembershipRow {
    pub id: String,
    pub person_id: Option<String>,
    pub group_id: Option<String>,
    pub account_id: String,
    pub role: String,
    pub virtual_account_id: Option<String>,
    pub source: String,
    pub granted_by: String,
    pub since: i64,
    pub until: Option<i64>,
    pub holder_name: String,
    pub origin: String,
    pub holder_seen_on: Option<i64>,
}

/// Every kind of source.
pub const ORIGINS: [&str; 8] = [
    "request",
    "rule",
    "administrator",
    "invitation",
    "upload",
    "operator",
    "import",
    "creation",
];

/// The kind of source, as lists are filtered by it.
pub fn origin(source: &Source) -> &'static str {
    match source {
        Source::Request(_) => "request",
        Source::Rule(_) => "rule",
        Source::Import => "import",
        Source::Administrator => "administrator",
        Source::Creation => "creation",
        Source::Invitation(_) => "invitation",
        Source::Upload(_) => "upload",
        Source::Operator => "operator",
    }
}

impl MembershipRow {
    /// In: the holder's name as lists are sorted by it ([`index::fold`]), and the day they were last here.
    pub fn new(
        membership: &Membership,
        holder_name: String,
        seen_on: Option<Moment>,
    ) -> Result<Self, Error> {
        Ok(Self {
            id: membership.id.to_string(),
            person_id: membership.holder.person().map(ToString::to_string),
            group_id: membership.holder.group().map(ToString::to_string),
            account_id: membership.account.to_string(),
            role: membership.role.key().into(),
            virtual_account_id: membership.virtual_account.as_ref().map(ToString::to_string),
            source: json::text(&membership.source)?,
            granted_by: json::text(&membership.granted_by)?,
            since: membership.since.0,
            until: membership.until.map(|until| until.0),
            holder_name,
            origin: origin(&membership.source).to_owned(),
            // What was before they held it is told to nobody here.
            holder_seen_on: seen_on.map(|day| membership.quiet_since(day).day().0),
        })
    }
}

impl TryFrom<MembershipRow> for Membership {
    type Error = Error;
    fn try_from(row: MembershipRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("membership", &row.id, what);
        let holder = match (&row.person_id, &row.group_id) {
            (Some(id), None) => Holder::Person(id.parse().map_err(|_| corrupt("person"))?),
            (None, Some(id)) => Holder::Group(id.parse().map_err(|_| corrupt("group"))?),
            _ => return Err(corrupt("holder")),
        };
        Ok(Membership {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            holder,
            account: row.account_id.parse().map_err(|_| corrupt("account"))?,
            role: Role::from_key(&row.role).ok_or_else(|| corrupt("role"))?,
            virtual_account: row
                .virtual_account_id
                .as_deref()
                .map(str::parse)
                .transpose()
                .map_err(|_| corrupt("virtual account"))?,
            source: json::value("membership", &row.id, &row.source)?,
            granted_by: json::value("membership", &row.id, &row.granted_by)?,
            since: Moment(row.since),
            until: row.until.map(Moment),
        })
    }
}

fn all(rows: Vec<MembershipRow>) -> Result<Vec<Membership>, Error> {
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The groups somebody is in.
fn groups_of(db: &mut AnyConnection, person: &PersonId) -> Result<Vec<Option<String>>, Error> {
    Ok(group_members::table
        .filter(group_members::person_id.eq(person.as_str()))
        .select(group_members::group_id.nullable())
        .load(db)?)
}

/// What a person holds in one account, by themselves and through groups. Two queries rather than one with an "or", for which
/// an engine may read all the memberships of the account.
pub fn held(
    db: &mut AnyConnection,
    person: &PersonId,
    account: &SmartAccountId,
) -> Result<Vec<Membership>, Error> {
    let here = || {
        memberships::table
            .filter(memberships::account_id.eq(account.as_str()))
            .select(MembershipRow::as_select())
    };
    let groups = groups_of(db, person)?;
    let own = here().filter(memberships::person_id.eq(person.as_str()));
    let mut rows: Vec<MembershipRow> = own.load(db)?;
    let theirs = here().filter(memberships::group_id.eq_any(groups));
    rows.extend(theirs.load::<MembershipRow>(db)?);
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
            .order((memberships::account_id, memberships::id))
            .limit(limit)
            .select(MembershipRow::as_select())
    };
    let groups = groups_of(db, person)?;
    let own = anywhere().filter(memberships::person_id.eq(person.as_str()));
    let mut rows: Vec<MembershipRow> = own.load(db)?;
    let theirs = anywhere().filter(memberships::group_id.eq_any(groups));
    rows.extend(theirs.load::<MembershipRow>(db)?);
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
        .order((memberships::account_id, memberships::id))
        .limit(limit)
        .select(MembershipRow::as_select())
        .load(db)?)
}

/// Memberships by id, those of them that are still there.
pub fn find_all(db: &mut AnyConnection, ids: &[MembershipId]) -> Result<Vec<Membership>, Error> {
    let ids = ids.iter().map(MembershipId::as_str);
    all(memberships::table
        .filter(memberships::id.eq_any(ids))
        .order(memberships::id)
        .select(MembershipRow::as_select())
        .load(db)?)
}

/// As many holders of one role in an account are looked at.
const MOST_OF_A_ROLE: i64 = 2000;

/// Who holds a role in an account, by name, the first 2,000. One index alone has that order: an engine that believes the role to be
/// as common here as elsewhere would rather read every membership there is.
fn of_role(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    role: Role,
) -> Result<Vec<Membership>, Error> {
    let query = memberships::table
        .filter(memberships::account_id.eq(account.as_str()))
        .filter(memberships::role.eq(role.key()));
    all(query
        .order((memberships::holder_name, memberships::id))
        .limit(MOST_OF_A_ROLE)
        .select(MembershipRow::as_select())
        .load(db)?)
}

/// As many people are found who can be mailed, and as many again through groups.
const MOST_REACHABLE: i64 = 500;

/// Active people who hold `role` in an account, by themselves or through a group, and can be mailed. Those of each kind come the
/// most recently active first.
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
    let by_themselves: Vec<(String, (PersonRow, String))> = people::table
        .inner_join(email_addresses::table.on(mail))
        .filter(people::id.eq_any(own))
        .filter(people::deactivated_at.is_null())
        .order((people::last_active_at.desc(), people::id))
        .limit(MOST_REACHABLE)
        .select((
            people::id,
            (PersonRow::as_select(), email_addresses::address),
        ))
        .load(db)?;
    let through_groups: Vec<(String, (PersonRow, String))> = group_members::table
        .inner_join(people::table.on(people::id.eq(group_members::person_id)))
        .inner_join(email_addresses::table.on(mail))
        .filter(group_members::group_id.eq_any(groups))
        .filter(people::deactivated_at.is_null())
        .order((people::last_active_at.desc(), people::id))
        .limit(MOST_REACHABLE)
        .select((
            group_members::group_id,
            (PersonRow::as_select(), email_addresses::address),
        ))
        .load(db)?;
    let mut held_by: BTreeMap<&str, Vec<&Membership>> = BTreeMap::new();
    for held in &held {
        held_by.entry(held.holder.id()).or_default().push(held);
    }
    let mut found = Vec::new();
    for (holder, (who, address)) in by_themselves.into_iter().chain(through_groups) {
        let seen = Moment(who.last_active_at);
        let who = person((who, Some(address)))?;
        let theirs = held_by.get(holder.as_str()).into_iter().flatten();
        found.extend(theirs.map(|held| ((*held).clone(), who.clone(), seen)));
    }
    Ok(found)
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

/// Memberships whose end date has come, but for those that could not be ended and wait.
pub fn lapsed(db: &mut AnyConnection, now: Moment, limit: i64) -> Result<Vec<MembershipId>, Error> {
    let ids: Vec<String> = memberships::table
        .filter(memberships::until.is_not_null())
        .filter(memberships::until.le(now.0))
        .filter(memberships::id.ne_all(put_off_ids!(now)))
        .order((memberships::until, memberships::id))
        .limit(limit)
        .select(memberships::id)
        .load(db)?;
    let id = |id: String| {
        id.parse()
            .map_err(|_| Error::corrupt("membership", &id, "id"))
    };
    ids.into_iter().map(id).collect()
}

/// What makes two memberships the same: who, where, which role, on what.
pub type Print = (String, String, String, Option<String>);

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

/// Notes in what somebody holds that they were here that day.
pub fn note_seen(tx: &mut Tx, person: &PersonId, day: Moment) -> Result<(), Error> {
    let held = memberships::table
        .filter(memberships::person_id.eq(person.as_str()))
        .filter(
            memberships::holder_seen_on
                .is_null()
                .or(memberships::holder_seen_on.ne(day.0)),
        );
    diesel::update(held)
        .set(memberships::holder_seen_on.eq(day.0))
        .execute(tx.db)?;
    Ok(())
}

pub fn apply(tx: &mut Tx, fact: &MembershipFact) -> Result<(), Error> {
    match fact {
        MembershipFact::Granted(membership) => {
            let (found_by, seen_on) = index::of_holder(tx.db, &membership.holder)?;
            let row = MembershipRow::new(membership, found_by.name.clone(), seen_on)?;
            insert!(tx.db, memberships::table, &row)?;
            index::add(tx, membership, &found_by)?;
        }
        MembershipFact::Ended { membership, .. } => {
            index::remove(tx, &membership.id)?;
            diesel::delete(memberships::table.find(membership.id.as_str())).execute(tx.db)?;
        }
        MembershipFact::Changed { after, .. } => {
            let (found_by, seen_on) = index::of_holder(tx.db, &after.holder)?;
            let changed = diesel::update(memberships::table.find(after.id.as_str()))
                .set(&MembershipRow::new(after, found_by.name, seen_on)?)
                .execute(tx.db)?;
            if changed != 1 {
                return Err(Refusal::StalePage.into());
            }
        }
    }
    Ok(())
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
    accounts(raw::ids(
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
    let mut found = crate::person::store::find_all(db, &ids)?;
    found.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(found)
}
