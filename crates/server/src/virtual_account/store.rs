//! Queries about Virtual Accounts: what is said about each, their tags, and what hangs on them.

use crate::membership::index::fold;
use crate::membership::store::MembershipRow;
use crate::smart_account::store::VirtualAccountRow;
use crate::storage::schema::{
    memberships, virtual_account_tags as tags, virtual_accounts as parts,
};
use crate::storage::{AnyConnection, Error, Tx, insert};
use diesel::prelude::*;
use domain::membership::Membership;
use domain::virtual_account::{Detailed, Settings, Tags, VirtualAccountFact};
use domain::{Moment, Refusal, SmartAccountId, VirtualAccountId};
use std::collections::{BTreeMap, BTreeSet, HashMap};

#[derive(Queryable, Selectable)]
#[diesel(table_name = parts)]
struct SettingsRow {
    description: Option<String>,
    preferred_until: Option<i64>,
    is_offered: Option<bool>,
    version: Option<i64>,
}

#[derive(Insertable)]
#[diesel(table_name = tags, treat_none_as_default_value = false)]
struct TagRow {
    virtual_account_id: String,
    key: String,
    value: String,
    account_id: String,
    folded: String,
}

/// A Virtual Account of the account with all that is said about it, unless it is deleted.
pub fn find(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &VirtualAccountId,
) -> Result<Detailed, Error> {
    let found: Option<(VirtualAccountRow, SettingsRow)> = parts::table
        .find(id.as_str())
        .filter(parts::account_id.eq(account.as_str()))
        .filter(parts::deleted_at.is_null())
        .select((VirtualAccountRow::as_select(), SettingsRow::as_select()))
        .first(db)
        .optional()?;
    let (row, said) = found.ok_or(Refusal::NotFound)?;
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

/// Every role held on a Virtual Account of an account.
pub fn roles_on(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    on: &VirtualAccountId,
) -> Result<Vec<Membership>, Error> {
    let rows: Vec<MembershipRow> = memberships::table
        .filter(by_way_of_the_part!(memberships, account))
        .filter(memberships::virtual_account_id.eq(on.as_str()))
        .order(memberships::id)
        .select(MembershipRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

pub fn apply(tx: &mut Tx, fact: &VirtualAccountFact) -> Result<(), Error> {
    match fact {
        VirtualAccountFact::Created {
            virtual_account,
            settings,
        } => {
            let row = VirtualAccountRow::new(virtual_account);
            insert!(tx.db, parts::table, &row)?;
            let (account, id) = (&virtual_account.account, &virtual_account.id);
            describe(tx, account, id, settings)
        }
        VirtualAccountFact::Changed {
            account,
            virtual_account,
            after,
            ..
        } => {
            bump(tx, virtual_account)?;
            diesel::update(parts::table.find(virtual_account.as_str()))
                .set(parts::name.eq(&after.name))
                .execute(tx.db)?;
            describe(tx, account, virtual_account, &after.settings)
        }
        VirtualAccountFact::Moved {
            virtual_account,
            after,
            ..
        } => {
            bump(tx, virtual_account)?;
            diesel::update(parts::table.find(virtual_account.as_str()))
                .set(parts::parent_id.eq(after.as_ref().map(VirtualAccountId::as_str)))
                .execute(tx.db)?;
            Ok(())
        }
        VirtualAccountFact::MadeDefault { before, after, .. } => {
            for (id, is_default) in before.iter().map(|id| (id, false)).chain([(after, true)]) {
                bump(tx, id)?;
                diesel::update(parts::table.find(id.as_str()))
                    .set(parts::is_default.eq(is_default))
                    .execute(tx.db)?;
            }
            Ok(())
        }
        VirtualAccountFact::Deleted {
            virtual_account, ..
        } => delete(tx, &virtual_account.id, &virtual_account.name),
    }
}

/// What else is said, the tags anew.
fn describe(
    tx: &mut Tx,
    account: &SmartAccountId,
    id: &VirtualAccountId,
    settings: &Settings,
) -> Result<(), Error> {
    diesel::update(parts::table.find(id.as_str()))
        .set((
            parts::description.eq(settings.description.as_deref()),
            parts::preferred_until.eq(settings.preferred_until.map(|until| until.0)),
            parts::is_offered.eq(settings.is_offered),
        ))
        .execute(tx.db)?;
    diesel::delete(tags::table.filter(tags::virtual_account_id.eq(id.as_str()))).execute(tx.db)?;
    let rows: Vec<TagRow> = settings
        .tags
        .0
        .iter()
        .map(|(key, value)| TagRow {
            virtual_account_id: id.to_string(),
            key: key.clone(),
            value: value.clone(),
            account_id: account.to_string(),
            folded: fold(&format!("{key}={value}")),
        })
        .collect();
    if !rows.is_empty() {
        insert!(tx.db, tags::table, &rows)?;
    }
    Ok(())
}

/// The row stays, so that what names it can still say how it was called; its name is free again.
fn delete(tx: &mut Tx, id: &VirtualAccountId, name: &str) -> Result<(), Error> {
    bump(tx, id)?;
    diesel::update(parts::table.find(id.as_str()))
        .set((
            parts::name.eq(id.as_str()),
            parts::former_name.eq(name),
            parts::deleted_at.eq(tx.now.0),
        ))
        .execute(tx.db)?;
    diesel::delete(tags::table.filter(tags::virtual_account_id.eq(id.as_str()))).execute(tx.db)?;
    Ok(())
}

fn bump(tx: &mut Tx, id: &VirtualAccountId) -> Result<(), Error> {
    diesel::update(parts::table.find(id.as_str()))
        .set(parts::version.eq(parts::version + 1))
        .execute(tx.db)?;
    Ok(())
}
