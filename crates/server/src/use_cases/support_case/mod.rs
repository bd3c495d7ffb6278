//! Support cases: the use cases.

mod acting;
mod attaching;
mod keeping;
mod queueing;
mod seeing;
mod unseen;
mod visiting;
mod working;
mod writing;

pub use acting::*;
pub use attaching::*;
pub(crate) use keeping::*;
pub(crate) use queueing::*;
pub(crate) use seeing::*;
pub use unseen::*;
pub use visiting::*;
pub use working::*;
pub use writing::*;
