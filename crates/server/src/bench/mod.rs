//! Measuring an administrator's lists beside those of a small account, and an agent's contracts and cases beside a few.

pub mod cases;
pub mod contracts;
pub mod fill;
pub mod load;
pub mod measure;
pub mod others;
pub mod report;
pub mod review;
mod running;
pub mod subject;

pub use running::*;
