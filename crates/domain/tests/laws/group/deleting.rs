//! A group goes at once or bit by bit: the same is left, and the same people are told of the same.

use super::story::{live, tries};
use super::world::World;
use crate::support::cases::so_many_cases;
use crate::support::nouns::{OPENING, person};
use domain::access_request::AccessRequest;
use domain::group::Group;
use domain::membership::{Holder, Membership, Reach};
use domain::notification::{GroupNews, Notice, notices};
use domain::rules::group::{
    GoesWithGroup, GroupManager, begin_deletion, delete, deleted, goes_bit_by_bit,
};
use domain::*;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Who is told that a group is deleted, each with the roles they had through it.
type Told = BTreeMap<PersonId, BTreeSet<MembershipId>>;

fn tell(told: &mut Told, events: &[Event]) {
    for notice in notices(events, None) {
        let Notice::GroupNews {
            news: GroupNews::Deleted,
            people,
            changes,
            ..
        } = notice
        else {
            continue;
        };
        let roles = changes.iter().filter_map(|change| change.before.as_ref());
        let roles: BTreeSet<_> = roles.map(|held| held.id.clone()).collect();
        for person in people {
            assert_eq!(told.insert(person, roles.clone()), None, "told twice");
        }
    }
}

/// The last world of a story.
fn world_after(story: &[super::story::Try]) -> World {
    let mut last = World::open();
    let seen = live(story, |_, _, _, after| {
        last = after.clone();
        Ok(())
    });
    seen.expect("nothing is asked");
    last
}

/// Takes what hangs on a group as the worker does, so many at a time.
fn bits(world: &World, group: &Group, size: usize) -> Vec<GoesWithGroup> {
    let all = world.hanging_on(group);
    let requests = all.pending.chunks(size).map(|some| GoesWithGroup {
        pending: some.to_vec(),
        ..GoesWithGroup::default()
    });
    let people = all.members.chunks(size).map(|some| GoesWithGroup {
        members: some.to_vec(),
        ..GoesWithGroup::default()
    });
    let roles = all.held.chunks(size).map(|some| GoesWithGroup {
        held: some.to_vec(),
        ..GoesWithGroup::default()
    });
    requests.chain(people).chain(roles).collect()
}

proptest! {
    #![proptest_config(so_many_cases(400))]

    #[test]
    fn bit_by_bit_or_at_once_the_same_is_left_and_told(story in vec(tries(), 1..50), which in 0..3_usize, size in 1..4_usize) {
        let world = world_after(&story);
        let Ok(group) = world.group(which) else { return Ok(()) };
        let by = GroupManager { person: person(0), manages: Reach::Account, gives: Reach::Account };
        let held = world.held_by(&Holder::Group(group.id.clone()));
        let scopes = held.iter().filter(|m| m.account == group.account).map(Membership::scope);
        let (mut at_once, mut other) = (world.clone(), world.clone());
        let (mut told, mut told_bit_by_bit) = (Told::new(), Told::new());

        let events = delete(&by, &group, &world.hanging_on(&group), OPENING).unwrap();
        tell(&mut told, &events);
        events.iter().for_each(|event| at_once.take_in(event));

        let mut steps = vec![vec![begin_deletion(&by, &group, scopes, 1_000).unwrap()]];
        for some in bits(&world, &group, size) {
            steps.push(goes_bit_by_bit(&group, &some, &[], &held, OPENING).unwrap());
        }
        steps.push(vec![deleted(&group)]);
        for events in &steps {
            tell(&mut told_bit_by_bit, events);
            events.iter().for_each(|event| other.take_in(event));
        }
        prop_assert_eq!(told, told_bit_by_bit);
        prop_assert_eq!(at_once.memberships, other.memberships);
        prop_assert_eq!(at_once.members, other.members);
        prop_assert_eq!(at_once.groups, other.groups);
        let statuses = |requests: &[AccessRequest]| requests.iter().map(|one| one.status.clone()).collect::<Vec<_>>();
        prop_assert_eq!(statuses(&at_once.requests), statuses(&other.requests));
    }

    /// Whoever may not delete a group may not begin to either.
    #[test]
    fn whoever_may_not_delete_does_not_begin(story in vec(tries(), 1..50), which in 0..3_usize, who in 0..5_u128) {
        let world = world_after(&story);
        let Ok(group) = world.group(which) else { return Ok(()) };
        let by = GroupManager {
            person: person(who),
            manages: world.reach(&person(who), &group.account, Right::GroupManage),
            gives: world.reach(&person(who), &group.account, Right::MemberManage),
        };
        let held = world.held_by(&Holder::Group(group.id.clone()));
        let scopes = held.iter().filter(|m| m.account == group.account).map(Membership::scope);
        let at_once = delete(&by, &group, &world.hanging_on(&group), OPENING);
        let begun = begin_deletion(&by, &group, scopes, 1_000);
        prop_assert_eq!(at_once.err(), begun.err());
    }
}
