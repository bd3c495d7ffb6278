//! Filling a group by a file: previewed line by line, applied line by line, once, and only by whoever may.

mod file;
mod filling;
mod rights;
