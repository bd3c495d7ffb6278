//! Erasing somebody: what is looked for, and the rows in which it stands.

mod folded;
mod places;
mod row;
mod search;
mod sought;
mod typed;

pub use places::{PLACES, Place, step};
pub use row::*;
pub use sought::*;
