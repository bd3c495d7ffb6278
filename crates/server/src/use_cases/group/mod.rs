//! Groups: people who hold roles together.

pub mod adding;
mod deleting;
mod managing;

pub use deleting::*;
pub use managing::*;
