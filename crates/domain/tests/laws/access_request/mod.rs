//! What holds of a request for access.

mod asking;
mod conversation;
mod deciding;
mod facts;
mod offering;
mod passing_on;
mod reminding;
mod replaying;
mod wishes;
