//! Groups: who is in them, what they hold, and that nobody gains by their own hand.

mod asking;
mod managers;
mod members;
mod roles;
