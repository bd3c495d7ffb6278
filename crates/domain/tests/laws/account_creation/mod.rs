//! What holds of the creation of an account, whatever people do in whatever order, and whatever the clock says.

pub mod asking;
mod ending;
mod lapsing;
mod story;
mod world;
