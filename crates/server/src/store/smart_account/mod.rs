//! Rows and queries of Smart Accounts.

mod apply;
pub mod properties;
mod queries;
mod row;
pub mod search;
pub mod terms;

pub(in crate::store) use apply::apply;

pub use queries::*;
pub use row::*;
