//! What holds of files of many lines.

mod contracts;
mod members;
mod users;
