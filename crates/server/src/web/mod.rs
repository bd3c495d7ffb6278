//! The pages: every address, who may reach it, and what all answers have in common.

pub mod csv;
pub mod errors;
pub mod faults;
pub mod filters;
pub mod forms;
pub mod help;
pub mod page;

pub mod progress;
pub mod ready;
pub mod refusals;
pub mod routes;
pub mod visit;
