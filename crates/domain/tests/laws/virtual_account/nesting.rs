//! The nesting stays a forest, and nobody changes what is not theirs.

use super::world::{Account, Attempt, Try, tries};
use crate::support::cases::cases;
use crate::support::nouns::OPENING;
use domain::membership::Reach;
use domain::rules::virtual_account::Hanging;
use domain::virtual_account::{DEEPEST, Tree};
use domain::{Refusal, rules};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeSet;

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn nesting_default_and_names_hold_after_any_sequence(tries in vec(tries(), 1..60)) {
        let mut account = Account::default();
        for what in &tries {
            let before = account.clone();
            let Ok(events) = account.tries(what) else { continue };
            account.take_in(&events);

            // No rings: from the top everything is reached, and no deeper than allowed.
            let tree = Tree::of(&account.parts);
            let tops: BTreeSet<_> = account.parts.iter().filter(|va| va.parent.is_none()).map(|va| va.id.clone()).collect();
            prop_assert_eq!(tree.within(&tops).len(), account.parts.len());
            let reached: BTreeSet<_> = tops.iter().flat_map(|top| account.below(top)).collect();
            prop_assert_eq!(reached.len(), account.parts.len());
            for va in &account.parts {
                prop_assert!(tree.depth(&va.id) <= DEEPEST);
                prop_assert!(va.parent.as_ref().is_none_or(|parent| tree.contains(parent)));
                prop_assert_eq!(tree.within(&[va.id.clone()].into()), account.below(&va.id));
            }

            // One default, as soon as there is anything.
            let defaults = account.parts.iter().filter(|va| va.is_default).count();
            prop_assert_eq!(defaults, usize::from(!account.parts.is_empty()));

            let names: BTreeSet<_> = account.parts.iter().map(|va| va.name.to_lowercase()).collect();
            prop_assert_eq!(names.len(), account.parts.len());

            // Whoever holds a part only changes what is below it, and the place of nothing that is not theirs.
            if let Reach::VirtualAccounts(own) = before.reach(&what.own) {
                for va in before.parts.iter().filter(|va| !own.contains(&va.id)) {
                    prop_assert_eq!(account.parts.iter().find(|kept| kept.id == va.id), Some(va));
                }
                for va in account.parts.iter().filter(|va| !before.parts.iter().any(|old| old.id == va.id)) {
                    prop_assert!(va.parent.as_ref().is_some_and(|parent| own.contains(parent)));
                }
                let sees = before.below(own.iter().find(|id| !before.parts.iter().any(|va| va.id == **id && va.parent.as_ref().is_some_and(|p| own.contains(p)))).unwrap());
                prop_assert_eq!(sees, own);
            }
            let up_to_date = what.stale_by == 0 || matches!(what.attempt, Attempt::Create { .. });
            prop_assert!(up_to_date);
        }
    }

    #[test]
    fn what_is_nested_in_something_deleted_stays_within_reach_of_whoever_was_above(tries in vec(tries(), 1..40), which in any::<Index>()) {
        let mut account = Account::default();
        for what in &tries {
            if let Ok(events) = account.tries(what) {
                account.take_in(&events);
            }
        }
        let Some(gone) = account.pick(&which).cloned() else { return Ok(()) };
        let before = account.clone();
        let delete = Try { attempt: Attempt::Delete { which }, own: None, stale_by: 0 };
        match account.tries(&delete) {
            Ok(events) => account.take_in(&events),
            Err(refusal) => {
                prop_assert_eq!(refusal, Refusal::VirtualAccountIsDefault);
                prop_assert!(gone.is_default);
                return Ok(());
            }
        }
        for va in before.parts.iter().filter(|va| va.id != gone.id) {
            let mut expected = before.below(&va.id);
            expected.remove(&gone.id);
            prop_assert_eq!(account.below(&va.id), expected);
        }
    }

    #[test]
    fn bit_by_bit_or_at_once_the_same_is_left(tries in vec(tries(), 1..40), which in any::<Index>(), own in option::of(any::<Index>())) {
        let mut account = Account::default();
        for what in &tries {
            if let Ok(events) = account.tries(what) {
                account.take_in(&events);
            }
        }
        let Some(gone) = account.pick(&which) else { return Ok(()) };
        let (old, by) = (account.detailed(gone), account.hands(&own));
        let (version, parts) = (old.version, account.parts.clone());
        let at_once = rules::virtual_account::delete(&old, version, &parts, &Hanging::default(), &by, OPENING);
        let begun = rules::virtual_account::begin_deletion(&old, version, &parts, 1_000, &by);
        match (at_once, begun) {
            (Ok(at_once), Ok(begun)) => {
                let mut other = account.clone();
                account.take_in(&at_once);
                other.take_in(&[begun]);
                // It is there for nobody from the first moment.
                prop_assert_eq!(&account.parts, &other.parts);
                other.take_in(&[rules::virtual_account::deleted(&old, Some(OPENING))]);
                prop_assert_eq!(account.parts, other.parts);
            }
            (at_once, begun) => prop_assert_eq!(at_once.err(), begun.err()),
        }
    }
}
