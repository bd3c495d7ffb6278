//! People: registering, and what becomes of their sign-in.

pub mod absence;
pub mod addresses;
pub mod deactivation;
pub mod duty;
pub mod erasure;
pub mod failing;
pub mod letters;
pub mod own_data;
pub mod passwords;
mod registering;

pub use registering::*;
