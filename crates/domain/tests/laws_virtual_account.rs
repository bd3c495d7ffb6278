//! Laws of Virtual Accounts: whatever sequence of changes is tried, by whomever, the nesting stays a forest, one is the
//! default, names stay apart, and nobody changes what is not theirs.

use domain::membership::Reach;
use domain::rules::virtual_account::{Hands, Hanging};
use domain::virtual_account::{
    Detailed, Settings, Traits, Tree, VirtualAccount, VirtualAccountFact, Wanted,
};
use domain::{rules, virtual_account, *};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::{BTreeMap, BTreeSet};

const NOW: Moment = Moment(1_700_000_000_000);

#[derive(Debug, Clone)]
enum Attempt {
    Create {
        below: Option<Index>,
        name: u8,
    },
    Change {
        which: Index,
        below: Option<Index>,
        name: u8,
    },
    MakeDefault {
        which: Index,
    },
    Delete {
        which: Index,
    },
}

/// Who tries: an administrator of the account, or of the Virtual Accounts below one; and how stale their page is.
#[derive(Debug, Clone)]
struct Try {
    attempt: Attempt,
    own: Option<Index>,
    stale_by: u32,
}

fn tries() -> impl Strategy<Value = Try> {
    let below = || option::weighted(0.7, any::<Index>());
    let attempt = prop_oneof![
        4 => (below(), 0_u8..12).prop_map(|(below, name)| Attempt::Create { below, name }),
        6 => (any::<Index>(), below(), 0_u8..12)
            .prop_map(|(which, below, name)| Attempt::Change { which, below, name }),
        1 => any::<Index>().prop_map(|which| Attempt::MakeDefault { which }),
        2 => any::<Index>().prop_map(|which| Attempt::Delete { which }),
    ];
    let stale = prop_oneof![9 => Just(0_u32), 1 => Just(1_u32)];
    (attempt, option::weighted(0.4, any::<Index>()), stale).prop_map(|(attempt, own, stale_by)| {
        Try {
            attempt,
            own,
            stale_by,
        }
    })
}

/// One account's Virtual Accounts, with their versions.
#[derive(Debug, Clone, Default)]
struct Account {
    parts: Vec<VirtualAccount>,
    settings: BTreeMap<VirtualAccountId, (Settings, u32)>,
    made: u128,
}

impl Account {
    fn id() -> SmartAccountId {
        SmartAccountId::new(1)
    }

    fn pick(&self, index: &Index) -> Option<&VirtualAccount> {
        (!self.parts.is_empty()).then(|| index.get(&self.parts))
    }

    fn detailed(&self, va: &VirtualAccount) -> Detailed {
        let (settings, version) = self.settings[&va.id].clone();
        Detailed {
            virtual_account: va.clone(),
            settings,
            version,
        }
    }

    fn reach(&self, own: &Option<Index>) -> Reach {
        match own.as_ref().and_then(|index| self.pick(index)) {
            None => Reach::Account,
            Some(root) => {
                Reach::VirtualAccounts(Tree::of(&self.parts).within(&[root.id.clone()].into()))
            }
        }
    }

    fn tries(&mut self, what: &Try) -> Result<Vec<Event>, Refusal> {
        let reach = self.reach(&what.own);
        let by = Hands {
            create: reach.clone(),
            edit: reach,
        };
        let place = |below: &Option<Index>| {
            below
                .as_ref()
                .and_then(|index| self.pick(index))
                .map(|va| va.id.clone())
        };
        match &what.attempt {
            Attempt::Create { below, name } => {
                let new = VirtualAccount {
                    id: VirtualAccountId::new(self.made),
                    account: Self::id(),
                    parent: place(below),
                    name: format!("Part {name}"),
                    is_default: false,
                };
                self.made += 1;
                rules::virtual_account::create(new, Settings::default(), &self.parts, &by, NOW)
                    .map(|event| vec![event])
            }
            Attempt::Change { which, below, name } => {
                let old = self
                    .pick(which)
                    .map(|va| self.detailed(va))
                    .ok_or(Refusal::NotFound)?;
                let wanted = Wanted {
                    name: format!("PART {name}"),
                    parent: place(below),
                    settings: old.settings.clone(),
                };
                rules::virtual_account::change(
                    &old,
                    old.version - what.stale_by,
                    wanted,
                    &self.parts,
                    &by,
                    NOW,
                )
            }
            Attempt::MakeDefault { which } => {
                let old = self
                    .pick(which)
                    .map(|va| self.detailed(va))
                    .ok_or(Refusal::NotFound)?;
                rules::virtual_account::make_default(
                    &old,
                    old.version - what.stale_by,
                    &self.parts,
                    &by,
                )
            }
            Attempt::Delete { which } => {
                let old = self
                    .pick(which)
                    .map(|va| self.detailed(va))
                    .ok_or(Refusal::NotFound)?;
                let hanging = Hanging::default();
                rules::virtual_account::delete(
                    &old,
                    old.version - what.stale_by,
                    &self.parts,
                    &hanging,
                    &by,
                    NOW,
                )
            }
        }
    }

    fn fold(&mut self, event: &Event) {
        let Event::VirtualAccount(fact) = event else {
            panic!("{event:?}")
        };
        let touched: Vec<VirtualAccountId> = match fact {
            VirtualAccountFact::Created {
                virtual_account,
                settings,
            } => {
                self.settings
                    .insert(virtual_account.id.clone(), (settings.clone(), 0));
                self.parts.push(virtual_account.clone());
                vec![virtual_account.id.clone()]
            }
            VirtualAccountFact::Changed {
                virtual_account,
                before,
                after,
                ..
            } => {
                let part = self.part(virtual_account);
                assert_eq!(part.name, before.name);
                part.name = after.name.clone();
                vec![virtual_account.clone()]
            }
            VirtualAccountFact::Moved {
                virtual_account,
                before,
                after,
                ..
            } => {
                let part = self.part(virtual_account);
                assert_eq!(part.parent, *before);
                part.parent = after.clone();
                vec![virtual_account.clone()]
            }
            VirtualAccountFact::MadeDefault { before, after, .. } => {
                for va in &mut self.parts {
                    assert_eq!(va.is_default, Some(&va.id) == before.as_ref());
                    va.is_default = va.id == *after;
                }
                before.iter().chain([after]).cloned().collect()
            }
            VirtualAccountFact::Deleted {
                virtual_account, ..
            } => {
                self.parts.retain(|va| va.id != virtual_account.id);
                self.settings.remove(&virtual_account.id);
                Vec::new()
            }
        };
        for id in touched {
            self.settings.get_mut(&id).unwrap().1 += 1;
        }
    }

    fn part(&mut self, id: &VirtualAccountId) -> &mut VirtualAccount {
        self.parts.iter_mut().find(|va| va.id == *id).unwrap()
    }

    /// Everything nested in `root`, found the slow way from above.
    fn below(&self, root: &VirtualAccountId) -> BTreeSet<VirtualAccountId> {
        let mut found = BTreeSet::from([root.clone()]);
        loop {
            let more: Vec<_> = self
                .parts
                .iter()
                .filter(|va| {
                    va.parent
                        .as_ref()
                        .is_some_and(|parent| found.contains(parent))
                })
                .map(|va| va.id.clone())
                .filter(|id| !found.contains(id))
                .collect();
            if more.is_empty() {
                return found;
            }
            found.extend(more);
        }
    }
}

proptest! {
    #[test]
    fn nesting_default_and_names_hold_after_any_sequence(tries in vec(tries(), 1..60)) {
        let mut account = Account::default();
        for what in &tries {
            let before = account.clone();
            let Ok(events) = account.tries(what) else { continue };
            events.iter().for_each(|event| account.fold(event));

            // No rings: from the top everything is reached, and no deeper than allowed.
            let tree = Tree::of(&account.parts);
            let tops: BTreeSet<_> = account.parts.iter().filter(|va| va.parent.is_none()).map(|va| va.id.clone()).collect();
            prop_assert_eq!(tree.within(&tops).len(), account.parts.len());
            let reached: BTreeSet<_> = tops.iter().flat_map(|top| account.below(top)).collect();
            prop_assert_eq!(reached.len(), account.parts.len());
            for va in &account.parts {
                prop_assert!(tree.depth(&va.id) <= virtual_account::DEEPEST);
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
                events.iter().for_each(|event| account.fold(event));
            }
        }
        let Some(gone) = account.pick(&which).cloned() else { return Ok(()) };
        let before = account.clone();
        let delete = Try { attempt: Attempt::Delete { which }, own: None, stale_by: 0 };
        match account.tries(&delete) {
            Ok(events) => events.iter().for_each(|event| account.fold(event)),
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
}

#[test]
fn a_change_tells_before_and_after_and_nothing_where_nothing_changes() {
    let mut account = Account::default();
    let all = Hands {
        create: Reach::Account,
        edit: Reach::Account,
    };
    for name in [0, 1] {
        let what = Try {
            attempt: Attempt::Create { below: None, name },
            own: None,
            stale_by: 0,
        };
        let events = account.tries(&what).unwrap();
        events.iter().for_each(|event| account.fold(event));
    }
    let old = account.detailed(&account.parts[1]);
    let same = Wanted {
        name: "Part 1".into(),
        parent: None,
        settings: Settings::default(),
    };
    let change = |wanted: &Wanted| {
        rules::virtual_account::change(&old, old.version, wanted.clone(), &account.parts, &all, NOW)
    };
    assert_eq!(change(&same), Ok(Vec::new()));
    let settings = Settings {
        preferred_until: Some(NOW),
        ..Settings::default()
    };
    assert_eq!(
        change(&Wanted {
            settings,
            ..same.clone()
        }),
        Err(Refusal::EndDateInThePast)
    );
    assert_eq!(
        change(&Wanted {
            name: "PART 0".into(),
            ..same.clone()
        }),
        Err(Refusal::VirtualAccountNameTaken)
    );
    assert_eq!(
        change(&Wanted {
            parent: Some(old.virtual_account.id.clone()),
            ..same.clone()
        }),
        Err(Refusal::VirtualAccountInsideItself)
    );
    let events = change(&Wanted {
        name: "Lyon".into(),
        ..same
    })
    .unwrap();
    let [Event::VirtualAccount(VirtualAccountFact::Changed { before, after, .. })] = &events[..]
    else {
        panic!("{events:?}")
    };
    let traits = |name: &str| Traits {
        name: name.into(),
        settings: Settings::default(),
    };
    assert_eq!((before, after), (&traits("Part 1"), &traits("Lyon")));
}
