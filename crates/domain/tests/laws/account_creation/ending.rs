//! How a creation ends: with an active account, or without one, and for good.

use super::asking::{fresh, plan};
use super::story::{at_every_step, beginnings, commands};
use super::world::World;
use crate::support::cases::cases;
use crate::support::nouns::{OPENING, person};
use domain::Event;
use domain::account_creation::{Creation, CreationEvent, CreationFact, CreationStatus};
use domain::membership::MembershipFact;
use domain::rules::account_creation::{self as rules, Fresh, Way};
use domain::smart_account::AccountStatus;
use proptest::collection::vec;
use proptest::prelude::*;

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_facts_lead_to_what_is_so(start in beginnings(), story in vec(commands(), 0..25)) {
        at_every_step(start, &story, |world, _, _| {
            let replayed = Creation::replay(&world.facts).unwrap();
            prop_assert_eq!(&replayed, &world.state);
            prop_assert_eq!(world.state.version as usize, world.facts.len());
            Ok(())
        })?;
    }

    #[test]
    fn an_account_becomes_active_only_with_authority_clearance_and_an_administrator_who_stays(
        start in beginnings(), story in vec(commands(), 0..25),
    ) {
        at_every_step(start, &story, |world, before, events| {
            let granted = events.iter().any(|event| matches!(
                event, Event::Membership(MembershipFact::Granted(m)) if m.is_lasting_administrator()
            ));
            let active = world.account.as_ref().is_some_and(|a| a.status == AccountStatus::Active);
            prop_assert_eq!(active, matches!(world.state.status, CreationStatus::Active { .. }));
            if active && before.is_pending() {
                prop_assert!(world.state.is_authorised() && world.state.is_cleared() && granted);
            } else {
                prop_assert!(!granted, "nobody holds anything in an account that is not active");
            }
            Ok(())
        })?;
    }

    #[test]
    fn what_was_filled_in_stays_and_what_has_ended_for_good_stays_ended(
        start in beginnings(), story in vec(commands(), 0..25),
    ) {
        let first = plan(start.0);
        at_every_step(start, &story, |world, before, events| {
            prop_assert_eq!(&world.state.plan, &first);
            let ended = matches!(before.status, CreationStatus::Declined { .. } | CreationStatus::Withdrawn { .. } | CreationStatus::Closed { .. });
            let told = |event: &Event| matches!(
                event, Event::AccountCreation(CreationEvent { fact: CreationFact::ParentTold { .. }, .. })
            );
            prop_assert!(!ended || events.iter().all(told));
            Ok(())
        })?;
    }
}

#[test]
fn who_was_deactivated_administers_nothing() {
    let world = World::begin("other.example", Way::Authority);
    let gone = Fresh {
        inactive: vec![person(1)],
        ..fresh(5000)
    };
    let approved = rules::approve(
        &world.state,
        world.state.version,
        &person(9),
        false,
        &gone,
        OPENING,
    );
    assert!(approved.is_err());
}
