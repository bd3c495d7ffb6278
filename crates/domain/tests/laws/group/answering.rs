//! What the rules answer to each thing that is tried: one step a method.

use super::story::{Attempt, To, Try};
use super::world::{PARTS, World, domain_of, tree};
use crate::support::nouns::{self, OPEN, OPENING, account, email, part, person, reason};
use domain::access_request::{AccessRequest, Grant, RequestStatus, Wish};
use domain::email::EmailAddress;
use domain::group::{Group, Label};
use domain::membership::{Holder, Source, Terms};
use domain::rules::access_request::{
    AccountFacts, Applicant, Decider, DecisionFacts, RequestStanding, Sought, TargetAccount,
    TargetFacts,
};
use domain::rules::group::{GoesWithGroup, GroupManager};
use domain::rules::membership::{Authority, Grantee};
use domain::rules::reminder::Timetable;
use domain::smart_account::AccountStatus;
use domain::{rules, *};
use std::collections::BTreeSet;

type Answer = Result<Vec<Event>, Refusal>;

/// The role, on the account as a whole where it is a role for that.
fn terms(role: Role, on: &BTreeSet<u128>) -> Terms {
    let scope = match role.is_for_virtual_accounts() {
        true => Scope::VirtualAccounts(on.iter().copied().map(part).collect()),
        false => Scope::EntireAccount,
    };
    Terms {
        role,
        scope,
        until: None,
    }
}

/// Nobody but the administrators of the first account has an address inside its domain.
fn emails(holder: &Holder) -> Vec<EmailAddress> {
    match holder.is(&person(0)) || holder.is(&person(1)) {
        true => vec![email("one@lumen.example")],
        false => Vec::new(),
    }
}

impl World {
    pub fn answer(&mut self, attempt: &Try) -> Answer {
        let by = &person(attempt.by);
        match &attempt.what {
            Attempt::Create { on } => self.create(by, *on),
            Attempt::Add { group, people } => self.add(by, &self.group(*group)?, people),
            Attempt::Remove { group, people } => self.remove(by, &self.group(*group)?, people),
            Attempt::Leave { group } => self.leave(by, &self.group(*group)?),
            Attempt::Give {
                to,
                role,
                on,
                in_account,
            } => {
                let holder = match to {
                    To::Group(place) => Holder::Group(self.group(*place)?.id),
                    To::Person(number) => Holder::Person(person(*number)),
                };
                self.give(by, holder, &terms(*role, on), &account(*in_account))
            }
            Attempt::End { membership } => self.end(by, *membership),
            Attempt::Delete { group } => self.delete(by, &self.group(*group)?),
            Attempt::Ask { group, in_account } => {
                self.ask(by, &self.group(*group)?, account(*in_account))
            }
            Attempt::Approve { request, role, on } => self.approve(by, *request, &terms(*role, on)),
        }
    }

    fn create(&mut self, by: &PersonId, on: Option<u128>) -> Answer {
        let of = match on {
            Some(on) => account(PARTS[on as usize].0),
            // Person 3 administers the second account.
            None => account(u128::from(*by == person(3))),
        };
        let id = GroupId::new(self.make());
        let label = Label {
            name: "Night shift".into(),
            description: None,
        };
        let (keeper, on) = (self.keeper(by, &of), on.map(part));
        let created = rules::group::create(&keeper, id, &of, on, label, &tree(&of), false)?;
        Ok(vec![created])
    }

    fn add(&self, by: &PersonId, group: &Group, people: &BTreeSet<u128>) -> Answer {
        let held = self.held_by(&Holder::Group(group.id.clone()));
        let known = self.people_in(&group.id);
        let new = people.iter().copied().map(person);
        let new = new.filter(|one| !known.contains(one)).collect();
        let keeper = self.keeper(by, &group.account);
        rules::group::add_members(&keeper, group, &held, &new, true, OPENING)
    }

    fn remove(&self, by: &PersonId, group: &Group, people: &BTreeSet<u128>) -> Answer {
        let held = self.held_by(&Holder::Group(group.id.clone()));
        let known = self.people_in(&group.id);
        let out = people.iter().copied().map(person);
        let out = out.filter(|one| known.contains(one)).collect();
        let keeper = self.keeper(by, &group.account);
        rules::group::remove_members(&keeper, group, &held, &out, OPENING)
    }

    fn leave(&self, by: &PersonId, group: &Group) -> Answer {
        let held = self.held_by(&Holder::Group(group.id.clone()));
        let is_in = self.people_in(&group.id).contains(by);
        rules::group::leave(by, group, &held, is_in, OPENING)
    }

    fn give(
        &mut self,
        by: &PersonId,
        holder: Holder,
        terms: &Terms,
        of: &SmartAccountId,
    ) -> Answer {
        let authority = self.authority(by, of);
        let grantee = Grantee {
            emails: emails(&holder),
            held: self.own(&holder, of),
            holder,
        };
        let ground = nouns::ground(of.clone(), domain_of(of), tree(of));
        let source = Source::Administrator;
        let new_id = || MembershipId::new(self.make());
        rules::membership::add(
            &authority, &grantee, terms, &ground, &source, OPENING, new_id,
        )
    }

    fn end(&self, by: &PersonId, place: usize) -> Answer {
        let membership = self.memberships.get(place).ok_or(Refusal::NotFound)?;
        let authority = self.authority(by, &membership.account);
        let administrators = self.administrators(&membership.account);
        let ended = rules::membership::remove(&authority, membership, &administrators)?;
        Ok(vec![ended])
    }

    fn delete(&self, by: &PersonId, group: &Group) -> Answer {
        let keeper = self.keeper(by, &group.account);
        rules::group::delete(&keeper, group, &self.hanging_on(group), OPENING)
    }

    pub fn hanging_on(&self, group: &Group) -> GoesWithGroup {
        GoesWithGroup {
            pending: self.requests.clone(),
            invitations: Vec::new(),
            members: Vec::from_iter(self.people_in(&group.id)),
            held: self.held_by(&Holder::Group(group.id.clone())),
        }
    }

    fn ask(&mut self, by: &PersonId, group: &Group, of: SmartAccountId) -> Answer {
        let manages = self.reach(by, &group.account, Right::GroupManage);
        let waits = |r: &&AccessRequest| {
            r.for_group.as_ref() == Some(&group.id)
                && r.target.domain_identifier() == Some(&domain_of(&of))
                && r.status == RequestStatus::Pending
        };
        let applicant = Applicant {
            person: by.clone(),
            for_group: Some((group.id.clone(), manages.covers(&group.scope()))),
            has_verified_email: true,
            pending: self.requests.iter().find(waits).map(|r| r.id.clone()),
            last_denial: None,
        };
        let target = Sought::SmartAccount {
            identifier: domain_of(&of),
            account: Some(TargetAccount {
                status: AccountStatus::Active,
                is_visible: true,
                tree: tree(&of),
                has_deciders: true,
                pending: None,
                last_denial: None,
                id: of,
            }),
        };
        let id = RequestId::new(self.make());
        let (wish, table) = (Wish::default(), Timetable::default());
        rules::access_request::send(id, &applicant, &target, reason(), wish, &table, OPENING)
    }

    fn approve(&mut self, by: &PersonId, place: usize, terms: &Terms) -> Answer {
        let request = self.requests.get(place).cloned().ok_or(Refusal::NotFound)?;
        let of = request.account().cloned().expect("an account");
        let decider = Decider {
            groups: self.groups_of(by),
            ..nouns::decider(by.clone(), self.reach(by, &of, Right::RequestDecide))
        };
        let facts = DecisionFacts {
            standing: RequestStanding {
                sender_manages_group: self.sender_manages(&request),
                ..OPEN
            },
            applicant_is_active: true,
            target: TargetFacts::Account(Box::new(AccountFacts {
                domain: domain_of(&of),
                tree: tree(&of),
                applicant_emails: Vec::new(),
                held: self.own(&request.holder(), &of),
            })),
        };
        let terms = Terms {
            until: None,
            ..terms.clone()
        };
        let grant = Grant::of_role(terms, None);
        let seen = request.version;
        let new_id = || MembershipId::new(self.make());
        rules::access_request::approve(&request, seen, &decider, grant, &facts, OPENING, new_id)
    }

    fn keeper(&self, person: &PersonId, of: &SmartAccountId) -> GroupManager {
        GroupManager {
            person: person.clone(),
            manages: self.reach(person, of, Right::GroupManage),
            gives: self.reach(person, of, Right::MemberManage),
        }
    }

    fn authority(&self, person: &PersonId, of: &SmartAccountId) -> Authority {
        Authority {
            groups: self.groups_of(person),
            ..nouns::authority(person.clone(), self.reach(person, of, Right::MemberManage))
        }
    }
}
