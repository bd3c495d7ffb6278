//! What an event changes in the row of a membership.

use crate::storage::schema::memberships;
use crate::storage::{Error, Tx, insert};
use crate::store;
use crate::store::membership::row::MembershipRow;
use diesel::prelude::*;
use domain::Refusal;
use domain::membership::{Membership, MembershipFact};

/// Carries out what an event says about a membership. Errors: [`Refusal::StalePage`] where what was changed has ended.
pub(in crate::store) fn apply(tx: &mut Tx, fact: &MembershipFact) -> Result<(), Error> {
    match fact {
        MembershipFact::Granted(membership) => {
            let (found_by, seen_on) =
                store::membership::terms::of_holder(tx.db, &membership.holder)?;
            let row = MembershipRow::new(membership, found_by.name.clone(), seen_on, tx.now)?;
            insert!(tx.db, memberships::table, &row)?;
            store::membership::terms::add(tx, membership, &found_by)?;
        }
        MembershipFact::EndAnnounced(membership) => note_next_warning(tx, membership)?,
        MembershipFact::Ended { membership, .. } => {
            store::membership::terms::remove(tx, &membership.id)?;
            diesel::delete(memberships::table.find(membership.id.as_str())).execute(tx.db)?;
        }
        MembershipFact::Changed { after, .. } => {
            let (found_by, seen_on) = store::membership::terms::of_holder(tx.db, &after.holder)?;
            let changed = diesel::update(memberships::table.find(after.id.as_str()))
                .set(&MembershipRow::new(after, found_by.name, seen_on, tx.now)?)
                .execute(tx.db)?;
            if changed != 1 {
                return Err(Refusal::StalePage.into());
            }
        }
    }
    Ok(())
}

/// Notes when it is next told that a role ends.
pub fn note_next_warning(tx: &mut Tx, membership: &Membership) -> Result<(), Error> {
    let next = membership.next_warning(tx.now).map(|at| at.0);
    diesel::update(memberships::table.find(membership.id.as_str()))
        .set(memberships::next_warning_at.eq(next))
        .execute(tx.db)?;
    Ok(())
}
