//! Sending mail over SMTP.

pub(crate) mod conversation;
pub mod message;
mod transport;

pub use transport::*;
