//! Invitations: sending, renewing, accepting, ending.

mod accept;
mod end;
mod invite;
mod narrow;
mod open;

pub use crate::rules::invitation::accept::*;
pub use crate::rules::invitation::end::*;
pub use crate::rules::invitation::invite::*;
