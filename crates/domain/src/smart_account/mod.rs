//! Smart Accounts: what access is asked for.

mod account;
mod fact;
pub mod properties;

pub use crate::smart_account::account::*;
pub use crate::smart_account::fact::*;
