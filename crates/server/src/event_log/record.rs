//! The one way to change anything: rows, log and notices go together or not at all.

use crate::event_log::{contracts, idle, left, loose, met};
use crate::storage::{Error, Tx};
use crate::store;
use domain::notification::notices;
use domain::rules::lost_right::Lost;
use domain::{Event, Refusal};

/// Carries out what the events say, keeps them, and queues what people are to be told of them; then the same for what follows
/// from them, one kind after the other.
///
/// Errors: the database's, or a row that has changed since it was read; nothing of the transaction is kept then.
pub fn record(tx: &mut Tx, events: &[Event]) -> Result<(), Error> {
    if events.is_empty() {
        return Ok(());
    }
    // Whatever has changed, time may have something to do to it.
    tx.ring();
    for event in events {
        store::apply(tx, event)?;
        store::event::append(tx, event)?;
    }
    for notice in notices(events, tx.author.actor.person()) {
        store::notification::announce(tx, &notice)?;
    }
    // Each is worked out after the one before it is recorded: what is met now can come loose no more.
    let met = met::events(tx, events)?;
    record(tx, &met)?;
    let ended = contracts::events(tx, events)?;
    record(tx, &ended)?;
    let mut lost = Lost::by(events);
    left::add_deputies(tx, &mut lost)?;
    let loose = loose::events(tx, &lost)?;
    record(tx, &loose)?;
    left::look_again(tx, &lost)?;
    let idle = idle::events(tx, &lost)?;
    record(tx, &idle)
}

/// What a use case answers whose refusal must leave a trace: the inner refusal is answered while the transaction is kept, with what
/// was counted and noted of the attempt; an outer one, as every other error, undoes all of it.
pub type Answer<T> = Result<Result<T, Refusal>, Error>;

/// Records what a rule decided, or answers with its refusal and keeps what was written before.
///
/// Errors: as [`record`].
pub fn record_answer(tx: &mut Tx, answer: Result<impl AsRef<[Event]>, Refusal>) -> Answer<()> {
    match answer {
        Ok(events) => record(tx, events.as_ref()).map(Ok),
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// As [`record_answer`]. Out: whether anything followed.
pub fn record_change(tx: &mut Tx, answer: Result<impl AsRef<[Event]>, Refusal>) -> Answer<bool> {
    let is_change = answer
        .as_ref()
        .is_ok_and(|events| !events.as_ref().is_empty());
    Ok(record_answer(tx, answer)?.map(|()| is_change))
}
