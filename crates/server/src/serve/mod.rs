//! The program at work, until it is told to stop.

pub mod connections;
mod patient;
mod running;
pub mod signals;

pub use running::*;
