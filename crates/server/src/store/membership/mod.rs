//! Rows and queries of memberships.

mod administrators;
mod apply;
mod held;
pub mod list;
mod queries;
mod row;
pub mod terms;

pub use administrators::*;
pub use held::*;
pub use queries::*;
pub use row::*;

pub(in crate::store) use apply::apply;
pub use apply::note_next_warning;
