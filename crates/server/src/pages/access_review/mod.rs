//! Pages of access reviews.

pub mod closure;
pub mod decide;
pub mod decision_form;
pub mod export;
pub mod show;
pub mod start;
