//! Uploads: what the lines of a file mean, and who may see and apply it.

pub mod contracts;
mod looking;
pub mod members;
pub mod users;

pub use looking::*;
