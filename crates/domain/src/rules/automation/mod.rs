//! Automation rules: saving, deleting, and acting by one.

mod act;
mod save;

pub use crate::rules::automation::act::*;
pub use crate::rules::automation::save::*;
