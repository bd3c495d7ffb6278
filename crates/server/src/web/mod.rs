//! The pages: every address, who may reach it, and what all answers have in common.

pub mod arrival;
pub mod csv;
pub mod desk;
pub mod door;
pub mod download;
pub mod errors;
pub mod faults;
pub mod filters;
pub mod foot;
pub mod forms;
pub mod text;
pub mod visit;

pub mod page;
pub mod policy;

pub mod progress;

pub mod refusals;
pub mod request_desk;
pub mod request_queue;
