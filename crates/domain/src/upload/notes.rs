//! What a preview has to say of how a file was read: nothing of it is a fault, and all of it may be why a file means something
//! else than whoever made it thinks.

use serde::{Deserialize, Serialize};

/// As many lines as are named of those that share a number.
pub const MOST_SHARING: usize = 20;

/// How a file was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notes {
    /// It is no UTF-8, and was taken for Windows-1252, as spreadsheets in Western Europe write it.
    #[serde(default)]
    pub is_windows_1252: bool,
    /// Names in the header that are of no column known here, as the file has them, in its order.
    #[serde(default)]
    pub unknown_columns: Vec<String>,
    /// The line that no line end follows: it may be whole, or all that arrived of it.
    #[serde(default)]
    pub unended_line: Option<u64>,
    /// How many lines of contracts have a number that another company's contract has, too.
    #[serde(default)]
    pub sharing: u64,
    /// The first of them, [`MOST_SHARING`] at most.
    #[serde(default)]
    pub first_sharing: Vec<u64>,
}
