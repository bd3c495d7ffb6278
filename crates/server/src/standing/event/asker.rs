//! What of the log may be shown to somebody, found out by the domain's rules ([`asker`]) with the groups they are in and the
//! requests they ask by.

use crate::sight::Sight;
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::store::event::Recorded;
use domain::access_request::AccessRequest;
use domain::membership::Reach;
use domain::rules::asker;
use domain::rules::asker::{is_within, request_only_named};
use domain::{Event, PersonId, RequestId};
use std::collections::BTreeSet;

/// Somebody who reads what happened.
#[derive(Debug, Clone)]
pub struct Asker(asker::Asker);

impl Asker {
    /// Errors: the database's.
    pub fn find(db: &mut AnyConnection, person: &PersonId) -> Result<Self, Error> {
        Ok(Self(asker::Asker {
            groups: store::group::groups_of(db, person)?,
            person: person.clone(),
        }))
    }

    /// Leaves of events of an account what may be shown to them who see so much of it.
    ///
    /// Errors: the database's.
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
            events.retain(|one| is_within(&one.event, &reach, &seen));
        }
        self.keep_own(db, events)
    }

    /// Leaves of events of a request what may be shown to them who may see the request.
    ///
    /// Errors: the database's.
    pub fn keep_own(
        &self,
        db: &mut AnyConnection,
        events: &mut Vec<Recorded>,
    ) -> Result<(), Error> {
        let named = events
            .iter()
            .filter_map(|one| request_only_named(&one.event));
        let named: BTreeSet<RequestId> = named.collect();
        let own = match named.is_empty() {
            true => BTreeSet::new(),
            false => store::access_request::asked_by(db, &named, &self.0.person, &self.0.groups)?,
        };
        events.retain(|one| self.0.may_see(&one.event, &own));
        Ok(())
    }

    /// Whether a request is their own, or for a group they are in.
    pub fn asks(&self, request: &AccessRequest) -> bool {
        self.0.asks(request)
    }
}
