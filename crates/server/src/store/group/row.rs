//! The row of a group.

use crate::storage::Error;
use crate::storage::schema::groups;
use diesel::prelude::*;
use domain::group::Group;

/// A group; who is in it stands in rows of its own.
#[derive(Queryable, Selectable, Insertable, AsChangeset, Clone)]
#[diesel(table_name = groups, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct GroupRow {
    pub id: String,
    pub account_id: String,
    pub virtual_account_id: Option<String>,
    pub name: String,
    pub description: Option<String>,
    pub version: i64,
}

impl GroupRow {
    /// The row as the group is; also what a changed group's row is set to.
    pub fn new(group: &Group) -> Self {
        Self {
            id: group.id.to_string(),
            account_id: group.account.to_string(),
            virtual_account_id: group.virtual_account.as_ref().map(ToString::to_string),
            name: group.name.clone(),
            description: group.description.clone(),
            version: group.version.into(),
        }
    }
}

impl TryFrom<GroupRow> for Group {
    type Error = Error;
    fn try_from(row: GroupRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("group", &row.id, what);
        Ok(Group {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            account: row.account_id.parse().map_err(|_| corrupt("account"))?,
            virtual_account: row
                .virtual_account_id
                .as_deref()
                .map(str::parse)
                .transpose()
                .map_err(|_| corrupt("virtual account"))?,
            name: row.name.clone(),
            description: row.description.clone(),
            version: u32::try_from(row.version).map_err(|_| corrupt("version"))?,
        })
    }
}
