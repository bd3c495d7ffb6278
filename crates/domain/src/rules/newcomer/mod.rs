//! People who are named before anybody knows whether they are there: by user ID or address, alone, pasted or in a file.

mod group;
mod name;
mod roll;
mod typed;

pub use group::*;
pub use name::*;
pub use roll::*;
pub use typed::*;
