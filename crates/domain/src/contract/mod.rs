//! Contracts: what a service agreement is known by, whom it is with, and what it offers.

mod agreed;
mod fact;
mod number;
mod reading;

pub use agreed::*;
pub use fact::*;
pub use number::*;
pub use reading::*;
