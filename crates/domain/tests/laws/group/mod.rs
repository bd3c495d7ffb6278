//! The laws of groups: what a group holds its members hold, no more and no less, and nobody gains by a group what nobody
//! entitled to it has given.

mod answering;
mod consequences;
mod deleting;
mod holding;
mod story;
mod world;
