//! Whose right to decide some events may have taken away. What hangs on that right is looked at again in the same transaction.

use domain::access_request::RequestFact;
use domain::group::GroupFact;
use domain::membership::{Membership, MembershipFact};
use domain::person::PersonFact;
use domain::role::Extent;
use domain::virtual_account::VirtualAccountFact;
use domain::{Event, PersonId, RequestId, Right, SmartAccountId};
use std::collections::BTreeSet;

/// Whom and what to look at again.
#[derive(Default)]
pub(crate) struct Lost {
    people: BTreeSet<PersonId>,
    /// Accounts where anybody may be meant.
    accounts: BTreeSet<SmartAccountId>,
    /// Requests that wait for their deciders again.
    requests: BTreeSet<RequestId>,
}

fn keys<T: ToString>(ids: &BTreeSet<T>) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

impl Lost {
    pub(crate) fn by(events: &[Event]) -> Self {
        let mut lost = Self::default();
        for event in events {
            lost.add(event);
        }
        lost
    }

    pub(crate) fn people(&self) -> Vec<String> {
        keys(&self.people)
    }

    pub(crate) fn accounts(&self) -> Vec<String> {
        keys(&self.accounts)
    }

    pub(crate) fn requests(&self) -> Vec<String> {
        keys(&self.requests)
    }

    fn add(&mut self, event: &Event) {
        match event {
            Event::Membership(MembershipFact::Ended { membership, .. }) => self.role(membership),
            Event::Membership(MembershipFact::Changed { before, .. }) => self.role(before),
            Event::Person(PersonFact::Deactivated { person, .. }) => {
                self.people.insert(person.clone());
            }
            Event::Group(
                GroupFact::MemberAdded { person, .. } | GroupFact::MemberRemoved { person, .. },
            ) => {
                self.people.insert(person.clone());
            }
            Event::Group(GroupFact::Emptied { people, .. }) => {
                self.people.extend(people.iter().cloned());
            }
            Event::VirtualAccount(
                fact @ (VirtualAccountFact::Moved { .. } | VirtualAccountFact::Deleted { .. }),
            ) => {
                self.accounts.insert(fact.account().clone());
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

    /// A role that let its holder decide has gone, or become another.
    fn role(&mut self, membership: &Membership) {
        if membership.role.extent(Right::RequestDecide) == Extent::Nothing {
            return;
        }
        match membership.holder.person() {
            Some(person) => self.people.insert(person.clone()),
            None => self.accounts.insert(membership.account.clone()),
        };
    }
}
