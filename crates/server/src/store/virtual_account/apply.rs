//! What an event changes in a Virtual Account.

use crate::search_index::fold;
use crate::storage::schema::{virtual_account_tags as tags, virtual_accounts as parts};
use crate::storage::{Error, Tx, insert};
use crate::store;
use crate::store::virtual_account::row::{TagRow, VirtualAccountRow};
use diesel::prelude::*;
use domain::virtual_account::{Settings, VirtualAccount, VirtualAccountFact};
use domain::{SmartAccountId, VirtualAccountId};

/// Carries out what an event says about a Virtual Account.
pub(in crate::store) fn apply(tx: &mut Tx, fact: &VirtualAccountFact) -> Result<(), Error> {
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
        VirtualAccountFact::DeletionBegun {
            virtual_account,
            hanging,
            ..
        } => begin_to_delete(tx, virtual_account, *hanging),
        VirtualAccountFact::Deleted {
            virtual_account, ..
        } => {
            hide(tx, virtual_account)?;
            forget_tags(tx, &virtual_account.id)?;
            store::deletion::end(tx, virtual_account.id.as_str())
        }
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
    forget_tags(tx, id)?;
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

fn begin_to_delete(tx: &mut Tx, gone: &VirtualAccount, hanging: u64) -> Result<(), Error> {
    lift_what_is_nested(tx, gone)?;
    hide(tx, gone)?;
    store::deletion::begin(tx, gone.id.as_str(), &gone.account, hanging)
}

/// The row stays, so that what names it can still say how it was called; its name is free again.
fn hide(tx: &mut Tx, gone: &VirtualAccount) -> Result<(), Error> {
    bump(tx, &gone.id)?;
    diesel::update(parts::table.find(gone.id.as_str()))
        .set((
            parts::name.eq(gone.id.as_str()),
            parts::former_name.eq(&gone.name),
            parts::deleted_at.eq(tx.now.0),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// What is nested directly in it lies in what is around it from now on.
fn lift_what_is_nested(tx: &mut Tx, gone: &VirtualAccount) -> Result<(), Error> {
    let nested = parts::table
        .filter(parts::parent_id.eq(gone.id.as_str()))
        .filter(parts::deleted_at.is_null());
    diesel::update(nested)
        .set((
            parts::parent_id.eq(gone.parent.as_ref().map(VirtualAccountId::as_str)),
            parts::version.eq(parts::version + 1),
        ))
        .execute(tx.db)?;
    Ok(())
}

fn forget_tags(tx: &mut Tx, id: &VirtualAccountId) -> Result<(), Error> {
    diesel::delete(tags::table.filter(tags::virtual_account_id.eq(id.as_str()))).execute(tx.db)?;
    Ok(())
}

fn bump(tx: &mut Tx, id: &VirtualAccountId) -> Result<(), Error> {
    diesel::update(parts::table.find(id.as_str()))
        .set(parts::version.eq(parts::version + 1))
        .execute(tx.db)?;
    Ok(())
}
