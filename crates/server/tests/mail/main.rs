//! The outbox against a real SMTP server: what arrives, and what happens when the server misbehaves.

#[path = "../support/mod.rs"]
mod support;

mod delivery;
mod nodes;
mod rate;
mod security;
mod sending;
mod standstill;
mod trouble;

use domain::notification::Notice;
use domain::{Moment, PersonId};
use parvis::store::notification::{ListedMail, MailRow, announce, page};
use std::time::Duration;
use support::Office;

/// Tells somebody something that makes one mail to them; it waits until the office works.
fn tell(office: &Office, person: &PersonId) {
    let person = person.clone();
    office.write(move |tx| {
        announce(
            tx,
            &Notice::PasswordChanged {
                person: person.clone(),
            },
        )
    });
}

/// Makes so many people at `example.org`, and tells each something. Out: their addresses.
fn tell_many(office: &Office, count: usize) -> Vec<String> {
    let addresses: Vec<String> = (0..count)
        .map(|number| format!("reader{number:02}@readers.example"))
        .collect();
    for address in &addresses {
        tell(office, &office.person(address));
    }
    addresses
}

/// Every mail in the outbox, newest first.
fn outbox(office: &Office) -> Vec<MailRow> {
    office.read(|db| page(db, ListedMail::All, None, 1000))
}

/// The one mail in the outbox.
fn only_mail(office: &Office) -> MailRow {
    let mut mails = outbox(office);
    assert_eq!(mails.len(), 1);
    mails.remove(0)
}

/// Moves the clock without letting the worker work.
fn time_passes(office: &Office, time: Duration) {
    let Moment(now) = office.now();
    let time = i64::try_from(time.as_millis()).unwrap();
    office.app.clock.set(Moment(now + time));
}
