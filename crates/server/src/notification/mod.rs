//! Telling people: a notice is written with the change it tells of, the worker turns it into mails (one a reader), and
//! sends those over SMTP until each is taken, refused for good, or given up.

pub mod delivery;
pub mod digest;
pub mod due;
pub mod letters;
pub mod outbox;
pub mod post_office;
pub mod settling;
pub mod smtp;
pub mod written;

pub mod posting;
pub mod queue;
pub(crate) mod renewal;
pub mod returned;
pub mod sending;

pub mod standstill;
