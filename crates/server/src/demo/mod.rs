//! A demonstration: an installation with people, accounts and requests in it.

pub mod cases;
mod contracts;
pub mod desk;
mod entitled;
mod furnishing;
mod people;
mod programmes;
pub mod requests;

pub use furnishing::*;
pub use people::*;
