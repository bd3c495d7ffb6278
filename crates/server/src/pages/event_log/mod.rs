//! Pages of the event log.

pub mod export;
pub mod filters;
pub mod installation;
pub mod log;
