//! Rows and queries of sessions, single-use links, and what is counted.

mod attempts;
pub mod known_browser;
mod links;
mod sessions;

pub use attempts::*;
pub use links::*;
pub use sessions::*;
