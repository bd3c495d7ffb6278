//! What an account says of itself, and who may change it.

use crate::event_log::Answer;
use crate::storage::Tx;
use crate::{event_log, standing};
use domain::smart_account::properties::Properties;
use domain::{DomainIdentifier, Event, Refusal, SmartAccountId, rules};
use std::collections::BTreeSet;

/// Changes the properties of an account against the version that was seen. Out: whether anything changed.
pub fn change(
    tx: &mut Tx,
    account: &SmartAccountId,
    seen_version: u32,
    wanted: &Properties,
) -> Answer<bool> {
    let by = tx.author.actor.person().cloned();
    let facts = standing::smart_account::facts(tx.db, account, &wanted.aliases, by.as_ref())?;
    carry_out(
        tx,
        rules::properties::change(&facts, seen_version, wanted.clone()),
    )
}

/// Sets the aliases of an account, as operators do. Out: whether anything changed.
pub fn set_aliases(
    tx: &mut Tx,
    account: &SmartAccountId,
    seen_version: u32,
    aliases: &BTreeSet<DomainIdentifier>,
) -> Answer<bool> {
    let facts = standing::smart_account::facts(tx.db, account, aliases, None)?;
    carry_out(
        tx,
        rules::properties::set_aliases(&facts, seen_version, aliases.clone()),
    )
}

fn carry_out(tx: &mut Tx, changed: Result<Option<Event>, Refusal>) -> Answer<bool> {
    match changed {
        Ok(None) => Ok(Ok(false)),
        Ok(Some(event)) => event_log::record(tx, &[event]).map(|()| Ok(true)),
        Err(refusal) => Ok(Err(refusal)),
    }
}
