//! What happens by itself.

pub mod digests;
mod each;
mod erasing;
pub mod filling;
pub mod letters;
pub mod patience;
mod retention;
mod time;
pub mod upkeep;
pub mod uploads;
mod worker;

pub use worker::*;
