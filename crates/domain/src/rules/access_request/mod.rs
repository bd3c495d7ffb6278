//! Access requests: asking, deciding once, talking, withdrawing, and what time does meanwhile.

mod decide;
mod loose;
mod meet;
mod offer;
mod pending;
mod scope;
mod see;
mod send;
mod support;
mod talk;
mod wait;

pub use decide::*;
pub use loose::*;
pub use meet::*;
pub use offer::*;
pub use send::*;
pub use support::*;
pub use talk::*;
pub use wait::*;
