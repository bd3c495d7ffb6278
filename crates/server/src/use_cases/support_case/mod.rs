//! Support cases: the use cases.

mod seeing;
mod working;
mod writing;

pub(crate) use seeing::*;
pub use working::*;
pub use writing::*;
