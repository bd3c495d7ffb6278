//! Lists page by page: a cursor that names the last row, and one row read too many to know whether there is more.

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

/// How many rows a page of a list has.
pub const PAGE: usize = 20;

/// Longer than any id.
const LONGEST_ID: usize = 64;
/// Longer than anything a list is sorted by.
const LONGEST_KEY: usize = 1000;

/// The place in a list from which a page goes on: the id of the row before it.
#[derive(Default, Deserialize)]
pub struct After {
    #[serde(default, deserialize_with = "id")]
    after: String,
}

/// Reads the id of a row, or nothing.
pub fn id<'de, D: Deserializer<'de>>(given: D) -> Result<String, D::Error> {
    let id = String::deserialize(given)?;
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if id.len() <= LONGEST_ID && id.bytes().all(plain) {
        Ok(id)
    } else {
        Err(D::Error::custom("not an id"))
    }
}

impl After {
    /// Nothing at the beginning of the list.
    pub fn cursor(&self) -> Option<String> {
        Some(self.after.clone()).filter(|after| !after.is_empty())
    }
}

/// The place in a list sorted by something else: what the row before it is sorted by, and its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPlace {
    pub key: String,
    pub id: String,
}

impl ListPlace {
    /// Reads back what [`ListPlace::written`] wrote into an address.
    fn read(text: &str) -> Option<Self> {
        let (key, id) = text.rsplit_once('~')?;
        let short = key.len() <= LONGEST_KEY && id.len() <= LONGEST_ID;
        (short && !text.contains('\0')).then(|| Self {
            key: key.to_owned(),
            id: id.to_owned(),
        })
    }

    /// For the address of the next page.
    pub fn written(&self) -> String {
        format!("{}~{}", self.key, self.id)
    }
}

/// Where a page of a sorted list goes on.
#[derive(Deserialize, Default)]
pub struct AfterPlace {
    #[serde(default, deserialize_with = "place")]
    after: Option<ListPlace>,
}

fn place<'de, D: Deserializer<'de>>(given: D) -> Result<Option<ListPlace>, D::Error> {
    let text = String::deserialize(given)?;
    if text.is_empty() {
        return Ok(None);
    }
    ListPlace::read(&text)
        .map(Some)
        .ok_or_else(|| D::Error::custom("not a place in a list"))
}

impl AfterPlace {
    /// Nothing at the beginning of the list.
    pub fn place(self) -> Option<ListPlace> {
        self.after
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
