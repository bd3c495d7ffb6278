//! What an account says of itself, and who may change it.

pub mod pages;
pub mod store;

use crate::event_log;
use crate::storage::{Error, Tx};
use domain::properties::{self, Properties};
use domain::{Refusal, SmartAccountId};

/// Changes the properties of an account against the version that was seen. Out: whether anything changed.
pub fn change(
    tx: &mut Tx,
    account: &SmartAccountId,
    seen_version: u32,
    wanted: &Properties,
) -> Result<Result<bool, Refusal>, Error> {
    let facts = store::facts(tx.db, account, &wanted.aliases)?;
    match properties::change(&facts, seen_version, wanted.clone()) {
        Ok(None) => Ok(Ok(false)),
        Ok(Some(event)) => event_log::record(tx, &[event]).map(|()| Ok(true)),
        Err(refusal) => Ok(Err(refusal)),
    }
}
