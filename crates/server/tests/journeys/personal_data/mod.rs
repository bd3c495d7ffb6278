//! What is kept of somebody.

mod download;
mod scene;
