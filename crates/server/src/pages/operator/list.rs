//! The operators' lists of accounts and of people, page by page: both are searched by words and by a status.

use crate::paging::{AfterPlace, ListPlace};
use crate::storage::{AnyConnection, Error};
use crate::web::door::Operator;
use serde::Deserialize;

/// What is wanted of a list: what which words find, of which status, and from where on.
#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    pub(crate) q: String,
    #[serde(default)]
    pub(crate) status: String,
    #[serde(flatten)]
    after: AfterPlace,
}

/// A page of a list, with what it was searched by.
pub(crate) struct List<Row> {
    pub(crate) rows: Vec<Row>,
    /// Where the next page begins, if there is one.
    pub(crate) next: Option<String>,
    pub(crate) is_first: bool,
    pub(crate) q: String,
    pub(crate) status: String,
    /// The statuses to choose from, by key and in words.
    pub(crate) statuses: Vec<(String, String)>,
}

impl<Row: Send + 'static> List<Row> {
    /// Reads the page that is wanted. In: the statuses to choose from, and what reads a page from a place on, with where the next
    /// begins. Errors: those of `page`.
    pub(crate) async fn read(
        visit: &Operator,
        wanted: Wanted,
        statuses: Vec<(String, String)>,
        page: impl FnOnce(
            &mut AnyConnection,
            Option<&ListPlace>,
        ) -> Result<(Vec<Row>, Option<ListPlace>), Error>
        + Send
        + 'static,
    ) -> Result<Self, Error> {
        let from = wanted.after.place();
        let is_first = from.is_none();
        let (rows, next) = visit.read(move |db| page(db, from.as_ref())).await?;
        Ok(Self {
            rows,
            next: next.as_ref().map(ListPlace::written),
            is_first,
            q: wanted.q,
            status: wanted.status,
            statuses,
        })
    }
}
