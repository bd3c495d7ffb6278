//! Pages of Smart Accounts.

pub mod accounts;
pub mod properties;
