//! Two accounts, their groups and who is in them, as the events so far made them.

use crate::support::nouns::{
    OPENING, account, identifier, membership, part, person, virtual_account,
};
use domain::access_request::{AccessRequest, RequestFact};
use domain::group::{Group, GroupFact};
use domain::membership::{Holder, Membership, MembershipFact, Reach, reach};
use domain::virtual_account::{Tree, VirtualAccount};
use domain::*;
use std::collections::BTreeSet;

pub const PEOPLE: u128 = 7;

/// The account of each Virtual Account and the one it is nested in.
pub const PARTS: [(u128, Option<u128>); 5] =
    [(0, None), (0, Some(0)), (0, Some(1)), (0, None), (1, None)];

/// Person, account, role, Virtual Account.
const POSTS: [(u128, u128, Role, Option<u128>); 5] = [
    (0, 0, Role::SaAdministrator, None),
    (1, 0, Role::SaAdministrator, None),
    (2, 0, Role::VaAdministrator, Some(0)),
    (3, 1, Role::SaAdministrator, None),
    (4, 1, Role::VaAdministrator, Some(4)),
];

pub fn domain_of(of: &SmartAccountId) -> DomainIdentifier {
    identifier(match *of == account(0) {
        true => "lumen.example",
        false => "holding.example",
    })
}

pub fn tree(of: &SmartAccountId) -> Tree {
    let parts = (0..).zip(PARTS);
    let own = parts.filter(|(_, (of_part, _))| account(*of_part) == *of);
    let own: Vec<VirtualAccount> = own
        .map(|(number, (_, parent))| virtual_account(number, of.clone(), parent))
        .collect();
    Tree::of(&own)
}

#[derive(Debug, Clone, Default)]
pub struct World {
    pub memberships: Vec<Membership>,
    pub groups: Vec<Group>,
    pub members: BTreeSet<(GroupId, PersonId)>,
    pub requests: Vec<AccessRequest>,
    made: u128,
}

impl World {
    pub fn open() -> Self {
        let posts = (0..).zip(POSTS);
        let memberships = posts.map(|(number, (who, of, role, on))| {
            let holder = Holder::Person(person(who));
            membership(number, holder, account(of), role, on.map(part))
        });
        Self {
            memberships: memberships.collect(),
            made: 100,
            ..Self::default()
        }
    }

    /// A number that nothing has yet.
    pub fn make(&mut self) -> u128 {
        self.made += 1;
        self.made
    }

    /// The group in some place, if there is one.
    pub fn group(&self, place: usize) -> Result<Group, Refusal> {
        self.groups.get(place).cloned().ok_or(Refusal::NotFound)
    }

    pub fn groups_of(&self, person: &PersonId) -> BTreeSet<GroupId> {
        let own = self.members.iter().filter(|(_, p)| p == person);
        own.map(|(group, _)| group.clone()).collect()
    }

    pub fn held_by(&self, holder: &Holder) -> Vec<Membership> {
        let own = self.memberships.iter().filter(|m| m.holder == *holder);
        own.cloned().collect()
    }

    /// What somebody holds: their own and their groups'.
    pub fn held(&self, person: &PersonId, of: &SmartAccountId) -> Vec<Membership> {
        let groups = self.groups_of(person);
        let theirs = |m: &&Membership| {
            m.account == *of
                && (m.holder.is(person) || m.holder.group().is_some_and(|g| groups.contains(g)))
        };
        self.memberships.iter().filter(theirs).cloned().collect()
    }

    pub fn reach(&self, person: &PersonId, of: &SmartAccountId, right: Right) -> Reach {
        reach(&self.held(person, of), &tree(of), right, OPENING)
    }

    pub fn people_in(&self, group: &GroupId) -> BTreeSet<PersonId> {
        let own = self.members.iter().filter(|(g, _)| g == group);
        own.map(|(_, person)| person.clone()).collect()
    }

    /// What a person or a group holds in one account, by themselves.
    pub fn own(&self, holder: &Holder, of: &SmartAccountId) -> Vec<Membership> {
        let mut held = self.held_by(holder);
        held.retain(|m| m.account == *of);
        held
    }

    pub fn administrators(&self, of: &SmartAccountId) -> Vec<Membership> {
        let own = self
            .memberships
            .iter()
            .filter(|m| m.account == *of && m.role == Role::SaAdministrator);
        own.cloned().collect()
    }

    /// Whether whoever asked for a group manages it now.
    pub fn sender_manages(&self, request: &AccessRequest) -> bool {
        let its = |group: &&Group| request.for_group.as_ref() == Some(&group.id);
        self.groups.iter().find(its).is_some_and(|group| {
            let manages = self.reach(&request.applicant, &group.account, Right::GroupManage);
            manages.covers(&group.scope())
        })
    }

    pub fn take_in(&mut self, event: &Event) {
        match event {
            Event::Membership(MembershipFact::Granted(m)) => self.memberships.push(m.clone()),
            Event::Membership(MembershipFact::Ended { membership, .. }) => {
                self.memberships.retain(|m| m.id != membership.id);
            }
            Event::Group(GroupFact::Created(group)) => self.groups.push(group.clone()),
            Event::Group(GroupFact::Deleted(group)) => self.groups.retain(|g| g.id != group.id),
            Event::Group(GroupFact::MemberAdded { group, person, .. }) => {
                self.members.insert((group.id.clone(), person.clone()));
            }
            Event::Group(GroupFact::MemberRemoved { group, person, .. }) => {
                self.members.remove(&(group.id.clone(), person.clone()));
            }
            Event::Group(GroupFact::Emptied { group, people, .. }) => {
                self.members
                    .retain(|(g, p)| *g != group.id || !people.contains(p));
            }
            Event::AccessRequest(event) => match &event.fact {
                RequestFact::Sent(request) => self.requests.push((**request).clone()),
                fact => {
                    let mut all = self.requests.iter_mut();
                    if let Some(request) = all.find(|r| r.id == event.request) {
                        request.apply(fact);
                    }
                }
            },
            _ => {}
        }
    }
}
