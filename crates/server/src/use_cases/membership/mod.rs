//! Memberships: giving, changing and ending roles.

pub mod adding;
pub mod changes;
pub mod ending;
