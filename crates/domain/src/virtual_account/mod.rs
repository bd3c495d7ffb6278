//! Virtual Accounts: the parts of a Smart Account, nested in one another.

mod account;
mod settings;
mod tree;

pub use crate::virtual_account::account::*;
pub use crate::virtual_account::settings::*;
pub use crate::virtual_account::tree::*;
