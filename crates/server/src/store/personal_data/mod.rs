//! What every table keeps of a person, for whoever asks for their own.

mod cases;
mod fields;
mod kept;
mod part;
mod reading;

pub use kept::*;
pub use part::*;
pub use reading::*;
