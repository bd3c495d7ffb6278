//! Random stories of one creation, and laws held against each step of them.

use super::world::World;
use crate::support::cases::Verdict;
use crate::support::nouns::email;
use domain::Event;
use domain::account_creation::Creation;
use domain::moment::{days, hours};
use domain::rules::account_creation::{CreationTimetable, Way, next_step};
use proptest::prelude::*;
use proptest::sample::select;
use std::time::Duration;

#[derive(Debug, Clone)]
pub enum Command {
    Name(u128),
    /// By whom, and whether the creator becomes an administrator, too.
    Authorise(u128, bool),
    DeclineNomination(u128),
    Approve(u128),
    Decline,
    Tell,
    Object,
    SettleObjection,
    Withdraw,
    Revive,
    Extend,
    Pass(Duration),
}

pub fn commands() -> impl Strategy<Value = Command> {
    let who = || select(&[1_u128, 2, 3][..]);
    prop_oneof![
        2 => who().prop_map(Command::Name),
        3 => (who(), any::<bool>()).prop_map(|(who, with)| Command::Authorise(who, with)),
        2 => who().prop_map(Command::DeclineNomination),
        2 => select(&[1_u128, 9][..]).prop_map(Command::Approve),
        1 => Just(Command::Decline),
        1 => Just(Command::Tell),
        1 => Just(Command::Object),
        1 => Just(Command::SettleObjection),
        1 => Just(Command::Withdraw),
        3 => Just(Command::Revive),
        1 => Just(Command::Extend),
        8 => select(vec![hours(1), days(1), days(3), days(8), days(30), days(85), days(200), days(400)])
            .prop_map(Command::Pass),
    ]
}

pub fn beginnings() -> impl Strategy<Value = (&'static str, Way)> {
    let way = prop_oneof![
        Just(Way::Authority),
        Just(Way::Nominee(email("n2@boss.example")))
    ];
    (select(&["atelier.example", "other.example"][..]), way)
}

/// Lives through a story and holds a law against each step of it.
pub fn at_every_step(
    (domain, way): (&str, Way),
    story: &[Command],
    law: impl Fn(&World, &Creation, &[Event]) -> Verdict,
) -> Verdict {
    let mut world = World::begin(domain, way);
    for command in story {
        let before = world.state.clone();
        if let Ok(events) = world.does(command) {
            world.takes_in(events.clone());
            law(&world, &before, &events)?;
        }
        let (before, count) = (world.state.clone(), world.events.len());
        world.lets_time_work();
        let next = next_step(&world.state, &CreationTimetable::default(), world.now);
        prop_assert!(next.is_none_or(|(_, at)| at > world.now));
        let events = world.events[count..].to_vec();
        law(&world, &before, &events)?;
    }
    Ok(())
}
