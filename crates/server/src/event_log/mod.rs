//! The event log. [`record`] is the only way to change anything: rows, log and notices go together or not at all.

pub mod asker;
mod details;
pub mod export;
mod filters;
pub mod installation_pages;
mod labels;
mod lost;
pub mod pages;

pub mod search;

pub mod words;

pub(crate) use self::lost::Lost;

use crate::storage::{Error, Tx};
use crate::{access_request, automation, notification, store};
use domain::Event;
use domain::notification::notices;

/// Carries out what the events say, keeps them, and queues what people are to be told of them.
pub fn record(tx: &mut Tx, events: &[Event]) -> Result<(), Error> {
    for event in events {
        store::apply(tx, event)?;
        store::event::append(tx, event)?;
    }
    for notice in notices(events, tx.author.actor.person()) {
        notification::announce(tx, &notice)?;
    }
    access_request::met::follow(tx, events)?;
    let lost = Lost::by(events);
    access_request::loose::follow(tx, &lost)?;
    automation::idle::follow(tx, &lost)
}
