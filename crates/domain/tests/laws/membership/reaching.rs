//! How far roles reach: as far as the table says, no further for a decision than it granted.

use crate::support::cases::cases;
use crate::support::nouns::OPENING;
use crate::world::state::World;
use crate::world::states::{forests, memberships};
use crate::world::story::stories;
use crate::world::telling::at_every_step;
use domain::membership::{self, Membership, Reach};
use domain::role::Extent;
use domain::virtual_account::{Tree, VirtualAccount};
use domain::*;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn whole(parts: &[VirtualAccount]) -> BTreeSet<Option<VirtualAccountId>> {
    let parts = parts.iter().map(|va| Some(va.id.clone()));
    parts.chain([None]).collect()
}

/// The parts a reach covers, and `None` for the account as a whole.
fn laid_out(reach: Reach, parts: &[VirtualAccount]) -> BTreeSet<Option<VirtualAccountId>> {
    match reach {
        Reach::Nothing => BTreeSet::new(),
        Reach::VirtualAccounts(own) => own.into_iter().map(Some).collect(),
        Reach::Account => whole(parts),
    }
}

fn reached(
    held: &[Membership],
    forest: &[VirtualAccount],
    right: Right,
) -> BTreeSet<Option<VirtualAccountId>> {
    laid_out(
        membership::reach(held, &Tree::of(forest), right, OPENING),
        forest,
    )
}

/// Each right somebody has through these memberships: in which account, on which of its parts, or on all of it.
fn everything(
    world: &World,
    person: &PersonId,
    memberships: &[Membership],
) -> BTreeSet<(Right, SmartAccountId, Option<VirtualAccountId>)> {
    let mut all = BTreeSet::new();
    for account in world.accounts.iter() {
        let own = |m: &&Membership| m.holder.is(person) && m.account == account.id;
        let held: Vec<_> = memberships.iter().filter(own).cloned().collect();
        let tree = world.tree(&account.id);
        let parts = world
            .virtual_accounts
            .iter()
            .filter(|va| va.account == account.id);
        let parts: Vec<_> = parts.cloned().collect();
        for right in Right::ALL {
            let reach = membership::reach(&held, &tree, right, world.now);
            let reached = laid_out(reach, &parts).into_iter();
            all.extend(reached.map(|part| (right, account.id.clone(), part)));
        }
    }
    all
}

fn holder_of(membership: &Membership) -> &PersonId {
    membership.holder.person().expect("a person")
}

fn nested_in(
    root: &VirtualAccountId,
    forest: &[VirtualAccount],
) -> BTreeSet<Option<VirtualAccountId>> {
    let mut found: BTreeSet<_> = forest
        .iter()
        .map(|va| &va.id)
        .filter(|id| *id == root)
        .collect();
    loop {
        let inner = |va: &&VirtualAccount| {
            va.parent
                .as_ref()
                .is_some_and(|parent| found.contains(parent))
        };
        let wider: BTreeSet<_> = forest
            .iter()
            .filter(inner)
            .map(|va| &va.id)
            .chain(found.iter().copied())
            .collect();
        if wider == found {
            return found.into_iter().cloned().map(Some).collect();
        }
        found = wider;
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn nobody_gains_a_right_that_was_not_granted(story in stories()) {
        at_every_step(&story, |step| {
            if step.before.memberships == step.after.memberships {
                return Ok(());
            }
            for player in step.after.people.iter() {
                let before = everything(step.before, &player.id, &step.before.memberships);
                let after = everything(step.after, &player.id, &step.after.memberships);
                let granted: Vec<_> = step.granted().cloned().collect();
                let granted = everything(step.after, &player.id, &granted);
                let gained: Vec<_> = after.difference(&before).collect();
                prop_assert!(gained.iter().all(|right| granted.contains(*right)), "{gained:?}");
            }
            Ok(())
        })?;
    }

    #[test]
    fn an_approval_takes_no_right_away(story in stories()) {
        at_every_step(&story, |step| {
            if let Some(granted) = step.granted().next() {
                let before = everything(step.before, holder_of(granted), &step.before.memberships);
                let after = everything(step.after, holder_of(granted), &step.after.memberships);
                prop_assert!(before.is_subset(&after));
            }
            Ok(())
        })?;
    }

    #[test]
    fn roles_add_up(
        one in vec(memberships(), 0..4),
        other in vec(memberships(), 0..4),
        forest in forests(),
    ) {
        let both: Vec<_> = one.iter().chain(&other).cloned().collect();
        for right in Right::ALL {
            let apart: BTreeSet<_> =
                reached(&one, &forest, right).union(&reached(&other, &forest, right)).cloned().collect();
            prop_assert_eq!(reached(&both, &forest, right), apart);
        }
    }

    #[test]
    fn a_role_reaches_what_the_table_says_and_all_that_is_nested_in_it(
        held in memberships(),
        forest in forests(),
    ) {
        for right in Right::ALL {
            let expected = match (held.role.extent(right), &held.virtual_account) {
                _ if held.until.is_some_and(|end| end <= OPENING) => BTreeSet::new(),
                (Extent::Account, _) => whole(&forest),
                (Extent::Own, Some(va)) => nested_in(va, &forest),
                _ => BTreeSet::new(),
            };
            prop_assert_eq!(reached(std::slice::from_ref(&held), &forest, right), expected);
        }
    }
}
