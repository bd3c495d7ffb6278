//! Measuring an administrator's lists beside those of a small account.

pub mod fill;
pub mod measure;
pub mod others;
pub mod report;
pub mod review;
mod running;
pub mod subject;

pub use running::*;
