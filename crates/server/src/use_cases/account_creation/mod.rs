//! Asking for an account of one's own, and what becomes of it.

mod asking;
mod authorising;
mod changing;
mod recording;

pub use asking::*;
pub use authorising::*;
pub use changing::*;
