//! The parts, each with what stands beside its figures.

mod busy;
mod disk;
mod growth;
mod idle;
mod importing;
mod log_in;
mod memory;
mod on_server;
mod overload;
mod pages;
mod size;
mod starting;
mod writing;

mod all;

pub(super) use all::measure;
pub use busy::spin;
