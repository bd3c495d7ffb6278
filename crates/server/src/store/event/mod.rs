//! Rows and queries of events.

mod keeping;
pub mod people;
mod queries;
mod row;

pub use keeping::*;
pub use queries::*;
pub use row::*;
