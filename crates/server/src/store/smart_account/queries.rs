//! Queries about Smart Accounts.

use crate::storage::schema::{account_identifiers, smart_accounts};
use crate::storage::{AnyConnection, Error, directly};
use crate::store::smart_account::row::AccountRow;
use diesel::prelude::*;
use domain::smart_account::SmartAccount;
use domain::{DomainIdentifier, Moment, Refusal, SmartAccountId};
use std::collections::HashMap;

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

/// An account by its id. Errors: `NotFound` where there is none.
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
    let nobodys = SmartAccountId::nobodys();
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
    let row: Option<AccountRow> = directly!(db, db => account_identifiers::table
        .inner_join(smart_accounts::table)
        .filter(account_identifiers::identifier.eq(identifier.as_str()))
        .select(AccountRow::as_select())
        .first(db)
        .optional()?);
    row.map(TryInto::try_into).transpose()
}

/// The accounts known by these identifiers or aliases.
pub fn ids_of(
    db: &mut AnyConnection,
    identifiers: &[String],
) -> Result<HashMap<String, SmartAccountId>, Error> {
    let rows: Vec<(String, String)> = account_identifiers::table
        .filter(account_identifiers::identifier.eq_any(identifiers))
        .select((
            account_identifiers::identifier,
            account_identifiers::account_id,
        ))
        .load(db)?;
    let id = |(identifier, id): (String, String)| match id.parse() {
        Ok(account) => Ok((identifier, account)),
        Err(_) => Err(Error::corrupt("smart_account", &id, "id")),
    };
    rows.into_iter().map(id).collect()
}

/// Every identifier an account is known by.
pub fn identifiers(db: &mut AnyConnection, account: &SmartAccountId) -> Result<Vec<String>, Error> {
    Ok(account_identifiers::table
        .filter(account_identifiers::account_id.eq(account.as_str()))
        .order(account_identifiers::identifier)
        .select(account_identifiers::identifier)
        .load(db)?)
}
