//! Whose right events may take away: the right to decide, and who is reached no more though they have it. What hangs on it is looked at
//! again as soon as they are recorded.

use crate::access_request::RequestFact;
use crate::group::GroupFact;
use crate::membership::{Membership, MembershipFact};
use crate::person::{MailFailure, PersonFact};
use crate::role::Extent;
use crate::virtual_account::VirtualAccountFact;
use crate::{Event, PersonId, RequestId, Right, SmartAccountId};
use std::collections::BTreeSet;

/// Whom and what to look at again.
#[derive(Default)]
pub struct Lost {
    people: BTreeSet<PersonId>,
    /// Accounts where anybody may be meant.
    accounts: BTreeSet<SmartAccountId>,
    /// Requests that wait for their deciders again.
    requests: BTreeSet<RequestId>,
    /// Who is told of no request any more, wherever they decide.
    unreached: BTreeSet<PersonId>,
    /// As [`Lost::unreached`], where it may be seen shortly that the mail server refuses everybody.
    perhaps: BTreeSet<PersonId>,
    /// Accounts where somebody may be missing who decided there.
    places: BTreeSet<SmartAccountId>,
    /// Who holds a role less, and where: somebody's deputy, perhaps.
    left: BTreeSet<(PersonId, SmartAccountId)>,
}

impl Lost {
    /// Whoever may have lost the right by these events; whether they did shows only where it is looked at again.
    pub fn by(events: &[Event]) -> Self {
        let mut lost = Self::default();
        for event in events {
            lost.add(event);
        }
        lost
    }

    /// Ids, as they are kept, of people who may have lost it.
    pub fn people(&self) -> Vec<String> {
        keys(&self.people)
    }

    /// Ids, as they are kept, of accounts where anybody may have lost it.
    pub fn accounts(&self) -> Vec<String> {
        keys(&self.accounts)
    }

    /// Ids, as they are kept, of requests that wait for their deciders again.
    pub fn requests(&self) -> Vec<String> {
        keys(&self.requests)
    }

    /// People who may be told of no request any more, in whichever accounts they decide.
    pub fn unreached(&self) -> impl Iterator<Item = &PersonId> {
        self.unreached.iter()
    }

    /// As [`Lost::unreached`], of people about whom more may be known in some minutes: a mail server that refuses one reader after the other
    /// refuses everybody.
    pub fn perhaps_unreached(&self) -> impl Iterator<Item = &PersonId> {
        self.perhaps.iter()
    }

    /// Who holds a role less, and where.
    pub fn left(&self) -> impl Iterator<Item = &(PersonId, SmartAccountId)> {
        self.left.iter()
    }

    /// Adds whoever decided as the deputy of somebody here.
    pub fn add_deputy(&mut self, deputy: PersonId) {
        self.people.insert(deputy);
    }

    /// Adds an account where somebody may be missing who decided as a deputy.
    pub fn add_place(&mut self, account: SmartAccountId) {
        self.places.insert(account);
    }

    /// Accounts where somebody may be missing who could decide what waits there.
    pub fn places(&self) -> impl Iterator<Item = &SmartAccountId> {
        self.places.iter()
    }

    fn add(&mut self, event: &Event) {
        match event {
            Event::Membership(MembershipFact::Ended { membership, .. }) => self.role(membership),
            Event::Membership(MembershipFact::Changed { before, .. }) => self.role(before),
            Event::Person(fact) => self.person(fact),
            // For whom else a group asks somebody decides no more who has come into it.
            Event::Group(GroupFact::GuestRemoved { account, .. }) => {
                self.places.insert(account.clone());
            }
            Event::Group(
                fact @ (GroupFact::MemberAdded { person, .. }
                | GroupFact::MemberRemoved { person, .. }),
            ) => {
                self.people.insert(person.clone());
                self.unreached.insert(person.clone());
                self.places.insert(fact.group().account.clone());
            }
            Event::Group(fact @ GroupFact::Emptied { people, .. }) => {
                self.people.extend(people.iter().cloned());
                self.places.insert(fact.group().account.clone());
            }
            Event::VirtualAccount(
                fact @ (VirtualAccountFact::Moved { .. } | VirtualAccountFact::Deleted { .. }),
            ) => {
                self.accounts.insert(fact.account().clone());
                self.places.insert(fact.account().clone());
            }
            // While the requester was waited for, whom it was left to did not stand in its row.
            Event::AccessRequest(event)
                if matches!(
                    event.fact,
                    RequestFact::Answered { .. } | RequestFact::OfferDeclined { .. }
                ) =>
            {
                self.requests.insert(event.request.clone());
            }
            _ => {}
        }
    }

    fn person(&mut self, fact: &PersonFact) {
        match fact {
            PersonFact::Deactivated { person, .. } | PersonFact::AbsenceBegun { person, .. } => {
                self.people.insert(person.clone());
                self.unreached.insert(person.clone());
            }
            // Their deputy decides no more, who may be the only one that was reached.
            PersonFact::AbsenceOver {
                person, absence, ..
            } => {
                self.people.extend(absence.deputy.clone());
                self.unreached.insert(person.clone());
            }
            PersonFact::AbsenceSet { person, before, .. } => {
                let deputy = before.iter().filter_map(|before| before.deputy.clone());
                self.people.extend(deputy);
                self.unreached.insert(person.clone());
            }
            PersonFact::EmailFailing {
                person,
                by: MailFailure::Refused,
                ..
            } => {
                self.perhaps.insert(person.clone());
            }
            PersonFact::EmailFailing { person, .. } | PersonFact::EmailFreed { person, .. } => {
                self.unreached.insert(person.clone());
            }
            _ => {}
        }
    }

    /// A role that let its holder decide has gone, or become another.
    fn role(&mut self, membership: &Membership) {
        if let Some(person) = membership.holder.person() {
            self.left
                .insert((person.clone(), membership.account.clone()));
        }
        if membership.role.extent(Right::RequestDecide) == Extent::Nothing {
            return;
        }
        self.places.insert(membership.account.clone());
        match membership.holder.person() {
            Some(person) => self.people.insert(person.clone()),
            None => self.accounts.insert(membership.account.clone()),
        };
    }
}

fn keys<T: ToString>(ids: &BTreeSet<T>) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}
