//! New Smart Accounts: asking for one, clearing and naming, deciding, and what time does meanwhile.

mod ask;
mod pending;
mod settle;
mod wait;

pub use ask::*;
pub use settle::*;
pub use wait::*;
