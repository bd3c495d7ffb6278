//! Uploads: a table of many lines that is read as it arrives, checked as a whole, and applied line by line.

mod encoding;
pub mod line;
mod notes;
pub mod reading;
mod record;

pub use notes::*;
pub use record::*;
