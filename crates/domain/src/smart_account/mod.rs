//! Smart Accounts: what access is asked for.

mod account;
mod fact;
pub mod properties;

pub use account::*;
pub use fact::*;
