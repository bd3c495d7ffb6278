//! Smart Accounts: creating and operating them.

mod creating;
pub mod operation;
pub mod properties;

pub use creating::*;
