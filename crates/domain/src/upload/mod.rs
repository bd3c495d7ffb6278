//! Uploads: a table of many lines that is read as it arrives, checked as a whole, and applied line by line.

pub mod line;
pub mod reading;
mod record;

pub use record::*;
