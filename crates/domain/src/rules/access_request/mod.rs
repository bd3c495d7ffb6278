//! Access requests: asking, deciding once, talking, withdrawing, and what time does meanwhile.

mod decide;
mod loose;
mod meet;
mod offer;
mod pending;
mod scope;
mod send;
mod talk;
mod wait;

pub use crate::rules::access_request::decide::*;
pub use crate::rules::access_request::loose::*;
pub use crate::rules::access_request::meet::*;
pub use crate::rules::access_request::offer::*;
pub use crate::rules::access_request::send::*;
pub use crate::rules::access_request::talk::*;
pub use crate::rules::access_request::wait::*;
