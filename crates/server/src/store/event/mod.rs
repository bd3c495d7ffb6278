//! Rows and queries of events.

pub mod people;
mod queries;
mod row;

pub use queries::*;
pub use row::*;
