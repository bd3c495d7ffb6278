//! The rows of a Virtual Account, of its settings and of its tags.

use crate::storage::Error;
use crate::storage::schema::{
    virtual_account_tags as tags, virtual_accounts, virtual_accounts as parts,
};
use diesel::prelude::*;
use domain::virtual_account::VirtualAccount;
use domain::{Moment, VirtualAccountId};
use std::collections::BTreeMap;

/// A Virtual Account; a deleted one keeps its row, for what once named it.
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
    /// The end that is offered to whoever grants a role on it.
    pub preferred_until: Option<i64>,
}

/// The Virtual Accounts of an account.
pub struct PartsEver {
    pub current: Vec<VirtualAccount>,
    /// Those that are deleted: what once named them still does.
    pub gone: Vec<VirtualAccount>,
    /// The ends preferred for roles on those that are current.
    pub preferred: BTreeMap<VirtualAccountId, Moment>,
}

impl VirtualAccountRow {
    /// The row of a new one, at its first version and offered to whoever asks.
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

/// What is read of a Virtual Account for its settings, which have their tags in rows of their own.
#[derive(Queryable, Selectable)]
#[diesel(table_name = parts)]
pub(crate) struct SettingsRow {
    pub(crate) description: Option<String>,
    pub(crate) preferred_until: Option<i64>,
    pub(crate) is_offered: Option<bool>,
    pub(crate) version: Option<i64>,
}

/// One tag; `folded` is both its halves as they are searched: in lower case and without accents.
#[derive(Insertable)]
#[diesel(table_name = tags, treat_none_as_default_value = false)]
pub(crate) struct TagRow {
    pub(crate) virtual_account_id: String,
    pub(crate) key: String,
    pub(crate) value: String,
    pub(crate) account_id: String,
    pub(crate) folded: String,
}
