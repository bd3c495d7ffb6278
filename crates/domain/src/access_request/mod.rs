//! Access requests: what one is, what happens to it, and how its events make it.

mod fact;
mod fold;
mod request;
mod target;

pub use fact::*;
pub use request::*;
pub use target::*;
