//! Access requests: what one is, what happens to it, and how its events make it.

mod fact;
mod fold;
mod request;

pub use crate::access_request::fact::*;
pub use crate::access_request::request::*;
