//! `parvis import`: everything is checked before anything is written, and the same files again change nothing.

mod files;
mod fit;
mod form;
#[cfg(target_os = "linux")]
mod memory;
mod result;
