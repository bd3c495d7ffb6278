//! The rows of an account and of its identifiers.

use crate::storage::Error;
use crate::storage::schema::{account_identifiers, smart_accounts};
use diesel::prelude::*;
use domain::smart_account::{AccountKind, AccountStatus, SmartAccount, Visibility};
use domain::{DomainIdentifier, Moment};

/// An account, with the identifier it is shown by; what leads to it stands in rows of its own.
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

/// An identifier or alias that leads to one account and to no other; one that was released leads nowhere.
#[derive(Insertable)]
#[diesel(table_name = account_identifiers, treat_none_as_default_value = false)]
pub struct IdentifierRow {
    pub identifier: String,
    pub account_id: String,
}

impl AccountRow {
    /// The row of a new account, at its first version.
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
