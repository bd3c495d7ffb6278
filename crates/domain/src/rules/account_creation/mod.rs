//! New Smart Accounts: asking for one, clearing and naming, deciding, and what time does meanwhile.

mod ask;
mod pending;
mod settle;
mod wait;

pub use crate::rules::account_creation::ask::*;
pub use crate::rules::account_creation::settle::*;
pub use crate::rules::account_creation::wait::*;
