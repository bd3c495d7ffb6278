//! The event log: `record` is the only way to change anything; what follows from events is recorded with them.

mod contracts;
mod idle;
mod left;
mod loose;
mod met;
mod record;

pub use record::{Answer, record, record_answer, record_change};
