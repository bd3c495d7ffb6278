//! Rows and queries of groups.

mod apply;
pub mod list;
mod queries;
mod row;
pub mod terms;

pub(in crate::store) use apply::apply;

pub use queries::*;
pub use row::*;
