//! Events taken in: what they say happened is so from then on.

use super::state::World;
use domain::Event;
use domain::access_request::{RequestEvent, RequestFact};
use domain::membership::MembershipFact;
use domain::smart_account::SmartAccountFact;
use domain::support_case::CaseFact;
use std::rc::Rc;

impl World {
    pub fn take_in(&mut self, events: &[Event]) {
        for event in events {
            match event {
                Event::AccessRequest(event) => self.take_in_request(event),
                Event::Membership(fact) => self.take_in_membership(fact),
                Event::SmartAccount(fact) => self.take_in_account(fact),
                Event::SupportCase(fact) => self.take_in_case(fact),
                _ => {}
            }
            self.log.push(event.clone());
        }
    }

    fn take_in_request(&mut self, event: &RequestEvent) {
        if let RequestFact::Sent(request) = &event.fact {
            self.requests.push((**request).clone());
        }
        let found = self.requests.iter_mut().find(|r| r.id == event.request);
        found.expect("a request that was sent").apply(&event.fact);
    }

    fn take_in_membership(&mut self, fact: &MembershipFact) {
        match fact {
            MembershipFact::Granted(membership) => self.memberships.push(membership.clone()),
            MembershipFact::EndAnnounced(_) => {}
            MembershipFact::Ended { membership, .. } => {
                self.memberships.retain(|m| m.id != membership.id);
            }
            MembershipFact::Changed { before, after } => {
                self.memberships.retain(|m| m.id != before.id);
                self.memberships.push(after.clone());
            }
        }
    }

    fn take_in_account(&mut self, fact: &SmartAccountFact) {
        match fact {
            SmartAccountFact::IdentifierReleased { account, after, .. } => {
                let all = Rc::make_mut(&mut self.accounts).iter_mut();
                for one in all.filter(|one| one.id == *account) {
                    one.domain = after.clone();
                }
            }
            SmartAccountFact::StatusChanged { account, after, .. } => {
                for one in Rc::make_mut(&mut self.accounts)
                    .iter_mut()
                    .filter(|one| one.id == *account)
                {
                    one.status = *after;
                }
            }
            SmartAccountFact::PropertiesChanged { .. }
            | SmartAccountFact::InvitationsSet { .. } => {}
            SmartAccountFact::Created(account) => {
                Rc::make_mut(&mut self.accounts).push(account.clone());
            }
            SmartAccountFact::VirtualAccountCreated(va) => {
                Rc::make_mut(&mut self.virtual_accounts).push(va.clone());
            }
        }
    }

    fn take_in_case(&mut self, fact: &CaseFact) {
        if let CaseFact::Opened { case, .. } = fact {
            self.cases.push((**case).clone());
        }
        let found = self.cases.iter_mut().find(|case| case.id == *fact.case());
        found.expect("a case that was opened").apply(fact);
    }
}
