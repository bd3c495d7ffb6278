//! People: registering, and what becomes of their sign-in.

pub mod addresses;
pub mod deactivation;
pub mod duty;
mod registering;

pub use registering::*;
