//! Pages of users and their roles.

pub mod add;
pub mod change;
pub mod export;
pub mod file;
pub mod list;
pub mod mine;
pub mod person;
