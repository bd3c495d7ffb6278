//! Adding many users by a file: previewed line by line, applied line by line, once.

mod applying;
mod faults;
mod file;
mod strangers;
