//! A demonstration: an installation with people, accounts and requests in it.

pub mod cases;
mod contracts;
pub mod desk;
mod furnishing;
mod people;
pub mod requests;

pub use furnishing::*;
pub use people::*;
