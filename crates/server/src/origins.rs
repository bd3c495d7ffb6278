//! Where people seem to come from: behind a proxy that is not named in the settings, everybody comes from one network address, and
//! a few wrong passwords slow all of them down. That is said once in the log, and to operators as long as it lasts.

use domain::PersonId;
use std::collections::{HashMap, HashSet, VecDeque};
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// As many log-ins as are looked at, and as many different people as must be among them.
const LOOKED_AT: usize = 100;
const PEOPLE: usize = 30;

/// What this node has seen of late; others do not know of it.
#[derive(Default)]
pub struct Origins {
    forwarded: AtomicBool,
    crowded: AtomicBool,
    log_ins: Mutex<VecDeque<(String, PersonId)>>,
}

impl Origins {
    /// A peer that is not among our proxies says for whom it forwards.
    pub fn forwarded_by(&self, peer: IpAddr) {
        if !self.forwarded.swap(true, Ordering::Relaxed) {
            tracing::warn!(event = "proxy.unnamed", address = %peer, "X-Forwarded-For from an address that is not in trusted_proxies is not believed: if it is your proxy, name it there");
        }
    }

    /// Notes a log-in. In: what the network address is counted under.
    pub fn logged_in(&self, client: &str, person: &PersonId) {
        let address = {
            let mut log_ins = self.log_ins.lock().unwrap_or_else(PoisonError::into_inner);
            log_ins.push_front((client.to_owned(), person.clone()));
            log_ins.truncate(LOOKED_AT);
            crowd(&log_ins).map(ToOwned::to_owned)
        };
        if let Some(address) = address
            && !self.crowded.swap(true, Ordering::Relaxed)
        {
            tracing::warn!(event = "proxy.unnamed", %address, "nearly all log-ins come from one network address: if it is your proxy, set trusted_proxies");
        }
    }

    /// The network address that nearly all log-ins of late came from, if they did.
    pub fn crowd(&self) -> Option<String> {
        let log_ins = self.log_ins.lock().unwrap_or_else(PoisonError::into_inner);
        crowd(&log_ins).map(ToOwned::to_owned)
    }
}

fn crowd(log_ins: &VecDeque<(String, PersonId)>) -> Option<&str> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for (address, _) in log_ins {
        *count.entry(address).or_default() += 1;
    }
    let (address, most) = count.into_iter().max_by_key(|(_, times)| *times)?;
    let there = log_ins.iter().filter(|(from, _)| from == address);
    let people: HashSet<&PersonId> = there.map(|(_, person)| person).collect();
    // Nineteen of twenty, by different people: one who comes often is no crowd.
    (people.len() >= PEOPLE && most * 20 >= log_ins.len() * 19).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crowd_after(log_ins: &[(&str, u128)]) -> Option<String> {
        let origins = Origins::default();
        for (address, person) in log_ins {
            origins.logged_in(address, &PersonId::new(*person));
        }
        origins.crowd()
    }

    #[test]
    fn many_people_at_one_address_are_a_crowd_and_one_who_comes_often_is_none() {
        let many: Vec<_> = (0..30).map(|person| ("192.0.2.1", person)).collect();
        assert_eq!(crowd_after(&many).as_deref(), Some("192.0.2.1"));
        assert_eq!(crowd_after(&many[..29]), None);
        let often: Vec<_> = (0..100).map(|_| ("192.0.2.1", 7)).collect();
        assert_eq!(crowd_after(&often), None);
        let elsewhere = (0..4).map(|person| ("192.0.2.2", person));
        let spread: Vec<_> = many.iter().copied().chain(elsewhere).collect();
        assert_eq!(crowd_after(&spread), None);
        // What was long ago is forgotten.
        let later = (0..100).map(|person| {
            if person % 2 == 0 {
                ("192.0.2.3", person)
            } else {
                ("192.0.2.4", person)
            }
        });
        let moved: Vec<_> = many.into_iter().chain(later).collect();
        assert_eq!(crowd_after(&moved), None);
    }
}
