//! Random stories of groups: who tries what, one after the other.

use super::world::{PARTS, PEOPLE, World};
use crate::support::cases::{Verdict, sample};
use crate::support::nouns::{person, roles};
use domain::{Event, PersonId, Role};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// People, Virtual Accounts and accounts by their number; groups, memberships and requests by their place in the world.
#[derive(Debug, Clone)]
pub enum Attempt {
    Create {
        on: Option<u128>,
    },
    Add {
        group: usize,
        people: BTreeSet<u128>,
    },
    Remove {
        group: usize,
        people: BTreeSet<u128>,
    },
    Leave {
        group: usize,
    },
    Give {
        to: To,
        role: Role,
        on: BTreeSet<u128>,
        in_account: u128,
    },
    End {
        membership: usize,
    },
    Delete {
        group: usize,
    },
    Ask {
        group: usize,
        in_account: u128,
    },
    Approve {
        request: usize,
        role: Role,
        on: BTreeSet<u128>,
    },
}

#[derive(Debug, Clone)]
pub enum To {
    Group(usize),
    Person(u128),
}

#[derive(Debug, Clone)]
pub struct Try {
    pub by: u128,
    pub what: Attempt,
}

pub fn tries() -> impl Strategy<Value = Try> {
    // Mostly those who may do something, and few groups, so that the stories get somewhere.
    let who = || prop_oneof![4 => 0..5_u128, 1 => 0..PEOPLE];
    let which = || prop_oneof![3 => 0..2_usize, 1 => 0..4_usize];
    let decider = || prop_oneof![2 => Just(3_u128), 1 => 0..PEOPLE];
    let elsewhere = || prop_oneof![3 => Just(1_u128), 1 => Just(0_u128)];
    let part = || 0..PARTS.len() as u128;
    let people = |count: Range<usize>| btree_set(0..PEOPLE, count);
    let on = || btree_set(part(), 0..3);
    prop_oneof![
        1 => by(who(), option::of(part()).prop_map(|on| Attempt::Create { on })),
        4 => by(who(), (which(), people(1..3)).prop_map(|(group, people)| Attempt::Add { group, people })),
        2 => by(who(), (which(), people(2..6)).prop_map(|(group, people)| Attempt::Remove { group, people })),
        1 => by(who(), which().prop_map(|group| Attempt::Leave { group })),
        4 => by(who(), gifts(which().prop_map(To::Group))),
        2 => by(who(), gifts(who().prop_map(To::Person))),
        2 => by(who(), (0..12_usize).prop_map(|membership| Attempt::End { membership })),
        1 => by(who(), which().prop_map(|group| Attempt::Delete { group })),
        3 => by(who(), (which(), elsewhere()).prop_map(|(group, in_account)| Attempt::Ask { group, in_account })),
        4 => by(decider(), (0..4_usize, roles(), on()).prop_map(|(request, role, on)| Attempt::Approve { request, role, on })),
    ]
}

fn by(
    who: impl Strategy<Value = u128>,
    what: impl Strategy<Value = Attempt>,
) -> impl Strategy<Value = Try> {
    (who, what).prop_map(|(by, what)| Try { by, what })
}

fn gifts(to: impl Strategy<Value = To>) -> impl Strategy<Value = Attempt> {
    let on = btree_set(0..PARTS.len() as u128, 0..3);
    (to, roles(), on, 0..2_u128).prop_map(|(to, role, on, in_account)| Attempt::Give {
        to,
        role,
        on,
        in_account,
    })
}

/// Carries out all that is tried; shows each step to `look`: before, who, events, after.
pub fn live(
    story: &[Try],
    mut look: impl FnMut(&World, &PersonId, &[Event], &World) -> Verdict,
) -> Verdict {
    let mut world = World::open();
    for attempt in story {
        let answer = world.answer(attempt);
        let before = world.clone();
        let Ok(events) = answer else { continue };
        events.iter().for_each(|event| world.take_in(event));
        look(&before, &person(attempt.by), &events, &world)?;
    }
    Ok(())
}

/// The stories must get somewhere, or the laws say nothing.
#[test]
fn the_stories_get_somewhere() {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for story in sample(vec(tries(), 60), 300) {
        live(&story, |_, _, events, _| {
            events
                .iter()
                .for_each(|event| *seen.entry(event.name()).or_default() += 1);
            Ok(())
        })
        .expect("no law is broken");
    }
    for name in [
        "group.member-added",
        "group.member-removed",
        "group.guest-added",
        "group.guest-removed",
        "group.deleted",
        "access-request.approved",
        "access-request.withdrawn",
    ] {
        assert!(
            seen.get(name).copied().unwrap_or(0) >= 5,
            "{name}: {seen:?}"
        );
    }
}
