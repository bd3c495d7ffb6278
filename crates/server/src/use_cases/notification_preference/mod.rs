//! What somebody chooses to be told of.

mod choosing;
pub mod link;

pub use choosing::*;
