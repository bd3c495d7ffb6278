//! Pages of the operators.

pub mod accounts;
pub mod alias_form;
pub mod aliases;
pub mod creations;
pub mod duties;
pub mod emails;
pub mod erasure;
pub mod invitation_form;
pub mod invitations;
mod list;
pub mod mail;
pub mod new_account;
mod overview;
pub mod people;

pub use overview::*;
