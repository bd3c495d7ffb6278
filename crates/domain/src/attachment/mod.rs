//! Files that people attach to what they write: what is taken, and under which name.

mod fault;
mod inspecting;
mod kind;
mod limits;
mod name;
mod signs;
mod words;

pub use fault::*;
pub use inspecting::*;
pub use kind::*;
pub use limits::*;
pub use name::*;
