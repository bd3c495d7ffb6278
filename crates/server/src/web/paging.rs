//! Lists page by page: a cursor that names the last row, and one row read too many to know whether there is more.

use serde::Deserialize;

/// How many rows a page of a list has.
pub const PAGE: usize = 20;

/// The place in a list from which a page goes on.
#[derive(Deserialize)]
pub struct After {
    #[serde(default)]
    pub after: String,
}

impl After {
    pub fn cursor(&self) -> Option<String> {
        Some(self.after.clone()).filter(|after| !after.is_empty())
    }
}

/// Cuts a list that was read one row too long. Out: where the next page begins, if there is one.
pub fn cut<T>(rows: &mut Vec<T>, id: impl Fn(&T) -> String) -> Option<String> {
    if rows.len() <= PAGE {
        return None;
    }
    rows.truncate(PAGE);
    rows.last().map(id)
}
