//! Automation rules: saving, deleting, and acting by one.

mod act;
mod save;

pub use act::*;
pub use save::*;
