//! Pages of uploads.

pub mod desk;
pub mod download;
pub mod list;
pub mod progress;
pub mod receiving;
pub mod show;
pub mod words;
