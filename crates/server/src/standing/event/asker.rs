//! Whoever asks for access may read what happened to the request, and the log of the account all the same; what deciders do among
//! themselves about it is not for them. Whom an event is for is the domain's to say; here stands who asks.

use crate::sight::Sight;
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::store::event::Recorded;
use domain::access_request::AccessRequest;
use domain::membership::Reach;
use domain::{Event, GroupId, PersonId, RequestId};
use std::collections::BTreeSet;

/// Somebody who reads what happened, with the groups they are in.
#[derive(Debug, Clone)]
pub struct Asker {
    person: PersonId,
    groups: BTreeSet<GroupId>,
}

impl Asker {
    pub fn find(db: &mut AnyConnection, person: &PersonId) -> Result<Self, Error> {
        Ok(Self {
            groups: store::group::groups_of(db, person)?,
            person: person.clone(),
        })
    }

    /// Leaves of events of an account what may be shown to them who see so much of it. Requests, invitations and moves are seen where
    /// all they are about lies within reach, as on their pages.
    pub fn keep(
        &self,
        db: &mut AnyConnection,
        sight: &Sight,
        events: &mut Vec<Recorded>,
    ) -> Result<(), Error> {
        if let Some(within) = sight.within() {
            let requests = events.iter().filter_map(|one| match &one.event {
                Event::AccessRequest(event) => Some(event.request.clone()),
                _ => None,
            });
            let reach = Reach::VirtualAccounts(within.iter().cloned().collect());
            let seen = store::access_request::within(db, &requests.collect(), &reach)?;
            events.retain(|one| match &one.event {
                Event::AccessRequest(event) => seen.contains(&event.request),
                event @ (Event::Invitation(_) | Event::VirtualAccount(_)) => {
                    let mut parts = event.concerns().virtual_accounts.into_iter();
                    parts.all(|part| sight.covers(Some(&part)))
                }
                _ => true,
            });
        }
        self.keep_own(db, events)
    }

    /// Leaves of events of a request what may be shown to them who may see the request.
    pub fn keep_own(
        &self,
        db: &mut AnyConnection,
        events: &mut Vec<Recorded>,
    ) -> Result<(), Error> {
        // Some events name a request and not who asks by it.
        let named = events.iter().filter_map(|one| match &one.event {
            Event::AccessRequest(_) => None,
            event => event.concerns().request,
        });
        let named: BTreeSet<RequestId> = named.collect();
        let own = match named.is_empty() {
            true => BTreeSet::new(),
            false => store::access_request::asked_by(db, &named, &self.person, &self.groups)?,
        };
        events.retain(|one| {
            one.event
                .is_for(&self.person, self.asks_by(&one.event, &own))
        });
        Ok(())
    }

    /// Whether a request is their own, or for a group they are in.
    pub fn asks(&self, request: &AccessRequest) -> bool {
        self.is_for_them(&request.applicant, request.for_group.as_ref())
    }

    fn asks_by(&self, event: &Event, own: &BTreeSet<RequestId>) -> bool {
        match event {
            Event::AccessRequest(event) => {
                self.is_for_them(&event.applicant, event.for_group.as_ref())
            }
            event => event
                .concerns()
                .request
                .is_some_and(|request| own.contains(&request)),
        }
    }

    fn is_for_them(&self, applicant: &PersonId, group: Option<&GroupId>) -> bool {
        *applicant == self.person || group.is_some_and(|group| self.groups.contains(group))
    }
}
