//! Pages of automation rules.

pub mod form;
pub mod rehearsal;
pub mod rules;
pub mod words;
