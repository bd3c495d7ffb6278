//! People named for a group by user ID or address, few on a page or many in a file.

use super::{Group, Keeper, add_members};
use crate::membership::Membership;
use crate::newcomer::{Fault, Name};
use crate::{Event, Moment, PersonId};
use std::collections::{BTreeSet, HashMap};

/// A group as it stands when somebody puts people into it.
#[derive(Debug, Clone)]
pub struct Entry {
    pub by: Keeper,
    pub group: Group,
    /// All that the group holds anywhere.
    pub held: Vec<Membership>,
    /// Whether the group's account is active.
    pub is_open: bool,
    pub now: Moment,
}

/// What is known of those named.
#[derive(Debug, Clone, Default)]
pub struct Roll {
    /// Whom user IDs and addresses belong to, by [`Name::key`].
    pub called: HashMap<String, PersonId>,
    /// Those of them whose sign-in is deactivated.
    pub gone: BTreeSet<PersonId>,
    /// Those of them who are in the group.
    pub within: BTreeSet<PersonId>,
}

impl Roll {
    /// Puts one of those named into the group, and keeps in mind that they are in it now. Out: no event where they were.
    pub fn add(&mut self, name: &Name, to: &Entry) -> Result<Vec<Event>, Fault> {
        let person = self.called.get(&name.key()).ok_or(Fault::Nobody)?;
        if self.within.contains(person) {
            return Ok(Vec::new());
        }
        if self.gone.contains(person) {
            return Err(Fault::Deactivated);
        }
        let new = BTreeSet::from([person.clone()]);
        let events = add_members(&to.by, &to.group, &to.held, &new, to.is_open, to.now)
            .map_err(Fault::Refused)?;
        self.within.extend(new);
        Ok(events)
    }
}
