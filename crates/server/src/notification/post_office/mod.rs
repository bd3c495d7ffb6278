//! From a notice to the letters that tell of it: one file a kind.

pub mod about;
mod absences;
pub mod addresses;
pub mod cases;
mod contact;
pub mod creation;
pub mod entitlements;
pub mod groups;
pub mod invitations;
mod office;
pub mod operation;
pub mod reviews;
pub mod roles;
pub mod roles_ended;
mod roles_ending;
pub mod rules;
pub mod settled;
pub mod sign_in;
pub mod talk;
pub mod uploads;
pub mod waiting;
pub mod writing;

pub use office::*;
