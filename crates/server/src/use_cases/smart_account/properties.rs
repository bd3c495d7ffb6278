//! What an account says of itself, and who may change it.

use crate::event_log::Answer;
use crate::storage::Tx;
use crate::use_cases::budget::count_look_up;
use crate::{event_log, standing};
use domain::smart_account::properties::Properties;
use domain::{DomainIdentifier, PersonId, Right, SmartAccountId, rules};
use std::collections::BTreeSet;

/// Changes the properties of an account against the version that was seen. Out: whether anything changed.
///
/// Errors: a new alias counts as a look-up, as whether it is taken may tell of an account that is hidden ([`domain::Refusal::TooOften`]).
pub fn change(
    tx: &mut Tx,
    account: &SmartAccountId,
    by: &PersonId,
    seen_version: u32,
    wanted: &Properties,
) -> Answer<bool> {
    standing::membership::must_reach_open(tx.db, by, account, Right::AccountEdit, tx.now)?;
    let facts = standing::smart_account::facts(tx.db, account, &wanted.aliases, Some(by))?;
    if !wanted.aliases.is_subset(&facts.properties.aliases)
        && let Err(refusal) = count_look_up(tx, by)?
    {
        return Ok(Err(refusal));
    }
    let changed = rules::properties::change(&facts, seen_version, wanted.clone());
    event_log::record_change(tx, changed.map(Vec::from_iter))
}

/// Sets the aliases of an account. Out: whether anything changed. Errors: only operators may.
pub fn set_aliases(
    tx: &mut Tx,
    account: &SmartAccountId,
    seen_version: u32,
    aliases: &BTreeSet<DomainIdentifier>,
) -> Answer<bool> {
    standing::person::must_be_operator(tx)?;
    let facts = standing::smart_account::facts(tx.db, account, aliases, None)?;
    let changed = rules::properties::set_aliases(&facts, seen_version, aliases.clone());
    event_log::record_change(tx, changed.map(Vec::from_iter))
}
