//! Queries about Smart Accounts and the Virtual Accounts in them.

use super::index;
use crate::storage::schema::{account_identifiers, smart_accounts, virtual_accounts};
use crate::storage::{AnyConnection, Error, Tx, insert};
use diesel::prelude::*;
use domain::smart_account::{
    AccountKind, AccountStatus, SmartAccount, SmartAccountFact, Visibility,
};
use domain::virtual_account::VirtualAccount;
use domain::{DomainIdentifier, Moment, Refusal, SmartAccountId, VirtualAccountId};
use std::collections::BTreeMap;

#[derive(Queryable, Selectable, Insertable, Clone)]
#[diesel(table_name = smart_accounts, treat_none_as_default_value = false)]
pub struct AccountRow {
    pub id: String,
    pub domain: String,
    pub name: String,
    pub kind: String,
    pub status: String,
    pub visibility: String,
    pub created_at: i64,
    pub version: Option<i64>,
}

#[derive(Queryable, Selectable, Insertable, Clone)]
#[diesel(table_name = virtual_accounts, treat_none_as_default_value = false)]
pub struct VirtualAccountRow {
    pub id: String,
    pub account_id: String,
    pub parent_id: Option<String>,
    pub name: String,
    pub is_default: bool,
    pub is_offered: Option<bool>,
    pub version: Option<i64>,
    /// The name it had, where it is deleted.
    pub former_name: Option<String>,
    pub deleted_at: Option<i64>,
    pub preferred_until: Option<i64>,
}

/// The Virtual Accounts of an account.
pub struct Parts {
    pub kept: Vec<VirtualAccount>,
    /// Those that are deleted: what once named them still does.
    pub gone: Vec<VirtualAccount>,
    /// The ends preferred for roles on those that are kept.
    pub preferred: BTreeMap<VirtualAccountId, Moment>,
}

/// Since when there is an account, and how many invitations it may send in a day, where an operator has set that.
pub fn invitation_budget(
    db: &mut AnyConnection,
    account: &SmartAccountId,
) -> Result<(Moment, Option<u32>), Error> {
    let (created_at, lifted): (i64, Option<i64>) = smart_accounts::table
        .find(account.as_str())
        .select((
            smart_accounts::created_at,
            smart_accounts::invitations_a_day,
        ))
        .first(db)?;
    let lifted = lifted.map(u32::try_from).transpose();
    let lifted = lifted.map_err(|_| Error::corrupt("smart_account", account.as_str(), "budget"))?;
    Ok((Moment(created_at), lifted))
}

#[derive(Insertable)]
#[diesel(table_name = account_identifiers, treat_none_as_default_value = false)]
pub struct IdentifierRow {
    pub identifier: String,
    pub account_id: String,
}

impl AccountRow {
    pub fn new(account: &SmartAccount, now: Moment) -> Self {
        Self {
            id: account.id.to_string(),
            domain: account.domain.to_string(),
            name: account.name.clone(),
            kind: account.kind.key().into(),
            status: account.status.key().into(),
            visibility: account.visibility.key().into(),
            created_at: now.0,
            version: Some(1),
        }
    }
}

impl VirtualAccountRow {
    pub fn new(va: &VirtualAccount) -> Self {
        Self {
            id: va.id.to_string(),
            account_id: va.account.to_string(),
            parent_id: va.parent.as_ref().map(ToString::to_string),
            name: va.name.clone(),
            is_default: va.is_default,
            is_offered: Some(true),
            version: Some(1),
            former_name: None,
            deleted_at: None,
            preferred_until: None,
        }
    }
}

impl TryFrom<AccountRow> for SmartAccount {
    type Error = Error;
    fn try_from(row: AccountRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("smart_account", &row.id, what);
        Ok(SmartAccount {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            kind: AccountKind::from_key(&row.kind).ok_or_else(|| corrupt("kind"))?,
            status: AccountStatus::from_key(&row.status).ok_or_else(|| corrupt("status"))?,
            visibility: Visibility::from_key(&row.visibility)
                .ok_or_else(|| corrupt("visibility"))?,
            domain: DomainIdentifier::stored(row.domain),
            name: row.name,
        })
    }
}

impl TryFrom<VirtualAccountRow> for VirtualAccount {
    type Error = Error;
    fn try_from(row: VirtualAccountRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("virtual_account", &row.id, what);
        Ok(VirtualAccount {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            account: row.account_id.parse().map_err(|_| corrupt("account"))?,
            parent: row
                .parent_id
                .as_deref()
                .map(str::parse)
                .transpose()
                .map_err(|_| corrupt("parent"))?,
            name: row.former_name.unwrap_or(row.name),
            is_default: row.is_default,
        })
    }
}

pub fn find(db: &mut AnyConnection, id: &SmartAccountId) -> Result<SmartAccount, Error> {
    let row: Option<AccountRow> = smart_accounts::table
        .find(id.as_str())
        .select(AccountRow::as_select())
        .first(db)
        .optional()?;
    row.ok_or(Refusal::NotFound)?.try_into()
}

/// The account, where there is one. The query is made in any case, so that time does not tell whether there is.
pub fn find_if_any(
    db: &mut AnyConnection,
    id: Option<&SmartAccountId>,
) -> Result<Option<SmartAccount>, Error> {
    let nobodys = SmartAccountId::new(0);
    let row: Option<AccountRow> = smart_accounts::table
        .find(id.unwrap_or(&nobodys).as_str())
        .select(AccountRow::as_select())
        .first(db)
        .optional()?;
    row.map(TryInto::try_into).transpose()
}

/// Several accounts at once, in no particular order.
pub fn find_all(db: &mut AnyConnection, ids: &[String]) -> Result<Vec<SmartAccount>, Error> {
    let rows: Vec<AccountRow> = smart_accounts::table
        .filter(smart_accounts::id.eq_any(ids))
        .select(AccountRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The account known by an identifier or alias.
pub fn find_by_identifier(
    db: &mut AnyConnection,
    identifier: &DomainIdentifier,
) -> Result<Option<SmartAccount>, Error> {
    let row: Option<AccountRow> = account_identifiers::table
        .inner_join(smart_accounts::table)
        .filter(account_identifiers::identifier.eq(identifier.as_str()))
        .select(AccountRow::as_select())
        .first(db)
        .optional()?;
    row.map(TryInto::try_into).transpose()
}

/// The Virtual Accounts of an account, the default first, then by name.
pub fn virtual_accounts(
    db: &mut AnyConnection,
    account: &SmartAccountId,
) -> Result<Vec<VirtualAccount>, Error> {
    Ok(virtual_accounts_ever(db, account)?.kept)
}

/// As [`virtual_accounts`], with those that are deleted beside them.
pub fn virtual_accounts_ever(
    db: &mut AnyConnection,
    account: &SmartAccountId,
) -> Result<Parts, Error> {
    let rows: Vec<VirtualAccountRow> = virtual_accounts::table
        .filter(virtual_accounts::account_id.eq(account.as_str()))
        .order((virtual_accounts::is_default.desc(), virtual_accounts::name))
        .select(VirtualAccountRow::as_select())
        .load(db)?;
    let (gone, kept): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.deleted_at.is_some());
    let all = |rows: Vec<VirtualAccountRow>| {
        rows.into_iter()
            .map(VirtualAccount::try_from)
            .collect::<Result<Vec<_>, _>>()
    };
    let preferred = kept
        .iter()
        .filter_map(|row| Some((row.id.parse().ok()?, Moment(row.preferred_until?))))
        .collect();
    Ok(Parts {
        kept: all(kept)?,
        gone: all(gone)?,
        preferred,
    })
}

/// Those of an account that people who are not in it yet are shown.
pub fn offered_virtual_accounts(
    db: &mut AnyConnection,
    account: &SmartAccountId,
) -> Result<Vec<VirtualAccount>, Error> {
    let rows: Vec<VirtualAccountRow> = virtual_accounts::table
        .filter(virtual_accounts::account_id.eq(account.as_str()))
        .filter(virtual_accounts::deleted_at.is_null())
        .filter(virtual_accounts::is_offered.eq(true))
        .order((virtual_accounts::is_default.desc(), virtual_accounts::name))
        .select(VirtualAccountRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Every one that an account has or had, by whatever names them.
pub fn virtual_accounts_named(
    db: &mut AnyConnection,
    account: &SmartAccountId,
) -> Result<Vec<VirtualAccount>, Error> {
    let mut parts = virtual_accounts_ever(db, account)?;
    parts.kept.append(&mut parts.gone);
    Ok(parts.kept)
}

/// Virtual Accounts by id, deleted ones among them.
pub fn virtual_accounts_by_id(
    db: &mut AnyConnection,
    ids: &[String],
) -> Result<Vec<VirtualAccount>, Error> {
    let rows: Vec<VirtualAccountRow> = virtual_accounts::table
        .filter(virtual_accounts::id.eq_any(ids))
        .select(VirtualAccountRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The Virtual Accounts of several accounts.
pub fn virtual_accounts_of(
    db: &mut AnyConnection,
    accounts: &[String],
) -> Result<Vec<VirtualAccount>, Error> {
    let rows: Vec<VirtualAccountRow> = virtual_accounts::table
        .filter(virtual_accounts::account_id.eq_any(accounts))
        .filter(virtual_accounts::deleted_at.is_null())
        .select(VirtualAccountRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Every identifier an account is known by.
pub fn identifiers(db: &mut AnyConnection, account: &SmartAccountId) -> Result<Vec<String>, Error> {
    Ok(account_identifiers::table
        .filter(account_identifiers::account_id.eq(account.as_str()))
        .order(account_identifiers::identifier)
        .select(account_identifiers::identifier)
        .load(db)?)
}

pub fn apply(tx: &mut Tx, fact: &SmartAccountFact) -> Result<(), Error> {
    match fact {
        SmartAccountFact::Created(account) => {
            insert!(
                tx.db,
                smart_accounts::table,
                &AccountRow::new(account, tx.now)
            )?;
            let identifier = IdentifierRow {
                identifier: account.domain.to_string(),
                account_id: account.id.to_string(),
            };
            insert!(tx.db, account_identifiers::table, &identifier)?;
            index::follow(tx, &account.id)?;
        }
        SmartAccountFact::VirtualAccountCreated(va) => {
            insert!(tx.db, virtual_accounts::table, &VirtualAccountRow::new(va))?;
        }
        SmartAccountFact::IdentifierReleased { account, after, .. } => {
            let theirs = account_identifiers::table
                .filter(account_identifiers::account_id.eq(account.as_str()));
            diesel::delete(theirs).execute(tx.db)?;
            diesel::update(smart_accounts::table.find(account.as_str()))
                .set(smart_accounts::domain.eq(after.as_str()))
                .execute(tx.db)?;
            index::follow(tx, account)?;
        }
        SmartAccountFact::PropertiesChanged {
            account,
            before,
            after,
        } => {
            super::properties::store::apply(tx, account, before, after)?;
            index::follow(tx, account)?;
        }
        SmartAccountFact::InvitationsSet { account, after, .. } => {
            diesel::update(smart_accounts::table.find(account.as_str()))
                .set(smart_accounts::invitations_a_day.eq(after.map(i64::from)))
                .execute(tx.db)?;
        }
        SmartAccountFact::StatusChanged { account, after, .. } => {
            diesel::update(smart_accounts::table.find(account.as_str()))
                .set(smart_accounts::status.eq(after.key()))
                .execute(tx.db)?;
        }
    }
    Ok(())
}
