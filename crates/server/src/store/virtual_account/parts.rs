//! The Virtual Accounts of an account.

use crate::storage::schema::virtual_accounts;
use crate::storage::{AnyConnection, Error, directly};
use crate::store::virtual_account::row::{PartsEver, VirtualAccountRow};
use diesel::prelude::*;
use domain::virtual_account::VirtualAccount;
use domain::{Moment, SmartAccountId};

/// The Virtual Accounts of an account, the default first, then by name.
pub fn virtual_accounts(
    db: &mut AnyConnection,
    account: &SmartAccountId,
) -> Result<Vec<VirtualAccount>, Error> {
    Ok(virtual_accounts_ever(db, account)?.current)
}

/// As `virtual_accounts`, with those that are deleted beside them.
pub fn virtual_accounts_ever(
    db: &mut AnyConnection,
    account: &SmartAccountId,
) -> Result<PartsEver, Error> {
    let rows: Vec<VirtualAccountRow> = virtual_accounts::table
        .filter(virtual_accounts::account_id.eq(account.as_str()))
        .order((virtual_accounts::is_default.desc(), virtual_accounts::name))
        .select(VirtualAccountRow::as_select())
        .load(db)?;
    let (gone, current): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| row.deleted_at.is_some());
    let all = |rows: Vec<VirtualAccountRow>| {
        rows.into_iter()
            .map(VirtualAccount::try_from)
            .collect::<Result<Vec<_>, _>>()
    };
    let preferred = current
        .iter()
        .filter_map(|row| Some((row.id.parse().ok()?, Moment(row.preferred_until?))))
        .collect();
    Ok(PartsEver {
        current: all(current)?,
        gone: all(gone)?,
        preferred,
    })
}

/// Those of an account that people who are not in it yet are shown.
pub fn offered_virtual_accounts(
    db: &mut AnyConnection,
    account: &SmartAccountId,
) -> Result<Vec<VirtualAccount>, Error> {
    let rows: Vec<VirtualAccountRow> = directly!(db, db => virtual_accounts::table
        .filter(virtual_accounts::account_id.eq(account.as_str()))
        .filter(virtual_accounts::deleted_at.is_null())
        .filter(virtual_accounts::is_offered.eq(true))
        .order((virtual_accounts::is_default.desc(), virtual_accounts::name))
        .select(VirtualAccountRow::as_select())
        .load(db)?);
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Every one that an account has or had, by whatever names them.
pub fn virtual_accounts_named(
    db: &mut AnyConnection,
    account: &SmartAccountId,
) -> Result<Vec<VirtualAccount>, Error> {
    let mut parts = virtual_accounts_ever(db, account)?;
    parts.current.append(&mut parts.gone);
    Ok(parts.current)
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
