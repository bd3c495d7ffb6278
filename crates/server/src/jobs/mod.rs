//! What happens by itself.

pub mod digests;
mod each;
mod erasing;
pub mod filling;
mod job;
pub mod letters;
mod lookout;
pub mod patience;
mod retention;
mod time;
pub mod upkeep;
pub mod uploads;
mod worker;

pub use lookout::{Due, look};
pub use worker::*;
