//! Pages of groups.

pub mod edit;
pub mod file;
pub mod list;
pub mod members;
pub mod own;
pub mod roles;
pub mod show;
