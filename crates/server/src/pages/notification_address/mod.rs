//! Pages of notification addresses.

pub mod confirm;
pub mod list;
