//! Everything there is, as the events so far made it, and what can be read from it.

use super::cast::{POSTS, Player, account, called, players, virtual_accounts};
use super::story::Post;
use crate::support::nouns::{self, OPENING, part};
use domain::access_request::{AccessRequest, RequestEvent, RequestFact};
use domain::membership::{Holder, Membership, Reach, Source};
use domain::rules::reminder::Timetable;
use domain::smart_account::SmartAccount;
use domain::support_case::SupportCase;
use domain::virtual_account::{Tree, VirtualAccount};
use domain::{membership, rules, *};
use std::collections::BTreeSet;
use std::rc::Rc;

#[derive(Debug, Clone)]
pub struct World {
    pub now: Moment,
    pub table: Timetable,
    pub people: Rc<[Player]>,
    pub accounts: Rc<Vec<SmartAccount>>,
    pub virtual_accounts: Rc<Vec<VirtualAccount>>,
    pub memberships: Vec<Membership>,
    pub requests: Vec<AccessRequest>,
    pub cases: Vec<SupportCase>,
    pub log: Vec<Event>,
    made: u128,
}

impl World {
    /// The accounts with their administrators, and whoever else has a post from the start.
    pub fn open(table: Timetable, posts: &[Post]) -> World {
        let mut world = World {
            now: OPENING,
            table,
            people: players(),
            accounts: Rc::default(),
            virtual_accounts: Rc::default(),
            memberships: Vec::new(),
            requests: Vec::new(),
            cases: Vec::new(),
            log: Vec::new(),
            made: 0,
        };
        let mut first = world.first_memberships(posts);
        for place in 0..4 {
            let account = account(place);
            let here = first.extract_if(.., |m| m.account == account.id).collect();
            let mut parts = virtual_accounts();
            parts.retain(|va| va.account == account.id);
            let events = rules::smart_account::create(account, parts, here).expect("administered");
            world.take_in(&events);
        }
        world
    }

    fn first_memberships(&mut self, posts: &[Post]) -> Vec<Membership> {
        let fixed = POSTS
            .map(|(name, account, role, on)| (called(name), account, role, on.map(part), None));
        let more = posts.iter().map(|post| {
            let who = post.who.get(&self.people).id.clone();
            let until = post.lasts.map(|span| self.now.plus(span));
            (who, post.account(), post.role, post.part.map(part), until)
        });
        let mut all: Vec<_> = fixed.into_iter().chain(more).collect();
        let mut taken = BTreeSet::new();
        all.retain(|(person, account, role, on, _)| {
            taken.insert((person.clone(), *account, *role, on.clone()))
        });
        all.into_iter()
            .map(|(person, account, role, on, until)| {
                let (holder, account) = (Holder::Person(person), nouns::account(account));
                Membership {
                    source: Source::Import,
                    granted_by: Actor::Program("import".to_owned()),
                    until,
                    ..nouns::membership(self.make(), holder, account, role, on)
                }
            })
            .collect()
    }

    /// A number that nothing has yet.
    pub fn make(&mut self) -> u128 {
        self.made += 1;
        self.made
    }

    pub fn reach(&self, person: &PersonId, account: &SmartAccountId, right: Right) -> Reach {
        let listed: Vec<_> = self.listed(person, account).cloned().collect();
        membership::reach(&listed, &self.tree(account), right, self.now)
    }

    /// The memberships somebody has in an account and nothing has ended yet, even if their date has come.
    pub fn listed(
        &self,
        person: &PersonId,
        account: &SmartAccountId,
    ) -> impl Iterator<Item = &Membership> {
        let own = move |m: &&Membership| m.holder.is(person) && m.account == *account;
        self.memberships.iter().filter(own)
    }

    /// What somebody holds in an account now.
    pub fn held(
        &self,
        person: &PersonId,
        account: &SmartAccountId,
    ) -> impl Iterator<Item = &Membership> {
        self.listed(person, account)
            .filter(|m| m.until.is_none_or(|end| self.now < end))
    }

    pub fn tree(&self, account: &SmartAccountId) -> Tree {
        let parts = self.virtual_accounts.iter();
        Tree::of(parts.filter(|va| va.account == *account))
    }

    pub fn player(&self, id: &PersonId) -> &Player {
        let found = self.people.iter().find(|player| player.id == *id);
        found.expect("somebody of the cast")
    }

    pub fn is_agent(&self, id: &PersonId) -> bool {
        self.player(id).is_agent
    }

    pub fn request(&self, id: &RequestId) -> &AccessRequest {
        let found = self.requests.iter().find(|request| request.id == *id);
        found.expect("a request that was sent")
    }

    pub fn facts_of(&self, request: &RequestId) -> Vec<RequestFact> {
        request_events(&self.log)
            .filter(|event| event.request == *request)
            .map(|event| event.fact.clone())
            .collect()
    }

    /// The Virtual Account and those it is nested in.
    pub fn ancestry(&self, id: &VirtualAccountId) -> BTreeSet<VirtualAccountId> {
        let mut seen = BTreeSet::new();
        let mut next = Some(id);
        while let Some(id) = next
            && seen.insert(id.clone())
        {
            let found = self.virtual_accounts.iter().find(|va| va.id == *id);
            next = found.and_then(|va| va.parent.as_ref());
        }
        seen
    }

    /// Whether somebody may decide over a scope, told from the words of the rule rather than by the code it is held against:
    /// an SA Administrator over everything, a VA Administrator over their own Virtual Accounts and those nested in them.
    pub fn may_decide(&self, person: &PersonId, account: &SmartAccountId, scope: &Scope) -> bool {
        let held: Vec<_> = self.held(person, account).collect();
        let administers = |va: &VirtualAccountId| {
            let above = self.ancestry(va);
            held.iter()
                .filter(|m| m.role == Role::VaAdministrator)
                .any(|m| {
                    m.virtual_account
                        .as_ref()
                        .is_some_and(|own| above.contains(own))
                })
        };
        held.iter().any(|m| m.role == Role::SaAdministrator)
            || match scope {
                Scope::EntireAccount => false,
                Scope::VirtualAccounts(all) => !all.is_empty() && all.iter().all(administers),
            }
    }
}

pub fn request_events(events: &[Event]) -> impl Iterator<Item = &RequestEvent> {
    events.iter().filter_map(|event| match event {
        Event::AccessRequest(event) => Some(event),
        _ => None,
    })
}
