//! Notices: who is to be told of what.

pub mod budget;
mod notice;
pub mod of_creation;
pub mod of_one;
pub mod of_request;
pub mod sending;
mod telling;

pub use notice::*;
pub use telling::*;
