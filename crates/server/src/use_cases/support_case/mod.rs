//! Support cases: the use cases.

mod keeping;
mod seeing;
mod working;
mod writing;

pub(crate) use keeping::*;
pub(crate) use seeing::*;
pub use working::*;
pub use writing::*;
