//! `parvis import`: everything is checked before anything is written, and the same files again change nothing.

mod faults;
pub mod files;
#[cfg(target_os = "linux")]
mod many;
mod reading;
