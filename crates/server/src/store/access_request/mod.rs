//! Rows and queries of access requests.

mod apply;
mod beside;
mod pending;
mod queries;
mod queue;
mod row;
mod talk;
pub mod terms;

pub use apply::*;
pub use beside::*;
pub use pending::*;
pub use queries::*;
pub use queue::*;
pub use row::*;
pub use talk::*;
