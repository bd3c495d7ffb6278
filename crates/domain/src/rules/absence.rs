//! Going away and coming back: by oneself, or noted by an operator for somebody who fell ill.

use crate::absence::{Absence, LONGEST_DAYS};
use crate::moment::days;
use crate::person::PersonFact;
use crate::{Event, Moment, PersonId, Refusal};

/// What must be known of whoever is named deputy.
#[derive(Debug, Clone)]
pub struct DeputyGround {
    /// Whether they can log in, and hold a role in an account in which whoever is away decides.
    pub is_known_there: bool,
    /// When they are away themselves.
    pub absence: Option<Absence>,
}

/// Notes when somebody is away. One absence at a time: another takes the place of the one before; the same again is nothing new. In: what is known of the deputy; none
/// where nobody was found by what was typed.
///
/// Errors: it ends before it begins ([`Refusal::AbsenceEndsFirst`]), is over already ([`Refusal::EndDateInThePast`]) or too long
/// ([`Refusal::AbsenceTooLong`]); the deputy is who goes away ([`Refusal::OwnDeputy`]), nobody there ([`Refusal::DeputyUnknown`]), or away
/// at the same time ([`Refusal::DeputyAway`]), so that no chain of deputies, and no circle, begins.
pub fn go_away(
    person: &PersonId,
    by: &PersonId,
    absence: Absence,
    before: Option<&Absence>,
    deputy: Option<&DeputyGround>,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    if absence.until <= absence.from {
        return Err(Refusal::AbsenceEndsFirst);
    }
    if absence.until <= now {
        return Err(Refusal::EndDateInThePast);
    }
    if absence.until > absence.from.max(now).plus(days(LONGEST_DAYS)) {
        return Err(Refusal::AbsenceTooLong);
    }
    if let Some(id) = &absence.deputy {
        if id == person {
            return Err(Refusal::OwnDeputy);
        }
        let known = deputy.filter(|deputy| deputy.is_known_there);
        let known = known.ok_or(Refusal::DeputyUnknown)?;
        let away = known.absence.as_ref();
        if away.is_some_and(|away| away.overlaps(&absence)) {
            return Err(Refusal::DeputyAway);
        }
    }
    if before == Some(&absence) {
        return Ok(Vec::new());
    }
    let mut events = vec![Event::Person(PersonFact::AbsenceSet {
        person: person.clone(),
        by: by.clone(),
        before: before.cloned(),
        after: absence.clone(),
    })];
    events.extend(begin(person, &absence, now));
    Ok(events)
}

/// What follows once an absence has begun.
fn begin(person: &PersonId, absence: &Absence, now: Moment) -> Option<Event> {
    absence.holds_at(now).then(|| {
        Event::Person(PersonFact::AbsenceBegun {
            person: person.clone(),
            absence: absence.clone(),
        })
    })
}

/// Somebody is back before the end, or does not go. In: none where they are not away. Errors: [`Refusal::NothingToChange`].
pub fn come_back(
    person: &PersonId,
    by: &PersonId,
    absence: Option<&Absence>,
) -> Result<Event, Refusal> {
    let absence = absence.ok_or(Refusal::NothingToChange)?;
    Ok(over(person, Some(by), absence))
}

/// What time does to an absence: it begins, or is over.
pub fn pass_time(
    person: &PersonId,
    absence: &Absence,
    has_begun: bool,
    now: Moment,
) -> Option<Event> {
    if absence.until <= now {
        return Some(over(person, None, absence));
    }
    begin(person, absence, now).filter(|_| !has_begun)
}

fn over(person: &PersonId, by: Option<&PersonId>, absence: &Absence) -> Event {
    Event::Person(PersonFact::AbsenceOver {
        person: person.clone(),
        by: by.cloned(),
        absence: absence.clone(),
    })
}
