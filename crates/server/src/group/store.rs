//! Queries about groups and who is in them.

use crate::membership;
use crate::storage::schema::{group_members, groups, memberships};
use crate::storage::{AnyConnection, Error, Tx, insert};
use diesel::prelude::*;
use domain::group::{Group, GroupFact};
use domain::membership::Holder;
use domain::{GroupId, PersonId, Refusal};

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

pub fn find(db: &mut AnyConnection, id: &GroupId) -> Result<Group, Error> {
    let row: Option<GroupRow> = groups::table
        .find(id.as_str())
        .select(GroupRow::as_select())
        .first(db)
        .optional()?;
    row.ok_or(Refusal::NotFound)?.try_into()
}

/// Several groups at once, in no particular order.
pub fn find_all(db: &mut AnyConnection, ids: &[String]) -> Result<Vec<Group>, Error> {
    let rows: Vec<GroupRow> = groups::table
        .filter(groups::id.eq_any(ids))
        .select(GroupRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Whether somebody is in a group.
pub fn is_in(db: &mut AnyConnection, group: &GroupId, person: &PersonId) -> Result<bool, Error> {
    let row = group_members::table.find((group.as_str(), person.as_str()));
    Ok(diesel::select(diesel::dsl::exists(row)).get_result(db)?)
}

pub fn apply(tx: &mut Tx, fact: &GroupFact) -> Result<(), Error> {
    match fact {
        GroupFact::Created(group) => {
            insert!(tx.db, groups::table, &GroupRow::new(group))?;
        }
        GroupFact::Changed { after, .. } => {
            diesel::update(groups::table.find(after.id.as_str()))
                .set(&GroupRow::new(after))
                .execute(tx.db)?;
            let held: Vec<membership::store::MembershipRow> = memberships::table
                .filter(memberships::group_id.eq(after.id.as_str()))
                .select(membership::store::MembershipRow::as_select())
                .load(tx.db)?;
            membership::index::follow(tx, &held, &Holder::Group(after.id.clone()))?;
        }
        GroupFact::Deleted(group) => {
            diesel::delete(groups::table.find(group.id.as_str())).execute(tx.db)?;
        }
        GroupFact::MemberAdded { group, person } => {
            let row = (
                group_members::group_id.eq(group.id.as_str()),
                group_members::person_id.eq(person.as_str()),
                group_members::since.eq(tx.now.0),
            );
            insert!(tx.db, group_members::table, row)?;
        }
        GroupFact::MemberRemoved { group, person } => {
            diesel::delete(group_members::table.find((group.id.as_str(), person.as_str())))
                .execute(tx.db)?;
        }
    }
    Ok(())
}
