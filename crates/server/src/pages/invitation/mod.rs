//! Pages of invitations.

pub mod accept;
pub mod list;
