//! Whoever asks for access may read the log of the account all the same; what deciders do among themselves about it is not
//! for them.

use crate::group;
use crate::storage::{AnyConnection, Error};
use domain::access_request::{RequestEvent, RequestFact};
use domain::{Event, GroupId, PersonId};
use std::collections::BTreeSet;

/// Somebody who reads the log, with the groups they are in.
#[derive(Debug, Clone)]
pub struct Asker {
    person: PersonId,
    groups: BTreeSet<GroupId>,
}

impl Asker {
    pub fn find(db: &mut AnyConnection, person: &PersonId) -> Result<Self, Error> {
        Ok(Self {
            groups: group::store::groups_of(db, person)?,
            person: person.clone(),
        })
    }

    /// Whether an event may be shown to them.
    pub fn may_see(&self, event: &Event) -> bool {
        match event {
            Event::AccessRequest(event) if self.asks(event) => match &event.fact {
                RequestFact::PassedOn { .. }
                | RequestFact::CameLoose { .. }
                | RequestFact::Commented { .. } => false,
                RequestFact::DecisionRefused { by, .. } => *by == self.person,
                _ => true,
            },
            _ => true,
        }
    }

    fn asks(&self, event: &RequestEvent) -> bool {
        let for_own_group = |group: &GroupId| self.groups.contains(group);
        event.applicant == self.person || event.for_group.as_ref().is_some_and(for_own_group)
    }
}
