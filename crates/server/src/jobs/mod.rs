//! What happens by itself.

pub mod deleting;
mod digests;
mod each;
mod erasing;
pub mod filling;
mod imports;
mod job;
pub mod letters;
mod lookout;
pub mod patience;
mod reaching;
mod retention;
mod time;
pub mod upkeep;
pub mod uploads;
mod worker;

pub use lookout::{Due, look};
pub use worker::*;
