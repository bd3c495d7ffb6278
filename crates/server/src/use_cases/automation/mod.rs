//! Automation rules: saving them, letting them act, rehearsing them.

pub mod rehearsal;
mod rules;

pub use rules::*;
