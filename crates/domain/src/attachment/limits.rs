//! How much is attached.

/// The largest file that is taken, in bytes.
pub const LARGEST: u64 = 5 * 1024 * 1024;

/// As many files go with one message.
pub const MOST_AT_ONCE: usize = 5;

/// As much do the files of one message hold together, in bytes: they are in memory until all of them are looked at.
pub const LARGEST_TOGETHER: u64 = 10 * 1024 * 1024;

/// As many files one case holds.
pub const MOST_OF_CASE: usize = 40;
