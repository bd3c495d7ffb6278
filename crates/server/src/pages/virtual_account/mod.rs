//! Pages of Virtual Accounts.

pub mod deletion;
pub mod form;
pub mod going;
pub mod list;
pub mod new;
pub mod people_form;
pub mod places;
pub mod show;
