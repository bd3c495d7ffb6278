//! Uploads: a file of many lines arrives, is checked and applied.

pub mod contracts;
pub mod lines;
pub mod members;
pub mod sharing;
pub mod users;
mod work;

pub use work::*;
