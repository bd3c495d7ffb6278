//! What an event changes in an account.

use crate::storage::schema::{account_identifiers, smart_accounts, virtual_accounts};
use crate::storage::{Error, Tx, insert};
use crate::store;
use crate::store::smart_account::row::{AccountRow, IdentifierRow};
use crate::store::virtual_account::VirtualAccountRow;
use diesel::prelude::*;
use domain::smart_account::SmartAccountFact;

/// Carries out what an event says about an account.
pub(in crate::store) fn apply(tx: &mut Tx, fact: &SmartAccountFact) -> Result<(), Error> {
    match fact {
        SmartAccountFact::Created(account) => {
            insert!(
                tx.db,
                smart_accounts::table,
                &AccountRow::new(account, tx.now)
            )?;
            let identifier = IdentifierRow {
                identifier: account.domain.to_string(),
                account_id: account.id.to_string(),
            };
            insert!(tx.db, account_identifiers::table, &identifier)?;
            store::smart_account::terms::follow(tx, &account.id)?;
        }
        SmartAccountFact::VirtualAccountCreated(va) => {
            insert!(tx.db, virtual_accounts::table, &VirtualAccountRow::new(va))?;
        }
        SmartAccountFact::IdentifierReleased { account, after, .. } => {
            let theirs = account_identifiers::table
                .filter(account_identifiers::account_id.eq(account.as_str()));
            diesel::delete(theirs).execute(tx.db)?;
            diesel::update(smart_accounts::table.find(account.as_str()))
                .set(smart_accounts::domain.eq(after.as_str()))
                .execute(tx.db)?;
            store::smart_account::terms::follow(tx, account)?;
        }
        SmartAccountFact::PropertiesChanged {
            account,
            before,
            after,
        } => {
            store::smart_account::properties::apply(tx, account, before, after)?;
            store::smart_account::terms::follow(tx, account)?;
        }
        SmartAccountFact::InvitationsSet { account, after, .. } => {
            diesel::update(smart_accounts::table.find(account.as_str()))
                .set(smart_accounts::invitations_a_day.eq(after.map(i64::from)))
                .execute(tx.db)?;
        }
        SmartAccountFact::StatusChanged { account, after, .. } => {
            diesel::update(smart_accounts::table.find(account.as_str()))
                .set(smart_accounts::status.eq(after.key()))
                .execute(tx.db)?;
        }
    }
    Ok(())
}
