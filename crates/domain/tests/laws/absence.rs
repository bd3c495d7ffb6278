//! Going away: one absence at a time, a deputy who is there, an end that comes by itself.

use crate::support::cases::cases;
use crate::support::nouns::{OPENING, person};
use domain::absence::{Absence, LONGEST_DAYS};
use domain::moment::days;
use domain::person::PersonFact;
use domain::rules::absence::{DeputyGround, come_back, go_away, pass_time};
use domain::{Event, Moment, Refusal};
use proptest::prelude::*;

/// A stretch of days around the opening, the first of them up to two weeks before it.
fn stretches() -> impl Strategy<Value = (Moment, Moment)> {
    (0_u64..30, 0_u64..400).prop_map(|(from, long)| {
        let from = OPENING.minus(days(14)).plus(days(from));
        (from, from.plus(days(long)))
    })
}

fn absences() -> impl Strategy<Value = Absence> {
    (stretches(), proptest::option::of(0_u128..3)).prop_map(|((from, until), deputy)| Absence {
        from,
        until,
        deputy: deputy.map(person),
    })
}

fn grounds() -> impl Strategy<Value = Option<DeputyGround>> {
    let ground = (any::<bool>(), proptest::option::of(absences()));
    proptest::option::of(ground.prop_map(|(is_known_there, absence)| DeputyGround {
        is_known_there,
        absence,
    }))
}

proptest! {
    #![proptest_config(cases())]

    /// What is noted ends after it begins and after now, lasts a year at most, and names nobody who is not there for all of it; what is
    /// refused is none of that, each for its reason.
    #[test]
    fn nobody_goes_away_but_for_days_to_come_with_a_deputy_who_is_there(
        absence in absences(), ground in grounds(), before in proptest::option::of(absences()),
    ) {
        let answer = go_away(&person(0), &person(0), absence.clone(), before.as_ref(), ground.as_ref(), OPENING);
        let is_there = |ground: &DeputyGround| {
            ground.is_known_there && !ground.absence.as_ref().is_some_and(|away| away.overlaps(&absence))
        };
        let has_days = absence.from < absence.until && OPENING < absence.until;
        let is_short = absence.until <= absence.from.max(OPENING).plus(days(LONGEST_DAYS));
        let has_deputy = absence.deputy.as_ref().is_none_or(|deputy| {
            *deputy != person(0) && ground.as_ref().is_some_and(is_there)
        });
        prop_assert_eq!(answer.is_ok(), has_days && is_short && has_deputy, "{:?}", answer);
        match answer {
            Ok(events) if before.as_ref() == Some(&absence) => prop_assert!(events.is_empty()),
            Ok(events) => {
                let set = Event::Person(PersonFact::AbsenceSet {
                    person: person(0), by: person(0), before, after: absence.clone(),
                });
                prop_assert_eq!(&events[0], &set);
                prop_assert_eq!(events.len() == 2, absence.holds_at(OPENING));
            }
            Err(refusal) => {
                let is_right = match refusal {
                Refusal::AbsenceEndsFirst => absence.until <= absence.from,
                Refusal::EndDateInThePast => absence.until <= OPENING,
                Refusal::AbsenceTooLong => !is_short,
                Refusal::OwnDeputy => absence.deputy == Some(person(0)),
                Refusal::DeputyUnknown => !ground.is_some_and(|ground| ground.is_known_there),
                Refusal::DeputyAway => !has_deputy,
                _ => false,
                };
                prop_assert!(is_right);
            }
        }
    }

    /// Time begins an absence once and ends it once, at its moments and not before.
    #[test]
    fn it_begins_and_is_over_at_its_moments(absence in absences(), at in 0_u64..450, has_begun: bool) {
        let now = OPENING.minus(days(20)).plus(days(at));
        let event = pass_time(&person(0), &absence, has_begun, now);
        match event {
            None => prop_assert!(now < absence.from || (has_begun && now < absence.until)),
            Some(Event::Person(PersonFact::AbsenceBegun { .. })) => {
                prop_assert!(!has_begun && absence.holds_at(now));
            }
            Some(Event::Person(PersonFact::AbsenceOver { by, .. })) => {
                prop_assert!(by.is_none() && absence.until <= now);
            }
            other => prop_assert!(false, "{:?}", other),
        }
    }

    /// Two absences overlap where there is a moment of both.
    #[test]
    fn absences_overlap_where_both_hold(one in absences(), other in absences()) {
        let begins = one.from.max(other.from);
        prop_assert_eq!(one.overlaps(&other), one.overlaps(&other) && other.overlaps(&one));
        if one.from < one.until && other.from < other.until {
            prop_assert_eq!(one.overlaps(&other), one.holds_at(begins) && other.holds_at(begins));
        }
    }
}

#[test]
fn who_is_not_away_does_not_come_back() {
    let refused = come_back(&person(0), &person(0), None);
    assert_eq!(refused, Err(Refusal::NothingToChange));
}
