//! Queries about Virtual Accounts: what is said about each, their tags, and what hangs on them.

use crate::search_index::fold;
use crate::storage::schema::{
    memberships, virtual_account_tags as tags, virtual_accounts as parts,
};
use crate::storage::{AnyConnection, Error};
use crate::store::membership::MembershipRow;
use crate::store::virtual_account::row::{SettingsRow, VirtualAccountRow};
use diesel::prelude::*;
use domain::membership::Membership;
use domain::virtual_account::{Detailed, Settings, Tags};
use domain::{Moment, Refusal, SmartAccountId, VirtualAccountId};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A Virtual Account of the account with all that is said about it, unless it is deleted.
pub fn find(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &VirtualAccountId,
) -> Result<Detailed, Error> {
    let found = of_account(db, account, id)?;
    let (row, said) = found
        .filter(|(row, _)| row.deleted_at.is_none())
        .ok_or(Refusal::NotFound)?;
    detailed(db, id, row, said)
}

/// As [`find`], of one that goes bit by bit: as it was.
pub fn find_going(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &VirtualAccountId,
) -> Result<Detailed, Error> {
    let (row, said) = of_account(db, account, id)?.ok_or(Refusal::NotFound)?;
    detailed(db, id, row, said)
}

type Found = (VirtualAccountRow, SettingsRow);

fn of_account(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &VirtualAccountId,
) -> Result<Option<Found>, Error> {
    Ok(parts::table
        .find(id.as_str())
        .filter(parts::account_id.eq(account.as_str()))
        .select((VirtualAccountRow::as_select(), SettingsRow::as_select()))
        .first(db)
        .optional()?)
}

fn detailed(
    db: &mut AnyConnection,
    id: &VirtualAccountId,
    row: VirtualAccountRow,
    said: SettingsRow,
) -> Result<Detailed, Error> {
    let version = u32::try_from(said.version.unwrap_or(1))
        .map_err(|_| Error::corrupt("virtual_account", id.as_str(), "version"))?;
    let tags = tags_of(db, &[id.to_string()])?
        .remove(id.as_str())
        .unwrap_or_else(Tags::default);
    Ok(Detailed {
        virtual_account: row.try_into()?,
        settings: Settings {
            description: said.description,
            tags,
            preferred_until: said.preferred_until.map(Moment),
            is_offered: said.is_offered.unwrap_or(true),
        },
        version,
    })
}

/// The tags of several Virtual Accounts, by id.
pub fn tags_of(db: &mut AnyConnection, ids: &[String]) -> Result<BTreeMap<String, Tags>, Error> {
    let rows: Vec<(String, String, String)> = tags::table
        .filter(tags::virtual_account_id.eq_any(ids))
        .select((tags::virtual_account_id, tags::key, tags::value))
        .load(db)?;
    let mut found: BTreeMap<String, Tags> = BTreeMap::new();
    for (id, key, value) in rows {
        found.entry(id).or_default().0.insert(key, value);
    }
    Ok(found)
}

/// The Virtual Accounts of an account with a tag whose `key=value` holds these words.
pub fn tagged(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    words: &str,
) -> Result<BTreeSet<String>, Error> {
    let literal: String = fold(words)
        .chars()
        .flat_map(|c| {
            matches!(c, '%' | '_' | '\\')
                .then_some('\\')
                .into_iter()
                .chain([c])
        })
        .collect();
    let found: Vec<String> = tags::table
        .filter(tags::account_id.eq(account.as_str()))
        .filter(tags::folded.like(format!("%{literal}%")).escape('\\'))
        .select(tags::virtual_account_id)
        .load(db)?;
    Ok(found.into_iter().collect())
}

/// Put so, no engine goes through all of an account by its index rather than through one Virtual Account by that one's.
macro_rules! by_way_of_the_part {
    ($table:ident, $account:expr) => {
        $table::account_id.concat("").eq($account.as_str())
    };
}

/// How many roles are held on each of several Virtual Accounts of an account; those with none are left out.
pub fn count_roles(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    ids: &[String],
) -> Result<HashMap<Option<String>, i64>, Error> {
    let wanted: Vec<Option<&str>> = ids.iter().map(|id| Some(id.as_str())).collect();
    let rows: Vec<(Option<String>, i64)> = memberships::table
        .filter(by_way_of_the_part!(memberships, account))
        .filter(memberships::virtual_account_id.eq_any(wanted))
        .group_by(memberships::virtual_account_id)
        .select((memberships::virtual_account_id, diesel::dsl::count_star()))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// The roles held on a Virtual Account of an account, the first of them.
pub fn roles_on(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    on: &VirtualAccountId,
    limit: i64,
) -> Result<Vec<Membership>, Error> {
    let rows: Vec<MembershipRow> = memberships::table
        .filter(by_way_of_the_part!(memberships, account))
        .filter(memberships::virtual_account_id.eq(on.as_str()))
        .order(memberships::id)
        .limit(limit)
        .select(MembershipRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}
