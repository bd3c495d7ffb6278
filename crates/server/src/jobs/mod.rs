//! What happens by itself.

pub mod digests;
mod each;
pub mod filling;
pub mod letters;
pub mod patience;
mod retention;
mod time;
pub mod upkeep;
pub mod uploads;
mod worker;

pub use worker::*;
