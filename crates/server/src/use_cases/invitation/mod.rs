//! Invitations: sending, renewing, accepting.

mod answering;
pub mod budget;

pub use answering::*;
