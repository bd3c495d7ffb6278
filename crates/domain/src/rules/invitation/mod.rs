//! Invitations: sending, renewing, accepting, ending.

mod accept;
mod end;
mod invite;
mod narrow;
mod open;

pub use accept::*;
pub use end::*;
pub use invite::*;
