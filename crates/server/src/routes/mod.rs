//! Every address with its door. One verb, one resource: GET changes nothing, and what people do to a thing is a POST to a noun below it.

mod all;
mod desk;
mod door;
mod group;
mod own;
mod public;
mod queue;
mod staff;

pub use all::*;
pub use door::*;
