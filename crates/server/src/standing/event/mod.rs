//! What somebody may see of what happened.

pub mod asker;
pub mod filter;
pub mod search;
