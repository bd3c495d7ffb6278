//! Notices: who is to be told of what.

mod notice;
pub mod sending;
mod telling;

pub use notice::*;
pub use telling::*;
