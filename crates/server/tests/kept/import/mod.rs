//! `parvis import`: everything is checked before anything is written, all of it or nothing is, and the same files again change nothing.

#[cfg(target_os = "linux")]
mod beside;
mod faults;
pub mod files;
#[cfg(target_os = "linux")]
mod ground;
#[cfg(target_os = "linux")]
mod many;
mod meanwhile;
mod reading;
