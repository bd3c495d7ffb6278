//! What is kept of somebody: they take it away, and it is erased once they have left.

mod download;
mod erasure;
mod scene;
mod texts;
