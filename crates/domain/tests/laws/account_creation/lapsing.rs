//! What time does to a creation: it reminds, warns and lapses, one step after the other and never without notice.

use super::story::{at_every_step, beginnings, commands};
use super::world::World;
use crate::support::cases::cases;
use crate::support::nouns::{OPENING, email};
use domain::Event;
use domain::account_creation::{CreationFact, CreationStatus};
use domain::moment::days;
use domain::rules::account_creation::{self as rules, CreationStep, CreationTimetable, Way};
use proptest::collection::vec;
use proptest::prelude::*;

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn it_never_lapses_without_notice_and_steps_only_move_forward(
        start in beginnings(), story in vec(commands(), 0..25),
    ) {
        let table = CreationTimetable::default();
        at_every_step(start, &story, |world, before, events| {
            let mut warned = before.progress.warned_at;
            for event in events {
                let Event::AccountCreation(event) = event else { continue };
                match &event.fact {
                    CreationFact::LapseAnnounced { number, at } => {
                        prop_assert!(*number > before.progress.warnings);
                        warned = Some(*at);
                    }
                    CreationFact::Lapsed { at } => {
                        let notice = *table.warnings.last().unwrap();
                        prop_assert!(warned.is_some_and(|warned| warned.plus(notice) <= *at));
                        prop_assert!(before.progress.deadline <= *at);
                    }
                    CreationFact::NomineeReminded { number, .. } => {
                        prop_assert!(*number > before.progress.reminders);
                    }
                    CreationFact::Closed { at } => {
                        let CreationStatus::Lapsed { at: lapsed } = before.status else {
                            return Err(TestCaseError::fail("closed without a lapse before"));
                        };
                        prop_assert!(lapsed.plus(table.revivable) <= *at);
                    }
                    _ => {}
                }
            }
            let next = rules::next_step(&world.state, &table, world.now);
            let waits = world.state.is_pending() || matches!(world.state.status, CreationStatus::Lapsed { .. });
            prop_assert_eq!(next.is_some(), waits);
            Ok(())
        })?;
    }
}

#[test]
fn one_step_after_the_other_to_the_end() {
    let mut world = World::begin("other.example", Way::Nominee(email("n2@boss.example")));
    let table = CreationTimetable::default();
    let mut steps = Vec::new();
    while let Some((step, at)) = rules::next_step(&world.state, &table, world.now) {
        steps.push((step, at.since(OPENING).as_secs() / 86_400));
        world.now = at;
        assert_eq!(world.lets_time_work(), 1);
    }
    let expected = [
        (CreationStep::RemindNominee(1), 2),
        (CreationStep::RemindNominee(2), 5),
        (CreationStep::RemindNominee(3), 10),
        (CreationStep::Warn(1), 60),
        (CreationStep::Warn(2), 83),
        (CreationStep::Lapse, 90),
        (CreationStep::Close, 455),
    ];
    assert_eq!(steps, expected);
}

#[test]
fn after_a_long_sleep_the_creator_is_warned_once_and_has_the_notice() {
    let mut world = World::begin("other.example", Way::Authority);
    world.now = OPENING.plus(days(300));
    assert_eq!(world.lets_time_work(), 1);
    assert_eq!(world.state.progress.warnings, 2);
    world.now = world.now.plus(days(7));
    assert_eq!(world.lets_time_work(), 1);
    assert!(matches!(world.state.status, CreationStatus::Lapsed { .. }));
}
