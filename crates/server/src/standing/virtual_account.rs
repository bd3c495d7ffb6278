//! Which Virtual Accounts somebody's right reaches.

use crate::storage::{AnyConnection, Error};
use crate::store;
use domain::membership::Reach;
use domain::virtual_account::Detailed;
use domain::{Refusal, Scope, SmartAccountId, VirtualAccountId};

/// A Virtual Account of an account, for somebody whose right reaches so far. Errors: what is out of reach is not there
/// ([`Refusal::NotFound`]).
pub fn within_reach(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    reach: &Reach,
    id: &VirtualAccountId,
) -> Result<Detailed, Error> {
    if !reach.covers(&Scope::VirtualAccounts([id.clone()].into())) {
        return Err(Refusal::NotFound.into());
    }
    store::virtual_account::find(db, account, id)
}
