//! What the machine can do at best, measured in the same run: the engine alone, with as much on disk and the same promises kept.

pub(super) mod changes;
pub(super) mod engine;
pub(super) mod hashing;
pub(super) mod rows;
pub(super) mod server;
pub(super) mod wire;
