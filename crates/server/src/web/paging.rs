//! Lists page by page: a cursor that names the last row, and one row read too many to know whether there is more.

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

/// How many rows a page of a list has.
pub const PAGE: usize = 20;

/// Longer than any id.
const LONGEST_ID: usize = 64;

/// The place in a list from which a page goes on: the id of the row before it.
#[derive(Deserialize)]
pub struct After {
    #[serde(default, deserialize_with = "id")]
    after: String,
}

fn id<'de, D: Deserializer<'de>>(given: D) -> Result<String, D::Error> {
    let id = String::deserialize(given)?;
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if id.len() <= LONGEST_ID && id.bytes().all(plain) {
        Ok(id)
    } else {
        Err(D::Error::custom("not an id"))
    }
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
