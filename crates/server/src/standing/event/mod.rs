//! What somebody may see of what happened.

pub mod asker;
pub mod search;
