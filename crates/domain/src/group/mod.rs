//! Groups: people who hold roles together. What a group holds, each member has for as long as they are in it.

mod fact;
mod label;

pub use fact::*;
pub use label::*;
