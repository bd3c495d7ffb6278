//! The one way to change anything: rows, log and notices go together or not at all.

use crate::event_log::lost::Lost;
use crate::storage::{Error, Tx};
use crate::{event_log, store};
use domain::Event;
use domain::notification::notices;

/// Carries out what the events say, keeps them, and queues what people are to be told of them.
pub fn record(tx: &mut Tx, events: &[Event]) -> Result<(), Error> {
    for event in events {
        store::apply(tx, event)?;
        store::event::append(tx, event)?;
    }
    for notice in notices(events, tx.author.actor.person()) {
        store::notification::announce(tx, &notice)?;
    }
    event_log::met::follow(tx, events)?;
    let lost = Lost::by(events);
    event_log::loose::follow(tx, &lost)?;
    event_log::idle::follow(tx, &lost)
}
