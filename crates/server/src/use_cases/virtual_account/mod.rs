//! Virtual Accounts: the parts of an account.

mod changing;
mod deleting;

pub use changing::*;
pub use deleting::*;
