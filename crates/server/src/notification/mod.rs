//! Telling people: a notice is written with the change it tells of, the worker turns it into mails (one a reader), and
//! sends those over SMTP until each is taken, refused for good, or given up.

pub mod budget;
pub mod due;
pub mod letters;
pub mod outbox;
pub mod post_office;
pub mod queue;
mod renewal;
pub mod sending;
pub mod smtp;
pub mod standstill;

use crate::storage::{Error, Tx};
use crate::store;
use domain::notification::Notice;

/// Queues a notice in the transaction of what it tells of.
pub fn announce(tx: &mut Tx, notice: &Notice) -> Result<(), Error> {
    store::notification::add_notice(tx, notice)
}
