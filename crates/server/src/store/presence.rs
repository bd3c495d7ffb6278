//! When somebody was last here.

use crate::storage::schema::{memberships, people};
use crate::storage::{Error, Tx};
use diesel::prelude::*;
use domain::{Moment, PersonId};

/// Notes in what somebody holds that they were here that day.
pub fn note_seen(tx: &mut Tx, person: &PersonId, day: Moment) -> Result<(), Error> {
    let held = memberships::table
        .filter(memberships::person_id.eq(person.as_str()))
        .filter(
            memberships::holder_seen_on
                .is_null()
                .or(memberships::holder_seen_on.ne(day.0)),
        );
    diesel::update(held)
        .set(memberships::holder_seen_on.eq(day.0))
        .execute(tx.db)?;
    Ok(())
}

/// Notes that somebody was here, which is how deciders are ordered when they are mailed.
pub fn touch(tx: &mut Tx, id: &PersonId) -> Result<(), Error> {
    diesel::update(people::table.find(id.as_str()))
        .set(people::last_active_at.eq(tx.now.0))
        .execute(tx.db)?;
    note_seen(tx, id, tx.now.day())
}
