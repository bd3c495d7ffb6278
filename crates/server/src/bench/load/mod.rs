//! How much a build does in a second, over HTTP, each figure beside what the machine can do at best.

mod child;
mod client;
mod driving;
mod furnishing;
pub mod report;
mod running;
mod yardstick;

pub use running::*;
