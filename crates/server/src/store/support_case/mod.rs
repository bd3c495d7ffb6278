//! Rows and queries of support cases.

mod apply;
mod messages;
mod queries;
mod queue;
mod row;
pub mod terms;

pub use apply::postpone_step;
pub use messages::*;
pub use queries::*;
pub use queue::*;

pub(in crate::store) use apply::apply;
