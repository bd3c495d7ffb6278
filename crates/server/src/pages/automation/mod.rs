//! Pages of automation rules.

pub mod form;
pub mod form_page;
pub mod rehearsal;
pub mod rules;
pub mod words;
