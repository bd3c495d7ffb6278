//! Pages of groups.

mod changing;
pub mod deletion;
pub mod edit;
pub mod file;
pub mod list;
pub mod members;
pub mod own;
pub mod roles;
pub mod show;
