//! What an asker may see of the log: whoever asks for access reads what happened to their request and the log of the account like
//! everybody, but not what deciders do among themselves about it. Whom an event is for says `audience.rs`; here stands who asks.

use crate::access_request::AccessRequest;
use crate::membership::Reach;
use crate::{Event, GroupId, PersonId, RequestId, Scope};
use std::collections::BTreeSet;

/// Somebody who reads what happened, with the groups they are in.
#[derive(Debug, Clone)]
pub struct Asker {
    pub person: PersonId,
    pub groups: BTreeSet<GroupId>,
}

impl Asker {
    /// Whether a request is their own, or for a group they are in.
    pub fn asks(&self, request: &AccessRequest) -> bool {
        self.is_for_them(&request.applicant, request.for_group.as_ref())
    }

    /// Whether an event may be shown to them. In: of the requests that events name ([`request_only_named`]) those they ask by.
    pub fn may_see(&self, event: &Event, own: &BTreeSet<RequestId>) -> bool {
        let asks = match event {
            Event::AccessRequest(event) => {
                self.is_for_them(&event.applicant, event.for_group.as_ref())
            }
            event => request_only_named(event).is_some_and(|request| own.contains(&request)),
        };
        event.is_for(&self.person, asks)
    }

    fn is_for_them(&self, applicant: &PersonId, group: Option<&GroupId>) -> bool {
        *applicant == self.person || group.is_some_and(|group| self.groups.contains(group))
    }
}

/// The request of an event that names one and does not say who asks by it.
pub fn request_only_named(event: &Event) -> Option<RequestId> {
    match event {
        Event::AccessRequest(_) => None,
        event => event.concerns().request,
    }
}

/// Whether an event of an account is seen by those whose sight reaches so far: requests, invitations and moves where all they are
/// about lies within, as on their pages. In: of the requests whose events are asked about those that lie within.
pub fn is_within(event: &Event, reach: &Reach, requests: &BTreeSet<RequestId>) -> bool {
    match event {
        Event::AccessRequest(event) => requests.contains(&event.request),
        event @ (Event::Invitation(_) | Event::VirtualAccount(_)) => {
            let mut parts = event.concerns().virtual_accounts.into_iter();
            parts.all(|part| reach.covers(&Scope::VirtualAccounts([part].into())))
        }
        _ => true,
    }
}
