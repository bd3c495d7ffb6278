//! Sending mail over SMTP.

pub(crate) mod conversation;
pub mod message;
mod outcome;
mod transport;

pub use outcome::*;
pub use transport::*;
