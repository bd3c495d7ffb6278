//! Rows and queries of contracts.

mod apply;
mod queries;
mod row;
pub mod search;
pub mod terms;

pub(in crate::store) use apply::apply;
pub use queries::*;
