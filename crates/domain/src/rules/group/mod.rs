//! Groups: making and changing them, filling and emptying them.

mod manage;

pub use manage::*;
