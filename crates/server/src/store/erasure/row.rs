//! Erasures under way.

use crate::storage;
use crate::storage::schema::{erasures, people};
use crate::storage::{AnyConnection, Error, Tx, insert};
use crate::store::erasure::sought::Sought;
use diesel::prelude::*;
use domain::{Moment, PersonId, Refusal};

/// The first step: what they have ends, where it is much.
pub const ENDING: usize = 0;
/// The step in which the first place is looked through.
pub const FIRST_PLACE: usize = 1;

/// An erasure, as far as it has come.
pub struct Underway {
    pub person: PersonId,
    pub sought: Sought,
    pub step: usize,
    /// The last row that was looked at in the step.
    pub cursor: String,
}

/// Begins with a step to look for what is left of somebody.
pub fn begin(tx: &mut Tx, person: &PersonId, sought: &Sought, step: usize) -> Result<(), Error> {
    let row = (
        erasures::person_id.eq(person.as_str()),
        erasures::sought.eq(storage::json::text(sought)?),
        erasures::step.eq(i64::try_from(step).unwrap_or(i64::MAX)),
        erasures::cursor.eq(""),
        erasures::began_at.eq(tx.now.0),
    );
    insert!(tx.db, erasures::table, row)?;
    Ok(())
}

/// The erasure that began first of those under way.
pub fn next(db: &mut AnyConnection) -> Result<Option<Underway>, Error> {
    let row: Option<(String, String, i64, String)> = erasures::table
        .order((erasures::began_at, erasures::person_id))
        .select((
            erasures::person_id,
            erasures::sought,
            erasures::step,
            erasures::cursor,
        ))
        .first(db)
        .optional()?;
    row.map(|(id, sought, step, cursor)| {
        Ok(Underway {
            sought: storage::json::value("erasure", &id, &sought)?,
            step: usize::try_from(step).map_err(|_| Error::corrupt("erasure", &id, "step"))?,
            person: id
                .parse()
                .map_err(|_| Error::corrupt("erasure", &id, "person"))?,
            cursor,
        })
    })
    .transpose()
}

/// Notes how far it has come.
pub fn goes_on(tx: &mut Tx, person: &PersonId, step: usize, cursor: &str) -> Result<(), Error> {
    let step = i64::try_from(step).unwrap_or(i64::MAX);
    diesel::update(erasures::table.find(person.as_str()))
        .set((erasures::step.eq(step), erasures::cursor.eq(cursor)))
        .execute(tx.db)?;
    Ok(())
}

/// Nothing is looked for any more: what was is forgotten, too.
pub fn forget_sought(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    diesel::update(erasures::table.find(person.as_str()))
        .set(erasures::sought.eq(storage::json::text(&Sought::default())?))
        .execute(tx.db)?;
    Ok(())
}

/// It is over.
pub fn end(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    diesel::delete(erasures::table.find(person.as_str())).execute(tx.db)?;
    Ok(())
}

/// How far it is that somebody is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErasureStage {
    /// What they have ends; only then their profile is emptied.
    Ending,
    /// Rows are looked through for them.
    Looking,
    Done,
}

/// Since when somebody is erased, or about to be, and how far that is.
pub fn of_person(
    db: &mut AnyConnection,
    person: &PersonId,
) -> Result<Option<(Moment, ErasureStage)>, Error> {
    let found: Option<Option<i64>> = people::table
        .find(person.as_str())
        .select(people::erased_at)
        .first(db)
        .optional()?;
    let erased_at = found.ok_or(Refusal::NotFound)?;
    let began_at: Option<i64> = erasures::table
        .find(person.as_str())
        .select(erasures::began_at)
        .first(db)
        .optional()?;
    Ok(match (erased_at, began_at) {
        (Some(since), Some(_)) => Some((Moment(since), ErasureStage::Looking)),
        (Some(since), None) => Some((Moment(since), ErasureStage::Done)),
        (None, Some(since)) => Some((Moment(since), ErasureStage::Ending)),
        (None, None) => None,
    })
}
