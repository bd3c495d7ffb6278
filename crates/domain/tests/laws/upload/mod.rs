//! What holds of files of many lines.

mod members;
mod users;
