//! How many messages with files are in memory at once: as long as they come in, nobody knows what they are.

use domain::PersonId;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Of all people; of each no more than one.
const MOST: usize = 8;

/// Whose files are coming in just now.
#[derive(Clone, Default)]
pub struct InHand(Arc<Mutex<BTreeSet<PersonId>>>);

/// A place for the files of somebody, until it is dropped.
pub struct Place {
    all: InHand,
    person: PersonId,
}

impl InHand {
    /// Takes a place for somebody's files; nothing where theirs are coming in already, or those of many.
    pub fn take(&self, person: &PersonId) -> Option<Place> {
        let mut people = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = people.len() < MOST && people.insert(person.clone());
        taken.then(|| Place {
            all: self.clone(),
            person: person.clone(),
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut people = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
        people.remove(&self.person);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_has_one_place_and_all_together_a_few() {
        let all = InHand::default();
        let somebody = PersonId::new(1);
        let place = all.take(&somebody);
        assert!(place.is_some() && all.take(&somebody).is_none());
        let others: Vec<_> = (2..=8).map(|one| all.take(&PersonId::new(one))).collect();
        assert!(others.iter().all(Option::is_some));
        assert!(all.take(&PersonId::new(9)).is_none());
        drop(place);
        assert!(all.take(&PersonId::new(9)).is_some());
    }
}
