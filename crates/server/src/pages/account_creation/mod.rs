//! Pages of new Smart Accounts.

pub mod form;
pub mod new;
pub mod nominee;
pub mod objection;
pub mod show;
