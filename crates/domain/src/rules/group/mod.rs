//! Groups: making and changing them, filling and emptying them.

mod delete;
mod manage;

pub use delete::*;
pub use manage::*;
