//! What holds of roles and whoever holds them.

mod granting;
mod managing;
mod reaching;
