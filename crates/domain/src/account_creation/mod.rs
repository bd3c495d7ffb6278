//! Smart Accounts that are asked for: what such a request is, what happens to it, and how its events make it.

mod creation;
mod fact;
mod fold;

pub use creation::*;
pub use fact::*;
