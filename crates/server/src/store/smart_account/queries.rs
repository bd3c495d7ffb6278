//! Queries about Smart Accounts.

use crate::clock::hexadecimal;
use crate::storage::schema::{account_identifiers, smart_accounts};
use crate::storage::{AnyConnection, Error, Tx, directly};
use crate::store::smart_account::row::AccountRow;
use diesel::prelude::*;
use domain::smart_account::SmartAccount;
use domain::{DomainIdentifier, Moment, Refusal, SmartAccountId};
use sha2::{Digest, Sha256};
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

/// What is behind an identifier or alias.
pub struct Found {
    pub account: Option<SmartAccount>,
    /// What stands for an account where there is none, or none is to be known: an id that nothing has.
    pub nobodys: SmartAccountId,
}

impl Found {
    /// By what rows are found that are about what is behind the identifier.
    pub fn place(&self) -> &SmartAccountId {
        let account = self.account.as_ref();
        account.map_or(&self.nobodys, |account| &account.id)
    }
}

/// So many characters of an id are its kind and its place in the order of time; what follows is chance (RFC 9562, version 7).
const NEAR: usize = "sa_".len() + 24;

/// The id of what is behind an identifier that nobody has: of no account, and beside that of the next one, so that whatever is looked up or
/// written by it is as near, and takes as long, as if there were an account. In: the next one's.
fn of_nobody(next: &SmartAccountId, identifier: &DomainIdentifier) -> SmartAccountId {
    let digest = hexadecimal(&Sha256::digest(identifier.as_str()));
    let near = next.as_str().chars().take(NEAR);
    let own = digest.chars().take(next.as_str().len() - NEAR);
    let id: String = near.chain(own).collect();
    id.parse().unwrap_or(SmartAccountId::nobodys())
}

/// What is known by an identifier or alias. Where nobody has it, the next one is read, so that time does not tell whether there is one.
pub fn seek(db: &mut AnyConnection, identifier: &DomainIdentifier) -> Result<Found, Error> {
    let next: Option<(String, AccountRow)> = directly!(db, db => account_identifiers::table
        .inner_join(smart_accounts::table)
        .filter(account_identifiers::identifier.ge(identifier.as_str()))
        .order(account_identifiers::identifier)
        .select((account_identifiers::identifier, AccountRow::as_select()))
        .first(db)
        .optional()?);
    let Some((found, row)) = next else {
        return Ok(Found {
            account: None,
            nobodys: of_nobody(&SmartAccountId::nobodys(), identifier),
        });
    };
    let account = SmartAccount::try_from(row)?;
    Ok(Found {
        nobodys: of_nobody(&account.id, identifier),
        account: (found == identifier.as_str()).then_some(account),
    })
}

/// By what is found what is about a request for an identifier: the account it led to, or where it led to none, what has none. A request
/// that was sent already under another name of an account which is not to be known leads to none either.
pub fn place(
    tx: &mut Tx,
    identifier: &DomainIdentifier,
    account: Option<&SmartAccountId>,
) -> Result<SmartAccountId, Error> {
    // Whether it is looked up does not hang on whether there is an account, so that time does not tell.
    let nobodys = match &tx.sought {
        Some((sought, nobodys)) if sought == identifier => nobodys.clone(),
        _ => sought(tx, identifier)?.nobodys,
    };
    Ok(account.cloned().unwrap_or(nobodys))
}

/// As [`seek`], for what is written next: [`place`] need not look it up again.
pub fn sought(tx: &mut Tx, identifier: &DomainIdentifier) -> Result<Found, Error> {
    let found = seek(tx.db, identifier)?;
    tx.sought = Some((identifier.clone(), found.nobodys.clone()));
    Ok(found)
}

/// The account known by an identifier or alias.
pub fn find_by_identifier(
    db: &mut AnyConnection,
    identifier: &DomainIdentifier,
) -> Result<Option<SmartAccount>, Error> {
    Ok(seek(db, identifier)?.account)
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
