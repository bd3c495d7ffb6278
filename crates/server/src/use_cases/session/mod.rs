//! Logging in.

pub mod attempts;

mod sign_in;

pub use sign_in::*;
