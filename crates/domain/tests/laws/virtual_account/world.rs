//! One account's Virtual Accounts, what is tried on them, and what comes of it.

use crate::support::nouns::{OPENING, account, virtual_account};
use domain::membership::Reach;
use domain::rules::virtual_account::{Hands, Hanging};
use domain::virtual_account::{
    Detailed, Settings, Tree, VirtualAccount, VirtualAccountFact, WantedVirtualAccount,
};
use domain::{rules, *};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone)]
pub enum Attempt {
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
pub struct Try {
    pub attempt: Attempt,
    pub own: Option<Index>,
    pub stale_by: u32,
}

pub fn tries() -> impl Strategy<Value = Try> {
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

/// The Virtual Accounts, with their versions.
#[derive(Debug, Clone, Default)]
pub struct Account {
    pub parts: Vec<VirtualAccount>,
    settings: BTreeMap<VirtualAccountId, (Settings, u32)>,
    made: u128,
}

impl Account {
    pub fn pick(&self, index: &Index) -> Option<&VirtualAccount> {
        (!self.parts.is_empty()).then(|| index.get(&self.parts))
    }

    pub fn detailed(&self, va: &VirtualAccount) -> Detailed {
        let (settings, version) = self.settings[&va.id].clone();
        Detailed {
            virtual_account: va.clone(),
            settings,
            version,
        }
    }

    pub fn reach(&self, own: &Option<Index>) -> Reach {
        match own.as_ref().and_then(|index| self.pick(index)) {
            None => Reach::Account,
            Some(root) => {
                Reach::VirtualAccounts(Tree::of(&self.parts).within(&[root.id.clone()].into()))
            }
        }
    }

    pub fn hands(&self, own: &Option<Index>) -> Hands {
        let reach = self.reach(own);
        Hands {
            create: reach.clone(),
            edit: reach,
        }
    }

    /// What the rules answer.
    pub fn tries(&mut self, what: &Try) -> Result<Vec<Event>, Refusal> {
        let by = self.hands(&what.own);
        match &what.attempt {
            Attempt::Create { below, name } => self.create(below, *name, &by),
            Attempt::Change { which, below, name } => {
                let old = self.found(which)?;
                let wanted = WantedVirtualAccount {
                    name: format!("PART {name}"),
                    parent: self.place(below),
                    settings: old.settings.clone(),
                };
                let seen = old.version - what.stale_by;
                rules::virtual_account::change(&old, seen, wanted, &self.parts, &by, OPENING)
            }
            Attempt::MakeDefault { which } => {
                let old = self.found(which)?;
                let seen = old.version - what.stale_by;
                rules::virtual_account::make_default(&old, seen, &self.parts, &by)
            }
            Attempt::Delete { which } => {
                let old = self.found(which)?;
                let (seen, hanging) = (old.version - what.stale_by, Hanging::default());
                rules::virtual_account::delete(&old, seen, &self.parts, &hanging, &by, OPENING)
            }
        }
    }

    fn create(
        &mut self,
        below: &Option<Index>,
        name: u8,
        by: &Hands,
    ) -> Result<Vec<Event>, Refusal> {
        let new = VirtualAccount {
            parent: self.place(below),
            name: format!("Part {name}"),
            ..virtual_account(self.made, account(1), None)
        };
        self.made += 1;
        let settings = Settings::default();
        let created = rules::virtual_account::create(new, settings, &self.parts, by, OPENING)?;
        Ok(vec![created])
    }

    fn found(&self, which: &Index) -> Result<Detailed, Refusal> {
        let found = self.pick(which).map(|va| self.detailed(va));
        found.ok_or(Refusal::NotFound)
    }

    fn place(&self, below: &Option<Index>) -> Option<VirtualAccountId> {
        let found = below.as_ref().and_then(|index| self.pick(index));
        found.map(|va| va.id.clone())
    }

    pub fn take_in(&mut self, events: &[Event]) {
        events.iter().for_each(|event| self.fold(event));
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
            VirtualAccountFact::DeletionBegun {
                virtual_account,
                nested,
                ..
            } => {
                for id in nested {
                    let part = self.part(id);
                    assert_eq!(part.parent.as_ref(), Some(&virtual_account.id));
                    part.parent = virtual_account.parent.clone();
                }
                self.parts.retain(|va| va.id != virtual_account.id);
                nested.clone()
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
    pub fn below(&self, root: &VirtualAccountId) -> BTreeSet<VirtualAccountId> {
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
