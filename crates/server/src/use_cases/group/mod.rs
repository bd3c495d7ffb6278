//! Groups: people who hold roles together.

pub mod adding;
mod managing;

pub use managing::*;
