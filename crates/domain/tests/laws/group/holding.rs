//! What a group holds its members hold, and whoever gave it was entitled to.

use super::story::{live, tries};
use super::world::{PEOPLE, World, tree};
use crate::support::cases::so_many_cases;
use crate::support::nouns::{OPENING, account, membership, part, person, roles};
use domain::group::GroupFact;
use domain::membership::{Holder, Membership, MembershipFact, reach};
use domain::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;

fn ids(held: &[Membership]) -> BTreeSet<MembershipId> {
    held.iter().map(|m| m.id.clone()).collect()
}

proptest! {
    #![proptest_config(so_many_cases(400))]

    /// What somebody holds changes by what was given or ended, and by joining and leaving: by exactly what the group holds.
    #[test]
    fn whoever_is_in_a_group_holds_their_own_and_the_groups(story in vec(tries(), 1..40)) {
        live(&story, |before, _, events, after| {
            for (person, of) in (0..PEOPLE).map(person).flat_map(|p| [(p.clone(), account(0)), (p, account(1))]) {
                let mut wanted = ids(&before.held(&person, &of));
                let mut own = before.groups_of(&person);
                for event in events {
                    match event {
                        Event::Membership(MembershipFact::Granted(m)) if m.account == of => {
                            let theirs = m.holder.is(&person) || m.holder.group().is_some_and(|g| own.contains(g));
                            if theirs { wanted.insert(m.id.clone()); }
                        }
                        Event::Membership(MembershipFact::Ended { membership, .. }) => { wanted.remove(&membership.id); }
                        Event::Group(GroupFact::MemberAdded { group, person: new, .. }) if *new == person => {
                            own.insert(group.id.clone());
                            let held = before.held_by(&Holder::Group(group.id.clone()));
                            wanted.extend(held.into_iter().filter(|m| m.account == of).map(|m| m.id));
                        }
                        Event::Group(GroupFact::MemberRemoved { group, person: gone, .. }) if *gone == person => {
                            let held = ids(&before.held_by(&Holder::Group(group.id.clone())));
                            wanted.retain(|id| !held.contains(id));
                        }
                        _ => {}
                    }
                }
                prop_assert_eq!(ids(&after.held(&person, &of)), wanted);
            }
            Ok(())
        })?;
    }

    /// Each role anybody has was given by somebody entitled to it there, by another's hand: to them, or to a group they are in
    /// by that giver's or another's hand; and into a group only those put people who may give them what it holds here.
    #[test]
    fn nobody_holds_what_nobody_entitled_has_given(story in vec(tries(), 1..60)) {
        live(&story, |before, by, events, _| {
            for event in events {
                match event {
                    Event::Membership(MembershipFact::Granted(m)) => {
                        prop_assert_eq!(&m.granted_by, &Actor::Person(by.clone()));
                        let entitled = [Right::MemberManage, Right::RequestDecide]
                            .into_iter()
                            .any(|right| before.reach(by, &m.account, right).covers(&m.scope()));
                        prop_assert!(entitled, "{} gave {:?}", by, m);
                        prop_assert!(!m.holder.is(by));
                        if let Some(group) = m.holder.group() {
                            prop_assert!(!before.people_in(group).contains(by), "gave it themselves");
                            prop_assert!(m.role != Role::SaApprover, "an approver is a person");
                        }
                    }
                    Event::Group(GroupFact::MemberAdded { group, person, .. }) => {
                        let held = before.held_by(&Holder::Group(group.id.clone()));
                        prop_assert!(person != by || held.is_empty(), "gave it themselves");
                        for m in held.iter().filter(|m| m.account == group.account) {
                            let reach = before.reach(by, &group.account, Right::MemberManage);
                            prop_assert!(reach.covers(&m.scope()), "{} gave {:?} through a group", by, m);
                        }
                    }
                    _ => {}
                }
            }
            Ok(())
        })?;
    }

    /// Whatever happens to groups, each account keeps a person as its administrator.
    #[test]
    fn an_account_stays_administered_whatever_becomes_of_groups(story in vec(tries(), 1..60)) {
        live(&story, |_, _, _, after| {
            for of in [account(0), account(1)] {
                prop_assert!(after.administrators(&of).iter().any(Membership::is_lasting_administrator));
            }
            Ok(())
        })?;
    }

    /// Through a group a role reaches as far as by oneself: into all that is nested in what it is on.
    #[test]
    fn nesting_works_through_groups(roles in vec((roles(), 0..4_u128), 0..4), right in select(Right::ALL.to_vec())) {
        let held = |holder: &Holder| -> Vec<Membership> {
            let one = |(number, (role, on)): (u128, &(Role, u128))| {
                let on = role.is_for_virtual_accounts().then(|| part(*on));
                membership(number, holder.clone(), account(0), *role, on)
            };
            (0..).zip(&roles).map(one).collect()
        };
        let mut world = World::default();
        let (camille, group) = (person(6), GroupId::new(1));
        world.memberships = held(&Holder::Group(group.clone()));
        world.members.insert((group, camille.clone()));
        let own = reach(&held(&Holder::Person(camille.clone())), &tree(&account(0)), right, OPENING);
        prop_assert_eq!(&world.reach(&camille, &account(0), right), &own);
        let on_the_first = roles.iter().any(|(role, on)| *role == Role::VaAdministrator && *on == 0);
        if on_the_first && right == Right::MemberManage {
            prop_assert!(own.covers(&Scope::VirtualAccounts(BTreeSet::from([part(2)]))));
        }
    }
}
