//! Rows and queries of people.

mod addresses;
mod apply;
mod duty;
mod queries;
mod row;
pub mod search;
mod sign_in;
pub mod terms;

pub use addresses::*;
pub use duty::*;
pub use queries::*;
pub use row::*;
pub use sign_in::*;

pub(in crate::store) use apply::apply;
