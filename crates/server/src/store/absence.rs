//! Rows of absences.

use crate::storage::schema::absences;
use crate::storage::{AnyConnection, Error, Tx, upsert};
use crate::store::due::{DueList, first_due};
use diesel::prelude::*;
use domain::absence::Absence;
use domain::{Moment, PersonId};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = absences, treat_none_as_default_value = false, treat_none_as_null = true)]
struct AbsenceRow {
    person_id: String,
    deputy_id: Option<String>,
    from_at: i64,
    until_at: i64,
    has_begun: bool,
    next_step_at: i64,
}

/// When somebody is away, as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub person: PersonId,
    pub absence: Absence,
    /// Whether what follows from its beginning was done.
    pub has_begun: bool,
}

impl TryFrom<AbsenceRow> for Known {
    type Error = Error;
    fn try_from(row: AbsenceRow) -> Result<Self, Error> {
        let id = |id: &str| {
            let corrupt = |_| Error::corrupt("absence", &row.person_id, "person");
            id.parse::<PersonId>().map_err(corrupt)
        };
        Ok(Known {
            person: id(&row.person_id)?,
            absence: Absence {
                from: Moment(row.from_at),
                until: Moment(row.until_at),
                deputy: row.deputy_id.as_deref().map(id).transpose()?,
            },
            has_begun: row.has_begun,
        })
    }
}

/// When somebody is away, or is to be.
pub fn find(db: &mut AnyConnection, person: &PersonId) -> Result<Option<Known>, Error> {
    let row: Option<AbsenceRow> = absences::table
        .find(person.as_str())
        .select(AbsenceRow::as_select())
        .first(db)
        .optional()?;
    row.map(TryInto::try_into).transpose()
}

/// Those among these people who are away now, each with their deputy.
pub fn away_among(
    db: &mut AnyConnection,
    people: &[String],
    now: Moment,
) -> Result<BTreeMap<PersonId, Option<PersonId>>, Error> {
    if people.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<AbsenceRow> = absences::table
        .filter(absences::person_id.eq_any(people))
        .filter(absences::from_at.le(now.0))
        .filter(absences::until_at.gt(now.0))
        .select(AbsenceRow::as_select())
        .load(db)?;
    let found = rows.into_iter().map(|row| {
        let known: Known = row.try_into()?;
        Ok((known.person, known.absence.deputy))
    });
    found.collect()
}

/// Those who are away now and whose deputy somebody is.
pub fn deputy_for(
    db: &mut AnyConnection,
    deputy: &PersonId,
    now: Moment,
) -> Result<Vec<Known>, Error> {
    let rows: Vec<AbsenceRow> = absences::table
        .filter(absences::deputy_id.eq(deputy.as_str()))
        .filter(absences::from_at.le(now.0))
        .filter(absences::until_at.gt(now.0))
        .order(absences::person_id)
        .select(AbsenceRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Those among these people who are the deputy of somebody who is away now.
pub fn deputies_among(
    db: &mut AnyConnection,
    people: &[String],
    now: Moment,
) -> Result<BTreeSet<PersonId>, Error> {
    if people.is_empty() {
        return Ok(BTreeSet::new());
    }
    let found: Vec<String> = absences::table
        .filter(absences::deputy_id.assume_not_null().eq_any(people))
        .filter(absences::from_at.le(now.0))
        .filter(absences::until_at.gt(now.0))
        .select(absences::deputy_id.assume_not_null())
        .load(db)?;
    let id = |id: String| {
        let corrupt = |_| Error::corrupt("absence", &id, "deputy");
        id.parse().map_err(corrupt)
    };
    found.into_iter().map(id).collect()
}

/// Those of whom something is due until a moment, at most so many, and when.
pub fn due(db: &mut AnyConnection, until: Moment, most: i64) -> Result<DueList<PersonId>, Error> {
    let (at, id) = (absences::next_step_at, absences::person_id);
    first_due!(db, "absence", absences::table, at, id, until, most)
}

/// Puts off what time has to do to an absence.
pub fn postpone_step(tx: &mut Tx, person: &PersonId, until: Moment) -> Result<(), Error> {
    diesel::update(absences::table.find(person.as_str()))
        .set(absences::next_step_at.eq(until.0))
        .execute(tx.db)?;
    Ok(())
}

/// Notes when somebody is away, in place of what was known.
pub(in crate::store) fn set(
    tx: &mut Tx,
    person: &PersonId,
    absence: &Absence,
) -> Result<(), Error> {
    let row = AbsenceRow {
        person_id: person.to_string(),
        deputy_id: absence.deputy.as_ref().map(ToString::to_string),
        from_at: absence.from.0,
        until_at: absence.until.0,
        has_begun: false,
        next_step_at: absence.from.0,
    };
    upsert!(tx.db, absences::table, &row, absences::person_id, &row)?;
    Ok(())
}

/// Notes that it has begun; what is due next is its end.
pub(in crate::store) fn begin(
    tx: &mut Tx,
    person: &PersonId,
    absence: &Absence,
) -> Result<(), Error> {
    diesel::update(absences::table.find(person.as_str()))
        .set((
            absences::has_begun.eq(true),
            absences::next_step_at.eq(absence.until.0),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Nothing is known of it any more.
pub(in crate::store) fn forget(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    diesel::delete(absences::table.find(person.as_str())).execute(tx.db)?;
    Ok(())
}

/// Nobody has somebody as deputy any more.
pub(in crate::store) fn forget_deputy(tx: &mut Tx, deputy: &PersonId) -> Result<(), Error> {
    let theirs = absences::table.filter(absences::deputy_id.eq(deputy.as_str()));
    diesel::update(theirs)
        .set(absences::deputy_id.eq(None::<String>))
        .execute(tx.db)?;
    Ok(())
}
