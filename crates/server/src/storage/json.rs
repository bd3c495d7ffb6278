//! Details kept as JSON in a text column, where nothing is searched by them.

use crate::storage::error::Error;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Errors: JSON cannot hold it, which is a mistake of the program.
pub fn text<T: Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|fault| Error::corrupt("value", "to be stored", fault))
}

/// Reads back what [`text`] wrote into the row `id` of `noun`.
pub fn value<T: DeserializeOwned>(noun: &'static str, id: &str, text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|fault| Error::corrupt(noun, id, fault))
}
