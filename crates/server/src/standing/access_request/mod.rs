//! How requests stand now: who may decide them, and what the rules must know.

mod deciding;
pub mod for_group;
mod looked_up;
mod standing;

pub use deciding::*;
pub use looked_up::*;

pub(crate) use standing::*;
