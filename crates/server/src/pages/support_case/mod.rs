//! Pages about support cases: the agents' list, one's own, and one case with the request it carries.

pub mod acting;
mod agent;
pub mod answering;
pub mod attaching;
pub mod attachment;
pub mod contact;
pub mod opening;
pub mod own;
pub mod queue;
mod request;
mod said;
pub mod show;
mod signs;
mod since;
pub mod typed;
pub mod visitor;
pub mod working;
