//! The commands of `parvis`.

pub mod backup;
pub mod bench;
mod commands;
pub mod config;
pub mod copy;
pub mod demo;
pub mod duty;
mod fault;
pub mod import;
pub mod mail;
pub mod migrate;
pub mod people;
pub mod place;
pub mod reindex;
pub mod restore;
mod running;
pub mod serve;

pub use commands::*;
pub use running::*;
