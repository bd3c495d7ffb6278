//! A request sent, with what the rules ask about the applicant and the account.

use super::cast::{Player, identifier};
use super::state::World;
use super::story::Terms;
use crate::support::nouns::reason;
use domain::access_request::{AccessRequest, RequestStatus, Wish};
use domain::rules::access_request::{Applicant, Sought, TargetAccount};
use domain::smart_account::{SmartAccount, Visibility};
use domain::{rules, *};
use proptest::sample::Index;

impl World {
    pub fn send(
        &mut self,
        who: &Index,
        place: usize,
        terms: &Terms,
    ) -> Result<Vec<Event>, Refusal> {
        let id = RequestId::new(self.make());
        let who = who.get(&self.people);
        let wish = Wish {
            scope: terms.scope.clone(),
            role: terms.role,
            until: terms.until(self.now),
        };
        let target = self.target(who, place, wish.scope.as_ref());
        let applicant = self.applicant(who, &identifier(place));
        let (table, now) = (&self.table, self.now);
        rules::access_request::send(id, &applicant, &target, reason(), wish, table, now)
    }

    /// A player's pending request and last denial among some of the requests.
    fn earlier(
        &self,
        who: &Player,
        is_one: impl Fn(&AccessRequest) -> bool,
    ) -> (Option<RequestId>, Option<(RequestId, Moment)>) {
        let own = || {
            let theirs = self.requests.iter().filter(|r| r.applicant == who.id);
            theirs.filter(|request| is_one(request))
        };
        let denial = |request: &AccessRequest| match request.status {
            RequestStatus::Denied { at, .. } => Some((request.id.clone(), at)),
            _ => None,
        };
        (
            own()
                .find(|r| r.status == RequestStatus::Pending)
                .map(id_of),
            own().filter_map(denial).max_by_key(|(_, at)| *at),
        )
    }

    fn applicant(&self, who: &Player, identifier: &DomainIdentifier) -> Applicant {
        let (pending, last_denial) =
            self.earlier(who, |r| r.target.domain_identifier() == Some(identifier));
        Applicant {
            person: who.id.clone(),
            for_group: None,
            has_verified_email: !who.emails.is_empty(),
            pending,
            last_denial,
        }
    }

    fn target(&self, who: &Player, place: usize, scope: Option<&Scope>) -> Sought {
        let identifier = identifier(place);
        let found = self.accounts.iter().find(|a| a.domain == identifier);
        let wanted = scope.unwrap_or(&Scope::EntireAccount);
        Sought::SmartAccount {
            account: found.map(|account| TargetAccount {
                pending: self.earlier(who, |r| r.account() == Some(&account.id)).0,
                last_denial: self.earlier(who, |r| r.account() == Some(&account.id)).1,
                id: account.id.clone(),
                status: account.status,
                is_visible: self.may_know_of(who, account),
                tree: self.tree(&account.id),
                has_deciders: self.people.iter().any(|other| {
                    let reach = self.reach(&other.id, &account.id, Right::RequestDecide);
                    other.id != who.id && reach.covers(wanted)
                }),
            }),
            identifier,
        }
    }

    fn may_know_of(&self, who: &Player, account: &SmartAccount) -> bool {
        account.visibility == Visibility::Unrestricted
            || who.emails.iter().any(|e| e.is_inside(&account.domain))
            || self.held(&who.id, &account.id).next().is_some()
    }
}

fn id_of(request: &AccessRequest) -> RequestId {
    request.id.clone()
}
