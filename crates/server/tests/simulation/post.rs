//! A mail server with moods: addresses that are dead, mail that fails, connections that break off.

use crate::chance::Chance;
use parvis::notification::smtp::{SendOutcome, Transport};
use parvis::notification::written::WrittenMail;
use std::collections::BTreeSet;
use std::pin::Pin;
use std::sync::Mutex;

/// A mail that was taken.
#[derive(Debug, Clone)]
pub struct Taken {
    pub kind: String,
    pub person: Option<String>,
    pub request: Option<String>,
    pub address: String,
}

pub struct Post {
    chance: Mutex<Chance>,
    /// Addresses that are refused for good.
    pub dead: Mutex<BTreeSet<String>>,
    taken: Mutex<Vec<Taken>>,
}

impl Post {
    pub fn new(seed: u64) -> Self {
        Self {
            chance: Mutex::new(Chance::new(seed)),
            dead: Mutex::default(),
            taken: Mutex::default(),
        }
    }

    /// What was taken since this was last asked.
    pub fn collected(&self) -> Vec<Taken> {
        std::mem::take(&mut *self.taken.lock().unwrap())
    }

    /// As if this had been taken.
    pub fn pretends(&self, mail: Taken) {
        self.taken.lock().unwrap().push(mail);
    }

    fn outcome(&self, mail: &WrittenMail) -> SendOutcome {
        if self.dead.lock().unwrap().contains(&mail.address) {
            return SendOutcome::Refused("550 5.1.1 no such mailbox".into());
        }
        let mut chance = self.chance.lock().unwrap();
        match chance.below(60) {
            0 => SendOutcome::Failed("451 4.3.0 later".into()),
            1 => SendOutcome::BrokenOff("the connection broke off".into()),
            _ => SendOutcome::Taken,
        }
    }
}

impl Transport for Post {
    fn send<'a>(
        &'a self,
        mail: &'a WrittenMail,
    ) -> Pin<Box<dyn Future<Output = SendOutcome> + Send + 'a>> {
        let outcome = self.outcome(mail);
        if outcome == SendOutcome::Taken {
            self.taken.lock().unwrap().push(Taken {
                kind: mail.kind.clone(),
                person: mail.person_id.clone(),
                request: mail.request_id.clone(),
                address: mail.address.clone(),
            });
        }
        Box::pin(async move { outcome })
    }
}
