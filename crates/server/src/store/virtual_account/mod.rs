//! Rows and queries of Virtual Accounts.

mod apply;
mod parts;
mod queries;
mod row;

pub(in crate::store) use apply::apply;

pub use parts::*;
pub use queries::*;
pub use row::*;
