//! Which page is wanted of a list that shows one status at a time.

use crate::paging::After;
use serde::Deserialize;

/// The key of the status that is shown, empty where none was chosen, and where the page goes on.
#[derive(Deserialize)]
pub struct ByStatus {
    #[serde(default)]
    pub status: String,
    #[serde(flatten)]
    pub after: After,
}
