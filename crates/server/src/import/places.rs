//! What some lines name, as far as it is there: a handful of queries for all of them.

use crate::import::kept::{ImportLine, Said};
use crate::import::lines::MembershipLine;
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::store::membership::Print;
use domain::person::{Person, UserId};
use domain::virtual_account::{VirtualAccount, key};
use domain::{DomainIdentifier, PersonId, SmartAccountId, VirtualAccountId};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What is there of it.
#[derive(Default)]
pub(super) struct Places {
    people: HashMap<String, PersonId>,
    /// By the names that the lines have for them.
    accounts: HashMap<String, SmartAccountId>,
    /// By account and the key of their names.
    parts: HashMap<(SmartAccountId, String), VirtualAccountId>,
    /// Accounts that have a default.
    settled: HashSet<SmartAccountId>,
    held: HashSet<Print>,
}

impl Places {
    pub fn of(db: &mut AnyConnection, lines: &[ImportLine]) -> Result<Self, Error> {
        let (mut users, mut domains, mut divided) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for line in lines {
            match &line.said {
                Said::Person(person) => {
                    users.insert(person.user_id.to_string());
                }
                Said::Account(account) => {
                    domains.insert(account.domain.to_string());
                }
                Said::Default(domain) => {
                    domains.insert(domain.to_string());
                    divided.insert(domain.to_string());
                }
                Said::Part(part) => {
                    domains.insert(part.domain.to_string());
                    divided.insert(part.domain.to_string());
                }
                Said::Role(role) => {
                    users.insert(role.user_id.to_string());
                    domains.insert(role.domain.to_string());
                    if role.virtual_account.is_some() {
                        divided.insert(role.domain.to_string());
                    }
                }
            }
        }
        let mut places = Self {
            people: store::person::ids_of(db, &Vec::from_iter(users))?,
            accounts: store::smart_account::ids_of(db, &Vec::from_iter(domains))?,
            ..Self::default()
        };
        let divided = divided.iter().filter_map(|name| places.accounts.get(name));
        let divided: BTreeSet<String> = divided.map(ToString::to_string).collect();
        let divided = Vec::from_iter(divided);
        for part in store::virtual_account::virtual_accounts_of(db, &divided)? {
            places.add_part(&part);
        }
        places.held = store::membership::held_in(db, &places.pairs(lines))?
            .into_keys()
            .collect();
        Ok(places)
    }

    /// Whoever is given a role, with the account, as far as both are there.
    fn pairs(&self, lines: &[ImportLine]) -> BTreeSet<(PersonId, SmartAccountId)> {
        let pair = |line: &ImportLine| match &line.said {
            Said::Role(role) => Some((
                self.person(&role.user_id)?.clone(),
                self.account(&role.domain)?.clone(),
            )),
            _ => None,
        };
        lines.iter().filter_map(pair).collect()
    }

    pub fn person(&self, user: &UserId) -> Option<&PersonId> {
        self.people.get(user.as_str())
    }

    pub fn account(&self, domain: &DomainIdentifier) -> Option<&SmartAccountId> {
        self.accounts.get(domain.as_str())
    }

    /// Whatever the capitals of its name.
    pub fn part(&self, account: &SmartAccountId, name: &str) -> Option<&VirtualAccountId> {
        self.parts.get(&(account.clone(), key(name)))
    }

    pub fn has_default(&self, account: &SmartAccountId) -> bool {
        self.settled.contains(account)
    }

    /// What makes a role the same as another, as far as all it names is there.
    pub fn print(&self, role: &MembershipLine) -> Option<Print> {
        let (person, account) = (self.person(&role.user_id)?, self.account(&role.domain)?);
        let part = match &role.virtual_account {
            Some(name) => Some(self.part(account, name)?),
            None => None,
        };
        Some(store::membership::print(person, account, role.role, part))
    }

    pub fn holds(&self, print: &Print) -> bool {
        self.held.contains(print)
    }

    pub fn add_person(&mut self, person: &Person) {
        self.people
            .insert(person.user_id.to_string(), person.id.clone());
    }

    pub fn add_account(&mut self, domain: &DomainIdentifier, id: &SmartAccountId) {
        self.accounts.insert(domain.to_string(), id.clone());
    }

    pub fn add_part(&mut self, part: &VirtualAccount) {
        let place = (part.account.clone(), key(&part.name));
        self.parts.insert(place, part.id.clone());
        if part.is_default {
            self.settled.insert(part.account.clone());
        }
    }

    pub fn add_held(&mut self, print: Print) {
        self.held.insert(print);
    }
}
