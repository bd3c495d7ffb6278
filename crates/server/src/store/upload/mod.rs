//! Rows and queries of uploads and their lines.

mod lines;
pub mod numbers;
mod queries;
mod row;

pub use lines::*;
pub use queries::*;
pub use row::*;
