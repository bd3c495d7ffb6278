//! Adding users by name, and by invitation.

mod budget;
mod by_invitation;
mod by_name;
pub mod forms;
