//! Virtual Accounts: the parts of a Smart Account, nested in one another.

mod account;
mod settings;
mod tree;

pub use account::*;
pub use settings::*;
pub use tree::*;
