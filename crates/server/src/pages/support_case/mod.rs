//! Pages about support cases: the agents' list, one's own, and one case with the request it carries.

pub mod answering;
pub mod opening;
pub mod own;
pub mod queue;
mod request;
pub mod show;
mod signs;
pub mod working;
