//! Queries about the properties of accounts.

use crate::storage;
use crate::storage::schema::{account_identifiers, smart_accounts as accounts};
use crate::storage::{AnyConnection, Error, Tx, insert};
use crate::store::smart_account::row::IdentifierRow;
use diesel::prelude::*;
use domain::smart_account::properties::{Hue, Properties};
use domain::{DomainIdentifier, SmartAccountId};

/// The hue that is kept, in degrees. Errors: a number that is none.
pub(crate) fn hue(id: &SmartAccountId, value: i64) -> Result<Hue, Error> {
    u16::try_from(value)
        .ok()
        .and_then(Hue::new)
        .ok_or_else(|| Error::corrupt("smart_account", id.as_str(), "accent"))
}

/// The hue of an account's pages.
pub fn accent(db: &mut AnyConnection, id: &SmartAccountId) -> Result<Option<Hue>, Error> {
    let found: Option<i64> = accounts::table
        .find(id.as_str())
        .select(accounts::accent)
        .first(db)?;
    found.map(|value| hue(id, value)).transpose()
}

/// Writes the properties as they are to be. In: those before, to know which aliases are new or gone.
pub(in crate::store) fn apply(
    tx: &mut Tx,
    id: &SmartAccountId,
    before: &Properties,
    after: &Properties,
) -> Result<(), Error> {
    let lines = match &after.headquarters {
        Some(address) => Some(storage::json::text(&address.lines)?),
        None => None,
    };
    let country = after.headquarters.as_ref().map(|address| &address.country);
    diesel::update(accounts::table.find(id.as_str()))
        .set((
            accounts::name.eq(&after.name),
            accounts::kind.eq(after.kind.key()),
            accounts::visibility.eq(after.visibility.key()),
            accounts::address.eq(lines),
            accounts::country.eq(country),
            accounts::accent.eq(after.accent.map(|hue| i64::from(hue.degrees()))),
            accounts::version.eq(accounts::version + 1),
        ))
        .execute(tx.db)?;
    let gone: Vec<&str> = before
        .aliases
        .difference(&after.aliases)
        .map(DomainIdentifier::as_str)
        .collect();
    diesel::delete(account_identifiers::table.filter(account_identifiers::identifier.eq_any(gone)))
        .execute(tx.db)?;
    let new: Vec<IdentifierRow> = after
        .aliases
        .difference(&before.aliases)
        .map(|alias| IdentifierRow {
            identifier: alias.to_string(),
            account_id: id.to_string(),
        })
        .collect();
    if !new.is_empty() {
        insert!(tx.db, account_identifiers::table, &new)?;
    }
    Ok(())
}
