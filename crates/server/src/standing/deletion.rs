//! What is known of something before it is deleted.

use crate::clock::hash_of;

/// What a page lists before something is deleted, in short: where it no longer holds, the page is stale. In: the version of what is
/// deleted, and the ids of what hangs on it.
pub(crate) fn seen<'a>(version: u32, hanging: impl Iterator<Item = &'a str>) -> String {
    let mut ids: Vec<&str> = hanging.collect();
    ids.sort_unstable();
    let mut hash = hash_of(&ids.join(" "));
    hash.truncate(32);
    format!("{version}.{hash}")
}
