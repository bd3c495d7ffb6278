//! Queries about who holds which role on what.

use crate::person::store::{PersonRow, WithEmail, person};
use crate::storage::schema::{email_addresses, memberships, people};
use crate::storage::{AnyConnection, Error, Tx, insert, json};
use diesel::prelude::*;
use domain::membership::{Membership, MembershipFact};
use domain::person::Person;
use domain::{Moment, PersonId, Role, SmartAccountId, VirtualAccountId};
use std::collections::HashSet;

#[derive(Queryable, Selectable, Insertable, Clone)]
#[diesel(table_name = memberships, treat_none_as_default_value = false)]
pub struct MembershipRow {
    pub id: String,
    pub person_id: String,
    pub account_id: String,
    pub role: String,
    pub virtual_account_id: Option<String>,
    pub source: String,
    pub granted_by: String,
    pub since: i64,
    pub until: Option<i64>,
}

impl MembershipRow {
    pub fn new(membership: &Membership) -> Result<Self, Error> {
        Ok(Self {
            id: membership.id.to_string(),
            person_id: membership.person.to_string(),
            account_id: membership.account.to_string(),
            role: membership.role.key().into(),
            virtual_account_id: membership.virtual_account.as_ref().map(ToString::to_string),
            source: json::text(&membership.source)?,
            granted_by: json::text(&membership.granted_by)?,
            since: membership.since.0,
            until: membership.until.map(|until| until.0),
        })
    }
}

impl TryFrom<MembershipRow> for Membership {
    type Error = Error;
    fn try_from(row: MembershipRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("membership", &row.id, what);
        Ok(Membership {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            person: row.person_id.parse().map_err(|_| corrupt("person"))?,
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

/// What a person holds in one account.
pub fn held(
    db: &mut AnyConnection,
    person: &PersonId,
    account: &SmartAccountId,
) -> Result<Vec<Membership>, Error> {
    let query = memberships::table
        .filter(memberships::person_id.eq(person.as_str()))
        .filter(memberships::account_id.eq(account.as_str()));
    all(query
        .order(memberships::id)
        .select(MembershipRow::as_select())
        .load(db)?)
}

/// What a person holds anywhere, at most `limit`.
pub fn held_anywhere(
    db: &mut AnyConnection,
    person: &PersonId,
    limit: i64,
) -> Result<Vec<Membership>, Error> {
    let query = memberships::table.filter(memberships::person_id.eq(person.as_str()));
    all(query
        .order((memberships::account_id, memberships::id))
        .limit(limit)
        .select(MembershipRow::as_select())
        .load(db)?)
}

/// One member of an account in a list.
pub struct Listed {
    pub membership: Membership,
    pub person: Person,
}

/// Memberships of an account with their people, in the order they were made, after the one named `after`;
/// of certain Virtual Accounts only where `within` names them.
pub fn page(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    within: Option<&[VirtualAccountId]>,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Listed>, Error> {
    let mut query = memberships::table
        .inner_join(
            people::table.left_join(
                email_addresses::table.on(email_addresses::person_id
                    .eq(people::id)
                    .and(email_addresses::is_main)),
            ),
        )
        .filter(memberships::account_id.eq(account.to_string()))
        .select((
            MembershipRow::as_select(),
            (PersonRow::as_select(), email_addresses::address.nullable()),
        ))
        .into_boxed();
    if let Some(within) = within {
        let ids: Vec<Option<String>> = within.iter().map(|id| Some(id.to_string())).collect();
        query = query.filter(memberships::virtual_account_id.eq_any(ids));
    }
    if let Some(after) = after {
        query = query.filter(memberships::id.gt(after.to_owned()));
    }
    let rows: Vec<(MembershipRow, WithEmail)> =
        query.order(memberships::id).limit(limit).load(db)?;
    rows.into_iter()
        .map(|(row, who)| {
            Ok(Listed {
                membership: row.try_into()?,
                person: person(who)?,
            })
        })
        .collect()
}

/// Active people who hold `role` in an account and can be mailed, the most recently active first.
/// Ordering by activity reads the holders of one role only, who are few.
pub fn reachable_holders(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    role: Role,
    now: Moment,
) -> Result<Vec<(Membership, Person, Moment)>, Error> {
    let rows: Vec<(MembershipRow, (PersonRow, String))> = memberships::table
        .inner_join(
            people::table.inner_join(
                email_addresses::table.on(email_addresses::person_id
                    .eq(people::id)
                    .and(email_addresses::is_main)),
            ),
        )
        .filter(memberships::account_id.eq(account.as_str()))
        .filter(memberships::role.eq(role.key()))
        .filter(
            memberships::until
                .is_null()
                .or(memberships::until.gt(now.0)),
        )
        .filter(people::deactivated_at.is_null())
        .order((people::last_active_at.desc(), people::id))
        .limit(500)
        .select((
            MembershipRow::as_select(),
            (PersonRow::as_select(), email_addresses::address),
        ))
        .load(db)?;
    rows.into_iter()
        .map(|(row, (who, address))| {
            let seen = Moment(who.last_active_at);
            Ok((row.try_into()?, person((who, Some(address)))?, seen))
        })
        .collect()
}

/// The SA Administrator memberships of active people in an account.
pub fn administrators(
    db: &mut AnyConnection,
    account: &SmartAccountId,
) -> Result<Vec<Membership>, Error> {
    let query = memberships::table
        .inner_join(people::table)
        .filter(memberships::account_id.eq(account.as_str()))
        .filter(memberships::role.eq(Role::SaAdministrator.key()))
        .filter(people::deactivated_at.is_null());
    all(query.select(MembershipRow::as_select()).load(db)?)
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

/// Whether a membership is still there.
pub fn is_held(db: &mut AnyConnection, membership: &Membership) -> Result<bool, Error> {
    let row = memberships::table.find(membership.id.as_str());
    Ok(diesel::select(diesel::dsl::exists(row)).get_result(db)?)
}

/// Memberships whose end date has come.
pub fn lapsed(db: &mut AnyConnection, now: Moment, limit: i64) -> Result<Vec<Membership>, Error> {
    let query = memberships::table
        .filter(memberships::until.is_not_null())
        .filter(memberships::until.le(now.0));
    all(query
        .order((memberships::until, memberships::id))
        .limit(limit)
        .select(MembershipRow::as_select())
        .load(db)?)
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
        .filter(memberships::person_id.eq_any(people))
        .select((
            memberships::person_id,
            memberships::account_id,
            memberships::role,
            memberships::virtual_account_id,
        ))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

pub fn apply(tx: &mut Tx, fact: &MembershipFact) -> Result<(), Error> {
    match fact {
        MembershipFact::Granted(membership) => {
            insert!(tx.db, memberships::table, &MembershipRow::new(membership)?)?;
        }
        MembershipFact::Ended { membership, .. } => {
            diesel::delete(memberships::table.find(membership.id.as_str())).execute(tx.db)?;
        }
    }
    Ok(())
}
