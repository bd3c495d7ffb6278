//! Memberships: what people hold, and how far it reaches.

pub mod index;
pub mod list;
pub mod pages;
pub mod store;

use crate::event_log;
use crate::smart_account;
use crate::storage::{AnyConnection, Error, Tx};
use domain::membership::{self, EndCause, Membership, Reach};
use domain::virtual_account::Tree;
use domain::{Moment, PersonId, Right, SmartAccountId};

/// How far a person's roles in an account let a right reach.
pub fn reach_of(
    db: &mut AnyConnection,
    person: &PersonId,
    account: &SmartAccountId,
    right: Right,
    now: Moment,
) -> Result<Reach, Error> {
    let held = store::held(db, person, account)?;
    if held.is_empty() {
        return Ok(Reach::Nothing);
    }
    let tree = Tree::of(&smart_account::store::virtual_accounts(db, account)?);
    Ok(membership::reach(&held, &tree, right, now))
}

/// Ends a membership whose end date has come, unless it was ended meanwhile.
pub fn end_lapsed(tx: &mut Tx, membership: &Membership) -> Result<(), Error> {
    if !store::is_held(tx.db, membership)? {
        return Ok(());
    }
    let administrators = store::administrators(tx.db, &membership.account)?;
    let event = membership::end(membership, &administrators, EndCause::Lapsed)?;
    event_log::record(tx, &[event])
}
