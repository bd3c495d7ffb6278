//! A letter box in place of an SMTP server: everything sent can be read, and it can be told to fail.

use parvis::notification::smtp::{SendOutcome, Transport};
use parvis::notification::written::WrittenMail;
use std::pin::Pin;
use std::sync::Mutex;

/// How a conversation is said to have ended where the mail arrived all the same.
const ARRIVED: &str = "the connection broke off behind the mail";

#[derive(Default)]
pub struct Mailbox {
    taken: Mutex<Vec<WrittenMail>>,
    /// What happens to the next mails instead of being taken.
    faults: Mutex<Vec<SendOutcome>>,
}

impl Mailbox {
    /// The next mail meets this outcome.
    pub fn next_meets(&self, outcome: SendOutcome) {
        self.faults.lock().unwrap().push(outcome);
    }

    /// The next mail is taken, but the conversation breaks off before that is said.
    pub fn arrives_but_nobody_says_so(&self) {
        self.next_meets(SendOutcome::BrokenOff(ARRIVED.into()));
    }

    pub fn all(&self) -> Vec<WrittenMail> {
        self.taken.lock().unwrap().clone()
    }

    pub fn to(&self, address: &str) -> Vec<WrittenMail> {
        self.all()
            .into_iter()
            .filter(|mail| mail.address == address)
            .collect()
    }

    /// The newest mail to an address whose subject holds `subject`.
    pub fn newest(&self, address: &str, subject: &str) -> WrittenMail {
        let mails = self.to(address);
        let found = mails
            .iter()
            .rev()
            .find(|mail| mail.subject.contains(subject))
            .cloned();
        found.unwrap_or_else(|| {
            panic!(
                "no mail to {address} about {subject:?}; there is {:?}",
                subjects(&mails)
            )
        })
    }
}

pub fn subjects(mails: &[WrittenMail]) -> Vec<String> {
    mails
        .iter()
        .map(|mail| format!("{} -> {}", mail.subject, mail.address))
        .collect()
}

/// The first link in a mail.
pub fn link_in(text: &str) -> String {
    let line = text
        .lines()
        .find(|line| line.starts_with("http"))
        .unwrap_or_else(|| panic!("no link in {text}"));
    let after_scheme = line.split_once("://").map_or(line, |(_, rest)| rest);
    after_scheme
        .find('/')
        .map_or("/".into(), |at| after_scheme[at..].to_owned())
}

/// The token in the first link that has one.
pub fn token_in(text: &str) -> String {
    let (_, rest) = text.split_once("token=").unwrap();
    rest.lines().next().unwrap().to_owned()
}

impl Transport for Mailbox {
    fn send<'a>(
        &'a self,
        mail: &'a WrittenMail,
    ) -> Pin<Box<dyn Future<Output = SendOutcome> + Send + 'a>> {
        let fault = self.faults.lock().unwrap().pop();
        let arrived = SendOutcome::BrokenOff(ARRIVED.into());
        if fault.as_ref().is_none_or(|fault| *fault == arrived) {
            self.taken.lock().unwrap().push(mail.clone());
        }
        Box::pin(async move { fault.unwrap_or(SendOutcome::Taken) })
    }
}
