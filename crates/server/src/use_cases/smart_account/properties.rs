//! What an account says of itself, and who may change it.

use crate::event_log::Answer;
use crate::storage::Tx;
use crate::{event_log, standing};
use domain::smart_account::properties::Properties;
use domain::{DomainIdentifier, SmartAccountId, rules};
use std::collections::BTreeSet;

/// Changes the properties of an account against the version that was seen. Out: whether anything changed.
///
/// Errors: the database's.
pub fn change(
    tx: &mut Tx,
    account: &SmartAccountId,
    seen_version: u32,
    wanted: &Properties,
) -> Answer<bool> {
    let by = tx.author.actor.person().cloned();
    let facts = standing::smart_account::facts(tx.db, account, &wanted.aliases, by.as_ref())?;
    let changed = rules::properties::change(&facts, seen_version, wanted.clone());
    event_log::record_change(tx, changed.map(Vec::from_iter))
}

/// Sets the aliases of an account, as operators do. Out: whether anything changed.
///
/// Errors: the database's.
pub fn set_aliases(
    tx: &mut Tx,
    account: &SmartAccountId,
    seen_version: u32,
    aliases: &BTreeSet<DomainIdentifier>,
) -> Answer<bool> {
    let facts = standing::smart_account::facts(tx.db, account, aliases, None)?;
    let changed = rules::properties::set_aliases(&facts, seen_version, aliases.clone());
    event_log::record_change(tx, changed.map(Vec::from_iter))
}
