//! Pages of people: signing up, the profile, a new password.

pub mod absence;
pub mod data;
pub mod email;
pub mod forgotten;
pub mod profile;
pub mod registration;
pub mod registration_form;
pub mod sign_up;
