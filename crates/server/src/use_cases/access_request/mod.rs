//! Asking for access, deciding, talking about it, waiting.

mod asking;
pub mod bulk;
mod deciding;
mod own;
mod programme;
pub mod reaching;
pub mod talking;
mod to_decide;
mod waiting;

pub use asking::*;
pub use deciding::*;
pub use programme::*;
pub use waiting::*;

pub(crate) use own::*;
pub(crate) use to_decide::*;
