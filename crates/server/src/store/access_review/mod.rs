//! Rows and queries of access reviews.

mod apply;
mod counts;
mod lines;
mod queries;
mod row;

pub use apply::*;
pub use counts::*;
pub use lines::*;
pub use queries::*;
pub use row::*;
