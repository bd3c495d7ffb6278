//! The queue: filtered, searched, and several requests decided at once.

mod asker;
mod deciding;
mod knowing;
