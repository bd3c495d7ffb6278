//! Rows and queries of support cases.

mod apply;
mod attachments;
mod messages;
mod queries;
mod queue;
mod row;
pub mod terms;

pub use apply::postpone_step;
pub use attachments::*;
pub use messages::*;
pub use queries::*;
pub use queue::*;

pub(in crate::store) use apply::apply;
